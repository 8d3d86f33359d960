import { Field, GraphQLISODateTime, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DataClass } from '@sxbq/platform/graphql';
import { IsEnum, IsString, Length } from 'class-validator';
import { SessionCarrier } from '../domain/session-carrier';
import { ClientMutationInput, SignInPayload } from './sign-in.types';

@InputType()
export class RegisterPasskeyInput extends ClientMutationInput {
  @Field({ description: 'What navigator.credentials.create() gave, as JSON.' })
  @IsString()
  @Length(2, 20_000)
  response: string;
  @Field({ description: 'What the owner calls it.' }) @IsString() @Length(1, 60) name: string;
}

@InputType()
export class PasskeySignInInput extends ClientMutationInput {
  @Field({ description: 'What navigator.credentials.get() gave, as JSON.' })
  @IsString()
  @Length(2, 20_000)
  response: string;
  @Field(() => SessionCarrier, { defaultValue: SessionCarrier.TOKEN }) @IsEnum(SessionCarrier) carrier: SessionCarrier;
}

@InputType()
export class RenamePasskeyInput {
  @Field(() => ID) @IsString() id: string;
  @Field() @IsString() @Length(1, 60) name: string;
}

@DataClass('INTERNAL')
@ObjectType()
export class PasskeyRegistrationPayload {
  @Field(() => ID) passkeyId: number;
  @Field(() => SignInPayload) session: SignInPayload;
}

@DataClass('INTERNAL')
@ObjectType({ description: "One of the user's own passkeys." })
export class OwnPasskey {
  @Field(() => ID) id: number;
  @Field() name: string;
  @Field(() => GraphQLISODateTime) recordedAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) lastUsedAt: Date | null;
}
