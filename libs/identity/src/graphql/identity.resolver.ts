import { Args, Context, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { entityId } from '@sxbq/kernel';
import { FastifyReply } from 'fastify';
import { currentPrincipal } from '../access/current-principal';
import { Public, RequirePermission } from '../access/require-permission.decorator';
import { IdentitiesService } from '../accounts/identities.service';
import { SessionCookie } from '../sessions/session-cookie';
import { SessionsService } from '../sessions/sessions.service';
import { SignInService } from '../sessions/sign-in.service';
import { Me, OwnSession, SessionCarrier, SignInInput, SignInPayload } from './identity.types';
import { meOf } from './me';

/** The part of the GraphQL context that sign-in needs: the HTTP answer that may carry a cookie. */
interface HttpContext {
  readonly reply?: FastifyReply;
}

@Resolver()
export class IdentityResolver {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly identities: IdentitiesService,
    private readonly cookie: SessionCookie,
  ) {}

  @Mutation(() => SignInPayload, { description: 'Starts a session; ends the one the request came with.' })
  @Public()
  async signIn(@Args('input') input: SignInInput, @Context() { reply }: HttpContext): Promise<SignInPayload> {
    const userAgent = reply?.request.headers['user-agent'] ?? null;
    const { token, expiresAt, principal } = await this.signIns.signIn({ ...input, userAgent });
    const inCookie = input.carrier === SessionCarrier.COOKIE;
    if (inCookie) void reply?.header('set-cookie', this.cookie.keeping(token, expiresAt));
    const me = meOf(await this.identities.of(principal));
    return { token: inCookie ? null : token, expiresAt, me, clientMutationId: input.clientMutationId ?? null };
  }

  @Mutation(() => Boolean, { description: 'Ends the session the request came with.' })
  @RequirePermission('identity.ownSessions')
  async signOut(@Context() { reply }: HttpContext): Promise<boolean> {
    await this.sessions.signOut(currentPrincipal());
    void reply?.header('set-cookie', this.cookie.forgetting());
    return true;
  }

  @Query(() => Me)
  @RequirePermission('identity.me')
  async me(): Promise<Me> {
    return meOf(await this.identities.of(currentPrincipal()));
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
