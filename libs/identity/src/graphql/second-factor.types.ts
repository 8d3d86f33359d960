import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass } from '@sxbq/platform/graphql';
import { IsString, Length } from 'class-validator';
import { ClientMutationInput, SignInPayload } from './sign-in.types';

@InputType()
export class SecondFactorCodeInput extends ClientMutationInput {
  @Field({ description: 'Six digits of the authenticator app; where one signs in, a recovery code will do.' })
  @IsString()
  @Length(6, 64)
  code: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'A secret for an authenticator app, shown this once.' })
export class TotpEnrolmentPayload {
  @Field({ description: 'Base32, to be typed.' }) secret: string;
  @Field({ description: 'otpauth:// address, to be shown as a QR code.' }) uri: string;
}

@DataClass('INTERNAL')
@ObjectType()
export class TotpConfirmationPayload {
  @Field(() => [String], { description: 'Ten, each for one sign-in without the app; shown this once.' })
  recoveryCodes: readonly string[];
  @Field(() => SignInPayload) session: SignInPayload;
}

@DataClass('INTERNAL')
@ObjectType({ description: "The user's own second factor." })
export class OwnSecondFactor {
  @Field({ description: 'An authenticator app is enrolled.' }) totp: boolean;
  @Field(() => Int) recoveryCodesLeft: number;
  @Field(() => Int) passkeys: number;
}
