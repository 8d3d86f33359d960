import { Args, Context, Mutation, Query, Resolver } from '@nestjs/graphql';

import { Public, RequirePermission } from '../access/require-permission.decorator';
import { PasskeysService } from '../passkeys/passkeys.service';
import { SecondFactorService } from '../second-factor/second-factor.service';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import {
  OwnSecondFactor,
  SecondFactorCodeInput,
  TotpConfirmationPayload,
  TotpEnrolmentPayload,
} from './second-factor.types';
import { currentUserId } from './current-user';
import { HttpContext, SignInReplies } from './sign-in-replies';
import { SignInPayload } from './sign-in.types';

/** What is public here answers only to the session of somebody who is signing in, or has stepped up. */
@Resolver()
export class SecondFactorResolver {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly passkeys: PasskeysService,
    private readonly replies: SignInReplies,
  ) {}

  @Mutation(() => SignInPayload, { description: 'The second step of signing in.' })
  @Public()
  async verifySecondFactor(
    @Args('input') input: SecondFactorCodeInput,
    @Context() context: HttpContext,
  ): Promise<SignInPayload> {
    const caller = this.replies.callerOf(context);
    const issued = await this.factors.verify(input.code, caller);
    return this.replies.payload(issued, caller, context, input.clientMutationId);
  }

  @Mutation(() => TotpEnrolmentPayload, {
    description: 'Starts to enrol an authenticator app: while signing in, or after stepUp.',
  })
  @Public()
  async beginTotpEnrolment(@Context() context: HttpContext): Promise<TotpEnrolmentPayload> {
    return this.factors.begin(this.replies.callerOf(context));
  }

  @Mutation(() => TotpConfirmationPayload, { description: "Ends the enrolment with the app's first code." })
  @Public()
  async confirmTotpEnrolment(
    @Args('input') input: SecondFactorCodeInput,
    @Context() context: HttpContext,
  ): Promise<TotpConfirmationPayload> {
    const caller = this.replies.callerOf(context);
    const { recoveryCodes, issued } = await this.factors.confirm(input.code, caller);
    return { recoveryCodes, session: await this.replies.payload(issued, caller, context, input.clientMutationId) };
  }

  @Query(() => OwnSecondFactor)
  @RequirePermission('identity.ownSignIn')
  async mySecondFactor(): Promise<OwnSecondFactor> {
    const userId = currentUserId();
    const passkeys = await this.passkeys.listOf(userId);
    return { ...(await this.factors.statusOf(userId)), passkeys: passkeys.length };
  }

  @Mutation(() => [String], { description: 'Ten new recovery codes in place of the old ones, shown this once.' })
  @RequirePermission('identity.ownSignIn')
  @RequireStepUp()
  async regenerateRecoveryCodes(): Promise<readonly string[]> {
    return this.factors.regenerateRecoveryCodes(currentUserId());
  }

  @Mutation(() => Boolean, { description: "Takes the user's own authenticator app and recovery codes away." })
  @RequirePermission('identity.ownSignIn')
  @RequireStepUp()
  async removeTotp(): Promise<boolean> {
    await this.factors.remove(currentUserId());
    return true;
  }
}
