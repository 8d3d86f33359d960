import { isoCBOR } from '@simplewebauthn/server/helpers';
import { createHash, generateKeyPairSync, KeyObject, randomBytes, sign } from 'node:crypto';

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const HAS_CREDENTIAL = 0x40;

/** What a test may make an authenticator or its browser get wrong. */
export interface Mistakes {
  readonly origin?: string;
  readonly rpId?: string;
  readonly challenge?: string;
  readonly type?: string;
  readonly userHandle?: string;
  /** The count it reports, in place of the next one. */
  readonly signCount?: number;
  /** Nobody gave a PIN or a finger. */
  readonly unverified?: boolean;
  readonly signature?: Buffer;
}

/** An authenticator with one ES256 key and the browser before it, as the WebAuthn standard describes them. */
export class SoftwareAuthenticator {
  readonly id = randomBytes(16);
  private readonly key: KeyObject;
  private readonly coseKey: Uint8Array;
  private signCount = 0;
  private userHandle = '';

  constructor(
    private readonly origin: string,
    private readonly counts = true,
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    // COSE: kty EC2, alg ES256, crv P-256, x, y.
    this.coseKey = isoCBOR.encode(
      new Map<number, number | Uint8Array>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, bytes(x)],
        [-3, bytes(y)],
      ]),
    );
  }

  /** As navigator.credentials.create() answers the options. */
  create(options: string, mistakes: Mistakes = {}): string {
    const { challenge, rp, user } = JSON.parse(options) as {
      challenge: string;
      rp: { id: string };
      user: { id: string };
    };
    this.userHandle = user.id;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(this.id.length);
    const credential = Buffer.concat([Buffer.alloc(16), length, this.id, this.coseKey]);
    const authData = Buffer.concat([this.authenticatorData(rp.id, HAS_CREDENTIAL, mistakes), credential]);
    const attestation = new Map<string, unknown>([
      ['fmt', 'none'],
      ['attStmt', new Map()],
      ['authData', new Uint8Array(authData)],
    ]);
    return this.answer({
      clientDataJSON: this.clientData('webauthn.create', challenge, mistakes).toString('base64url'),
      attestationObject: Buffer.from(isoCBOR.encode(attestation as never)).toString('base64url'),
    });
  }

  /** As navigator.credentials.get() answers the options. */
  get(options: string, mistakes: Mistakes = {}): string {
    const { challenge, rpId } = JSON.parse(options) as { challenge: string; rpId: string };
    const authenticatorData = this.authenticatorData(rpId, 0, mistakes);
    const clientData = this.clientData('webauthn.get', challenge, mistakes);
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(clientData).digest()]);
    return this.answer({
      clientDataJSON: clientData.toString('base64url'),
      authenticatorData: authenticatorData.toString('base64url'),
      signature: (mistakes.signature ?? sign('sha256', signed, this.key)).toString('base64url'),
      userHandle: mistakes.userHandle ?? this.userHandle,
    });
  }

  private authenticatorData(rpId: string, more: number, mistakes: Mistakes): Buffer {
    const count = Buffer.alloc(4);
    if (this.counts) this.signCount++;
    count.writeUInt32BE(mistakes.signCount ?? this.signCount);
    const flags = USER_PRESENT | (mistakes.unverified ? 0 : USER_VERIFIED) | more;
    const rpIdHash = createHash('sha256')
      .update(mistakes.rpId ?? rpId)
      .digest();
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count]);
  }

  private clientData(type: string, challenge: string, mistakes: Mistakes): Buffer {
    const origin = mistakes.origin ?? this.origin;
    return Buffer.from(
      JSON.stringify({ type: mistakes.type ?? type, challenge: mistakes.challenge ?? challenge, origin }),
    );
  }

  private answer(response: object): string {
    const id = this.id.toString('base64url');
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response });
  }
}

function bytes(base64url: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64url, 'base64url'));
}
