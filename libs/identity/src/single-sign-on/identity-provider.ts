import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { Config, CONFIG, LOGGER } from '@sxbq/platform';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { Logger } from 'pino';
import { z } from 'zod';
import { logoutTokenRefused, singleSignOnOff, singleSignOnRefused, singleSignOnUnavailable } from '../sign-in.errors';
import { ProviderSettings, providerSettings } from './provider-settings';

const TIMEOUT_SECONDS = 5;
/** Older logout tokens are refused, so that remembering their ids for as long keeps each from counting twice. */
export const LOGOUT_TOKEN_SECONDS = 5 * 60;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** What a sign-in under way must prove when it comes back. */
export interface PendingSignOn {
  readonly state: string;
  readonly nonce: string;
  readonly codeVerifier: string;
}

/** Whom the provider signed in. */
export interface ProvenSubject {
  readonly issuer: string;
  readonly subject: string;
  /** The provider's own session; null when it names none. */
  readonly providerSession: string | null;
  readonly hasSecondFactor: boolean;
  /** The value of the claim that names the user here. */
  readonly username: string | null;
}

/** Whose sessions the provider ended: all of a subject, or one of its own sessions. */
export interface ProviderLogout {
  readonly issuer: string;
  readonly tokenId: string;
  readonly subject: string | null;
  readonly providerSession: string | null;
}

const logoutClaims = z.object({
  iss: z.string(),
  jti: z.string().min(1).max(255),
  sub: z.string().max(255).optional(),
  sid: z.string().max(255).optional(),
  nonce: z.undefined().optional(),
  events: z.object({ [LOGOUT_EVENT]: z.object({}) }),
});

/** The city's single sign-on, an OpenID provider; asked for its addresses and keys when it is first needed. */
@Injectable()
export class IdentityProvider {
  private readonly settings: ProviderSettings | null;
  private readonly insecureAllowed: boolean;
  private connection: Promise<oidc.Configuration> | undefined;
  private keys: ReturnType<typeof createRemoteJWKSet> | undefined;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
  ) {
    this.settings = providerSettings(config);
    this.insecureAllowed = config.NODE_ENV !== 'production';
  }

  /** The provider's name, to which links are bound. SINGLE_SIGN_ON_OFF. */
  get issuer(): string {
    return issuerName(this.required().issuer.href);
  }

  newSignOn(): PendingSignOn {
    return { state: oidc.randomState(), nonce: oidc.randomNonce(), codeVerifier: oidc.randomPKCECodeVerifier() };
  }

  /** Where to send the browser: authorization code flow with PKCE. SINGLE_SIGN_ON_OFF, SINGLE_SIGN_ON_UNAVAILABLE. */
  async authorizationUrl({ state, nonce, codeVerifier }: PendingSignOn): Promise<URL> {
    const { redirectUri } = this.required();
    return oidc.buildAuthorizationUrl(await this.connected(), {
      redirect_uri: redirectUri.href,
      response_type: 'code',
      scope: 'openid profile',
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
  }

  /**
   * Exchanges what the browser brought back and checks the identity token: signature, issuer, audience, times, nonce.
   * @param query the callback's query string, with its '?'
   */
  async subjectOf(query: string, pending: PendingSignOn): Promise<ProvenSubject> {
    const { redirectUri, usernameClaim, secondFactors } = this.required();
    const connection = await this.connected();
    const claims = await this.exchange(connection, new URL(query, redirectUri), pending);
    const amr = Array.isArray(claims.amr) ? claims.amr : [];
    const username = usernameClaim === null ? null : claims[usernameClaim];
    return {
      issuer: issuerName(claims.iss),
      subject: claims.sub,
      providerSession: typeof claims['sid'] === 'string' ? claims['sid'] : null,
      hasSecondFactor: amr.some((method) => typeof method === 'string' && secondFactors.has(method)),
      username: typeof username === 'string' ? username : null,
    };
  }

  /** Reads a logout token (OpenID Connect Back-Channel Logout 1.0, 2.6). LOGOUT_TOKEN_REFUSED. */
  async logoutOf(token: string): Promise<ProviderLogout> {
    const { clientId } = this.required();
    const { issuer, jwks_uri: jwksUri } = (await this.connected()).serverMetadata();
    this.keys ??= createRemoteJWKSet(new URL(jwksUri as string), { timeoutDuration: TIMEOUT_SECONDS * 1_000 });
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer,
        audience: clientId,
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        requiredClaims: ['iat', 'jti', 'events'],
        maxTokenAge: LOGOUT_TOKEN_SECONDS,
        currentDate: this.clock.now(),
      });
      const { iss, jti, sub = null, sid = null } = logoutClaims.parse(payload);
      if (sub === null && sid === null) throw new Error('neither sub nor sid');
      return { issuer: issuerName(iss), tokenId: jti, subject: sub, providerSession: sid };
    } catch (error) {
      this.logger.warn({ reason: (error as Error).message }, 'logout token refused');
      throw logoutTokenRefused();
    }
  }

  private async exchange(connection: oidc.Configuration, address: URL, pending: PendingSignOn): Promise<oidc.IDToken> {
    try {
      const tokens = await oidc.authorizationCodeGrant(connection, address, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.codeVerifier,
        idTokenExpected: true,
      });
      return tokens.claims() as oidc.IDToken;
    } catch (error) {
      this.logger.warn({ reason: (error as Error).message }, 'single sign-on refused');
      throw singleSignOnRefused();
    }
  }

  private async connected(): Promise<oidc.Configuration> {
    this.connection ??= this.discover();
    try {
      return await this.connection;
    } catch (error) {
      // The next one who asks tries again.
      this.connection = undefined;
      this.logger.error({ reason: (error as Error).message }, 'single sign-on does not answer');
      throw singleSignOnUnavailable();
    }
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.required();
    const plain = this.insecureAllowed && issuer.protocol === 'http:';
    return oidc.discovery(issuer, clientId, undefined, oidc.ClientSecretBasic(clientSecret), {
      timeout: TIMEOUT_SECONDS,
      execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
    });
  }

  private required(): ProviderSettings {
    if (!this.settings) throw singleSignOnOff();
    return this.settings;
  }
}

/** The same with and without a slash at its end, which URL parsers add. */
function issuerName(issuer: string): string {
  return issuer.replace(/\/$/, '');
}
