import { ChildProcess, fork } from 'node:child_process';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { CryptoKey, importJWK, JWK, SignJWT } from 'jose';

export const OIDC_CLIENT = { id: 'sxbq', secret: 'a secret of the tests only, long enough' };

/** Who sits before the provider: its next sign-in is theirs. */
export interface ProviderPerson {
  readonly accountId: string;
  readonly amr?: readonly string[];
  /** `preferred_username` of the identity token. */
  readonly username?: string;
}

/** A real OpenID provider on loopback. The test has its key, to make tokens that it would not. */
export class OidcServer {
  private constructor(
    readonly issuer: string,
    private readonly process: ChildProcess,
    private readonly key: CryptoKey | Uint8Array,
    private readonly jwk: JWK,
  ) {}

  static async start(): Promise<OidcServer> {
    const child = fork(path.join(__dirname, 'oidc-server.mjs'), { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const jwk = { ...privateKey.export({ format: 'jwk' }), kid: 'test', alg: 'RS256', use: 'sig' } as JWK;
    return new OidcServer(issuer, child, await importJWK(jwk, 'RS256'), jwk);
  }

  /** @param logoutUri where the provider reports those who signed out */
  async serve(redirectUri: string, logoutUri: string): Promise<void> {
    const client = {
      client_id: OIDC_CLIENT.id,
      client_secret: OIDC_CLIENT.secret,
      redirect_uris: [redirectUri],
      response_types: ['code'],
      grant_types: ['authorization_code'],
      backchannel_logout_uri: logoutUri,
      backchannel_logout_session_required: true,
    };
    await this.tell({ configure: { client, jwks: { keys: [this.jwk] } } });
  }

  async seat(person: ProviderPerson): Promise<void> {
    await this.tell({ person: { amr: [], ...person } });
  }

  /** A logout token as the provider would sign it, with the given claims in place of, or beside, the right ones. */
  async logoutToken(claims: Record<string, unknown>, key?: CryptoKey): Promise<string> {
    const now = Math.floor(Date.now() / 1_000);
    return new SignJWT({
      iss: this.issuer,
      aud: OIDC_CLIENT.id,
      iat: now,
      exp: now + 120,
      jti: randomUUID(),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      ...claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'test', typ: 'logout+jwt' })
      .sign(key ?? this.key);
  }

  async close(): Promise<void> {
    const gone = once(this.process, 'exit');
    this.process.kill();
    await gone;
  }

  private async tell(message: object): Promise<void> {
    const done = once(this.process, 'message');
    this.process.send(message);
    await done;
  }
}
