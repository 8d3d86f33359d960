import { Inject, Injectable } from '@nestjs/common';
import { Clock, EntityId } from '@sxbq/kernel';
import { Config, CONFIG, LOGGER, Transaction } from '@sxbq/platform';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { Logger } from 'pino';
import { Passkey } from '../persistence/passkey.entity';
import { PasskeyRepository } from '../persistence/passkey.repository';
import { OnceStore } from '../sessions/once-store';
import { passkeyRefused, passkeysOff } from '../sign-in.errors';
import { AssertionResponse, challengeOf, readAssertion, readRegistration } from './passkey-response';
import { RelyingParty, relyingParty } from './relying-party';

const CHALLENGE_SECONDS = 5 * 60;
const RP_NAME = '十校百企';
/** COSE: EdDSA, ES256, RS256, which between them every authenticator knows. */
const ALGORITHMS = [-8, -7, -257];

/** What a challenge was given out for; an answer counts for that alone. */
export interface ChallengePurpose {
  readonly purpose: 'REGISTRATION' | 'SIGN_IN' | 'STEP_UP';
  /** The session that asked; null for signing in. */
  readonly sessionId: EntityId | null;
}

/** What of a new passkey is kept. */
export type NewPasskey = Pick<Passkey, 'credentialId' | 'publicKey' | 'signCount'>;

/** For whom a passkey is made. */
export interface PasskeyOwner {
  readonly userId: EntityId;
  readonly username: string;
  readonly displayName: string;
  readonly passkeys: readonly Pick<Passkey, 'credentialId'>[];
}

/**
 * WebAuthn: gives out challenges and checks what authenticators make of them. A challenge counts once, for five minutes,
 * for its purpose and session; the answer must come from a page of PUBLIC_ORIGIN and from somebody the authenticator has
 * verified (PIN, fingerprint), so that a passkey is two factors by itself.
 */
@Injectable()
export class PasskeyCeremonies {
  private readonly party: RelyingParty | null;

  constructor(
    @Inject(CONFIG) config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly once: OnceStore,
    private readonly passkeys: PasskeyRepository,
  ) {
    this.party = relyingParty(config);
  }

  /** PublicKeyCredentialCreationOptions as JSON. */
  async registrationOptions(owner: PasskeyOwner, sessionId: EntityId): Promise<string> {
    const options = await generateRegistrationOptions({
      rpName: RP_NAME,
      rpID: this.relyingParty().id,
      userID: new Uint8Array(Buffer.from(handleOf(owner.userId))),
      userName: owner.username,
      userDisplayName: owner.displayName,
      timeout: CHALLENGE_SECONDS * 1_000,
      excludeCredentials: owner.passkeys.map(({ credentialId }) => ({ id: credentialId })),
      supportedAlgorithmIDs: ALGORITHMS,
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    await this.giveOut(options.challenge, { purpose: 'REGISTRATION', sessionId });
    return JSON.stringify(options);
  }

  /** PublicKeyCredentialRequestOptions as JSON; without a user's passkeys the browser offers those it has. */
  async assertionOptions(
    purpose: ChallengePurpose,
    passkeys: readonly Pick<Passkey, 'credentialId'>[] = [],
  ): Promise<string> {
    const options = await generateAuthenticationOptions({
      rpID: this.relyingParty().id,
      allowCredentials: passkeys.map(({ credentialId }) => ({ id: credentialId })),
      timeout: CHALLENGE_SECONDS * 1_000,
      userVerification: 'required',
    });
    await this.giveOut(options.challenge, purpose);
    return JSON.stringify(options);
  }

  /** PASSKEY_REFUSED. */
  async register(text: string, sessionId: EntityId): Promise<NewPasskey> {
    const { origin, id } = this.relyingParty();
    const response = readRegistration(text);
    const expectedChallenge = await this.takeBack(response, { purpose: 'REGISTRATION', sessionId });
    if (!response || expectedChallenge === null) throw passkeyRefused();
    const answer = await this.checked(() =>
      verifyRegistrationResponse({
        response,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: id,
        supportedAlgorithmIDs: ALGORITHMS,
      }),
    );
    if (!answer?.verified) throw passkeyRefused();
    const { credential } = answer.registrationInfo;
    return {
      credentialId: credential.id,
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
    };
  }

  /**
   * The passkey that answered the challenge rightly, of whatever user. Call `use` with it where the answer takes effect.
   * PASSKEY_REFUSED.
   */
  async assert(text: string, purpose: ChallengePurpose): Promise<{ passkey: Passkey; signCount: number }> {
    const { origin, id } = this.relyingParty();
    const response = readAssertion(text);
    const expectedChallenge = await this.takeBack(response, purpose);
    const passkey = response ? await this.passkeys.findByCredential(response.id) : null;
    if (!response || expectedChallenge === null || !passkey || !isOwn(response, passkey)) throw passkeyRefused();
    const { credentialId, publicKey, signCount } = passkey;
    const answer = await this.checked(() =>
      verifyAuthenticationResponse({
        response,
        expectedChallenge,
        expectedOrigin: origin,
        expectedRPID: id,
        credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter: signCount },
      }),
    );
    if (!answer?.verified) throw passkeyRefused();
    return { passkey, signCount: answer.authenticationInfo.newCounter };
  }

  /** Notes the use; PASSKEY_REFUSED when another request got there first with the same or a later count. */
  async use(tx: Transaction, { passkey, signCount }: { passkey: Passkey; signCount: number }): Promise<void> {
    if (!(await this.passkeys.use(tx, passkey.id, signCount, this.clock.now()))) throw passkeyRefused();
  }

  private relyingParty(): RelyingParty {
    if (!this.party) throw passkeysOff();
    return this.party;
  }

  private async giveOut(challenge: string, purpose: ChallengePurpose): Promise<void> {
    await this.once.put('passkey-challenge', challenge, purpose, CHALLENGE_SECONDS);
  }

  /** The challenge, if it was given out for this and nobody answered it before. */
  private async takeBack(
    response: Parameters<typeof challengeOf>[0] | null,
    { purpose, sessionId }: ChallengePurpose,
  ): Promise<string | null> {
    const challenge = response ? challengeOf(response) : '';
    const given = await this.once.take<ChallengePurpose>('passkey-challenge', challenge);
    return given?.purpose === purpose && given.sessionId === sessionId ? challenge : null;
  }

  /** The library says what is wrong by throwing; whoever asks learns only that something is. */
  private async checked<T>(verify: () => Promise<T>): Promise<T | null> {
    try {
      return await verify();
    } catch (error) {
      this.logger.info({ reason: (error as Error).message }, 'passkey refused');
      return null;
    }
  }
}

function handleOf(userId: EntityId): string {
  return `user-${userId}`;
}

/** An authenticator that says whose passkey it used must name the owner. */
function isOwn({ response }: AssertionResponse, { userId }: Passkey): boolean {
  const { userHandle } = response;
  return userHandle === undefined || Buffer.from(userHandle, 'base64url').toString() === handleOf(userId);
}
