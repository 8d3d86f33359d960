import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { entityId } from '@sxbq/kernel';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { IdentitiesService } from '../accounts/identities.service';
import { MembershipSwitchService } from '../sessions/membership-switch.service';
import { SessionsService } from '../sessions/sessions.service';
import { Me, OwnSession } from './identity.types';
import { meOf } from './me';

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly sessions: SessionsService,
    private readonly identities: IdentitiesService,
    private readonly memberships: MembershipSwitchService,
  ) {}

  @Query(() => Me)
  @RequirePermission('identity.me')
  async me(): Promise<Me> {
    const principal = currentPrincipal();
    const identity = await this.identities.of(principal);
    return meOf(identity, await this.memberships.listOf(identity.userId), principal.membershipId);
  }

  @Query(() => [OwnSession], { description: 'Live sessions of the user, last used first, at most 100.' })
  @RequirePermission('identity.ownSessions')
  async mySessions(): Promise<OwnSession[]> {
    const principal = currentPrincipal();
    const sessions = await this.sessions.listOwn(principal);
    return sessions.map((session) => ({ ...session, current: session.id === principal.sessionId }));
  }

  @Mutation(() => Boolean, { description: "Ends one of the user's own sessions; its token is dead at once." })
  @RequirePermission('identity.ownSessions')
  async endSession(@Args('id', { type: () => ID }) id: string): Promise<boolean> {
    await this.sessions.end(currentPrincipal(), entityId(id));
    return true;
  }
}
