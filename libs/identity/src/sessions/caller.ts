import { SessionCarrier } from '../domain/session-carrier';
import { CredentialHeaders } from './session-credentials';

/** Who sends a request that signs in or moves a session on, as far as its headers tell. */
export interface Caller {
  readonly headers: CredentialHeaders;
  /** As the client calls itself; kept for the owner's list of sessions. */
  readonly userAgent: string | null;
  /** Proof that this browser has signed in before. */
  readonly deviceToken: string | null;
  /** Where the client wants its session. */
  readonly carrier: SessionCarrier;
}

/** Who sends no headers: the command line, tests. */
export const PLAIN_CALLER: Caller = {
  headers: {},
  userAgent: null,
  deviceToken: null,
  carrier: SessionCarrier.TOKEN,
};
