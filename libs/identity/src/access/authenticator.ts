import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { ClientAuthenticator } from '../machine-clients/client-authenticator';
import { SessionAuthenticator } from '../sessions/session-authenticator';
import { CredentialHeaders } from '../sessions/session-credentials';

/** Tells who sends a request: a person in a session, or a machine client with its key. */
@Injectable()
export class Authenticator {
  constructor(
    private readonly sessions: SessionAuthenticator,
    private readonly clients: ClientAuthenticator,
  ) {}

  /** null when nobody is known by what the headers carry. `address`: where the request comes from, as far as known. */
  authenticate(headers: CredentialHeaders, address: string | null): Promise<Principal | null> {
    return this.clients.isAddressed(headers)
      ? this.clients.authenticate(headers, address)
      : this.sessions.authenticate(headers);
  }

  /** Whom `authenticate` would find; a session is not kept alive by it. */
  look(headers: CredentialHeaders, address: string | null): Promise<Principal | null> {
    return this.clients.isAddressed(headers)
      ? this.clients.authenticate(headers, address)
      : this.sessions.look(headers);
  }
}
