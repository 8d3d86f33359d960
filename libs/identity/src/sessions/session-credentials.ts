import { Injectable } from '@nestjs/common';
import { SessionCarrier } from '../domain/session-carrier';
import { SessionCookie } from './session-cookie';
import { isSessionToken } from './session-token';

/** The request headers that may carry a session, lower-case names. */
export type CredentialHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A token with the form of a session's, and how it came. */
export interface SessionCredentials {
  readonly token: string;
  readonly carrier: SessionCarrier;
}

/** Finds the session's token in a request: a bearer token wins over the cookie. */
@Injectable()
export class SessionCredentialsReader {
  constructor(private readonly cookie: SessionCookie) {}

  read({ authorization, cookie }: CredentialHeaders): SessionCredentials | null {
    if (typeof authorization === 'string') {
      return credentials(/^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null, SessionCarrier.TOKEN);
    }
    return credentials(this.cookie.read(typeof cookie === 'string' ? cookie : undefined), SessionCarrier.COOKIE);
  }
}

function credentials(token: string | null, carrier: SessionCarrier): SessionCredentials | null {
  return token !== null && isSessionToken(token) ? { token, carrier } : null;
}
