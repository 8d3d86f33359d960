import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { entityId } from '@sxbq/kernel';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { SignInAdministrationService } from '../sessions/sign-in-administration.service';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { SingleSignOnService } from '../single-sign-on/single-sign-on.service';
import { MadeProposal } from '../two-people/access-proposals.service';
import { MadeProposalPayload } from './access-proposals.types';
import { UserSession } from './identity.types';
import { LinkSingleSignOnInput } from './sign-in.types';

/** What a security administrator does about other people's sign-in. */
@Resolver()
export class SignInAdministrationResolver {
  constructor(
    private readonly administration: SignInAdministrationService,
    private readonly singleSignOn: SingleSignOnService,
  ) {}

  @Query(() => [UserSession], { description: 'Live sessions of a user, last used first, at most 100.' })
  @RequirePermission('identity.administerSignIn')
  async userSessions(@Args('userId', { type: () => ID }) userId: string): Promise<UserSession[]> {
    return this.administration.sessionsOf(entityId(userId));
  }

  @Mutation(() => Boolean, { description: 'Ends one session of a user; its token is dead at once.' })
  @RequirePermission('identity.administerSignIn')
  @RequireStepUp()
  async endUserSession(
    @Args('userId', { type: () => ID }) userId: string,
    @Args('sessionId', { type: () => ID }) sessionId: string,
  ): Promise<boolean> {
    await this.administration.endSession(entityId(userId), entityId(sessionId));
    return true;
  }

  @Mutation(() => Int, { description: 'Signs a user out everywhere; the number of sessions ended.' })
  @RequirePermission('identity.administerSignIn')
  @RequireStepUp()
  async endUserSessions(@Args('userId', { type: () => ID }) userId: string): Promise<number> {
    return this.administration.endSessions(entityId(userId));
  }

  @Mutation(() => Boolean, {
    description: "Takes a user's authenticator app, recovery codes and passkeys away and signs them out.",
  })
  @RequirePermission('identity.administerSignIn')
  @RequireStepUp()
  async resetSecondFactor(@Args('userId', { type: () => ID }) userId: string): Promise<boolean> {
    await this.administration.resetSecondFactor(entityId(userId), currentPrincipal());
    return true;
  }

  @Mutation(() => MadeProposalPayload, {
    description:
      'Proposes the same for an administrator; one of another kind confirms it, neither of them the one concerned.',
  })
  @RequirePermission('identity.recoverAdministrator')
  @RequireStepUp()
  proposeSecondFactorReset(@Args('userId', { type: () => ID }) userId: string): Promise<MadeProposal> {
    return this.administration.proposeReset(currentPrincipal(), entityId(userId));
  }

  @Mutation(() => Boolean, {
    description:
      'Lets a subject of the single sign-on in as this user, once the user confirmed it in their own session.',
  })
  @RequirePermission('identity.administerSignIn')
  @RequireStepUp()
  async linkSingleSignOn(@Args('input') { userId, subject }: LinkSingleSignOnInput): Promise<boolean> {
    await this.singleSignOn.link(currentPrincipal(), entityId(userId), subject);
    return true;
  }

  @Mutation(() => Boolean, { description: "Takes a user's link with the single sign-on away; what it started ends." })
  @RequirePermission('identity.administerSignIn')
  @RequireStepUp()
  async unlinkSingleSignOn(@Args('userId', { type: () => ID }) userId: string): Promise<boolean> {
    await this.singleSignOn.unlink(entityId(userId));
    return true;
  }
}
