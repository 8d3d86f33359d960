import { Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DataClass, PersonalField } from '@sxbq/platform/graphql';
import { IsEnum, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import { SessionCarrier } from '../domain/session-carrier';
import { Me } from './identity.types';

registerEnumType(SessionCarrier, {
  name: 'SessionCarrier',
  description: 'TOKEN: answered once, sent as Authorization: Bearer. COOKIE: HttpOnly cookie, for browsers.',
});

/** What of the second factor is still to be done. */
export enum SecondFactorState {
  NONE = 'NONE',
  REQUIRED = 'REQUIRED',
  ENROLMENT_REQUIRED = 'ENROLMENT_REQUIRED',
}
registerEnumType(SecondFactorState, {
  name: 'SecondFactorState',
  description:
    'REQUIRED: go on with verifySecondFactor, or with a passkey. ENROLMENT_REQUIRED: enrol one with beginTotpEnrolment or beginPasskeyRegistration.',
});

@InputType({ isAbstract: true })
export class ClientMutationInput {
  @Field(() => String, { nullable: true, description: 'Answered as given.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  clientMutationId?: string | null;
}

@InputType()
export class SignInInput extends ClientMutationInput {
  @Field() @IsString() @Length(1, 64) username: string;
  @Field() @IsString() @Length(1, 128) password: string;
  @Field(() => SessionCarrier, { defaultValue: SessionCarrier.TOKEN }) @IsEnum(SessionCarrier) carrier: SessionCarrier;
}

@InputType()
export class ChangeOwnPasswordInput extends ClientMutationInput {
  @Field() @IsString() @Length(1, 128) currentPassword: string;
  @Field() @IsString() @Length(1, 200) newPassword: string;
}

@InputType()
export class SwitchMembershipInput extends ClientMutationInput {
  @Field(() => ID, { description: 'One of me.memberships.' }) @IsString() membershipId: string;
}

@InputType()
export class LinkSingleSignOnInput {
  @Field(() => ID) @IsString() userId: string;
  @Field({ description: '`sub` of the identity tokens of the person.' })
  @Matches(/^[\x21-\x7e]{1,255}$/)
  subject: string;
}

@InputType()
export class ConfirmSingleSignOnInput {
  @Field({ description: '本人在统一身份认证中的标识，须与 ownSingleSignOn 所示一致' })
  @Matches(/^[\x21-\x7e]{1,255}$/)
  subject: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: '与本人关联的统一身份认证账号' })
export class OwnSingleSignOnLink {
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '本人在统一身份认证中的标识，由本人核对' })
  @Field()
  subject: string;
  @Field(() => GraphQLISODateTime, { description: '关联的时间' }) recordedAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: '空：尚待本人确认，不能经它登录' })
  confirmedAt: Date | null;
}

@InputType()
export class StepUpInput extends ClientMutationInput {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(128) password?: string | null;
  @Field(() => String, { nullable: true, description: 'With the password, from who has a second factor.' })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  code?: string | null;
  @Field(() => String, { nullable: true, description: 'Instead of both: what answers beginStepUp, as JSON.' })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  passkeyResponse?: string | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'A session that has begun or moved on; the token before is dead.' })
export class SignInPayload {
  @Field(() => String, { nullable: true, description: 'Shown this once; null when the session is in the cookie.' })
  token: string | null;
  @Field(() => GraphQLISODateTime, { description: 'The session ends by then at the latest.' }) expiresAt: Date;
  @Field(() => SecondFactorState, { description: 'NONE: nothing is missing.' }) secondFactor: SecondFactorState;
  @Field({ description: 'The session allows nothing but changeOwnPassword.' }) passwordExpired: boolean;
  @Field(() => Me, { nullable: true, description: 'null while something is still to be proven.' }) me: Me | null;
  @Field(() => String, { nullable: true }) clientMutationId: string | null;
}
