import { Injectable } from '@nestjs/common';
import { FastifyReply } from 'fastify';
import { IdentitiesService } from '../accounts/identities.service';
import { SessionCarrier } from '../domain/session-carrier';
import { SessionStage } from '../domain/session-stage';
import { Caller } from '../sessions/caller';
import { SessionCookie } from '../sessions/session-cookie';
import { SessionCredentialsReader } from '../sessions/session-credentials';
import { IssuedSession } from '../sessions/session-issuer';
import { ORIGIN_DAYS } from '../sessions/sign-in-origins';
import { meOf } from './me';
import { SecondFactorState, SignInPayload } from './sign-in.types';

/** The part of the GraphQL context that sign-in needs: the HTTP answer that may carry a cookie. */
export interface HttpContext {
  readonly reply?: FastifyReply;
}

/** Between HTTP and the services of sign-in: who calls, and where the session goes. */
@Injectable()
export class SignInReplies {
  constructor(
    private readonly cookie: SessionCookie,
    private readonly credentials: SessionCredentialsReader,
    private readonly identities: IdentitiesService,
  ) {}

  /** @param carrier where a new session is wanted; else one stays where it is */
  callerOf({ reply }: HttpContext, carrier?: SessionCarrier): Caller {
    const headers = reply?.request.headers ?? {};
    return {
      headers,
      userAgent: headers['user-agent'] ?? null,
      deviceToken: this.cookie.read(headers.cookie, '-device'),
      carrier: carrier ?? this.credentials.read(headers)?.carrier ?? SessionCarrier.TOKEN,
    };
  }

  async payload(
    issued: IssuedSession,
    caller: Caller,
    context: HttpContext,
    clientMutationId: string | null | undefined,
  ): Promise<SignInPayload> {
    const { token, expiresAt, stage } = issued;
    const inCookie = caller.carrier === SessionCarrier.COOKIE;
    if (inCookie) this.setCookies(issued, context);
    return {
      token: inCookie ? null : token,
      expiresAt,
      secondFactor: SECOND_FACTOR_STATES[stage],
      passwordExpired: stage === SessionStage.PASSWORD_EXPIRED,
      me: stage === SessionStage.ACTIVE ? await this.meOf(issued) : null,
      clientMutationId: clientMutationId ?? null,
    };
  }

  /** Puts the session, and the mark of the device when there is one, into the browser. */
  setCookies({ token, expiresAt, deviceToken }: IssuedSession, { reply }: HttpContext): void {
    void reply?.header('set-cookie', this.cookie.keeping(token, expiresAt));
    if (deviceToken === null) return;
    const forgetAt = new Date(expiresAt.getTime() + ORIGIN_DAYS * 86_400_000);
    void reply?.header('set-cookie', this.cookie.keeping(deviceToken, forgetAt, '-device'));
  }

  private async meOf({ principal, account }: IssuedSession) {
    return meOf(await this.identities.of(principal), account.memberships, principal.membershipId);
  }
}

const SECOND_FACTOR_STATES: Readonly<Record<SessionStage, SecondFactorState>> = {
  [SessionStage.ACTIVE]: SecondFactorState.NONE,
  [SessionStage.SECOND_FACTOR]: SecondFactorState.REQUIRED,
  [SessionStage.ENROLMENT]: SecondFactorState.ENROLMENT_REQUIRED,
  [SessionStage.PASSWORD_EXPIRED]: SecondFactorState.NONE,
};
