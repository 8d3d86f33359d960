import { createPrivateKey, createPublicKey, KeyObject, sign, verify } from 'node:crypto';

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in DER.
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;

/** An Ed25519 key with a number, as AUDIT_SIGNING_KEY and ASSESSMENT_SIGNING_KEY hold one. */
export class SigningKey {
  readonly id: string;
  /** Raw, 32 bytes. */
  readonly publicKey: Buffer;
  private readonly key: KeyObject;

  /** @param text 'a1:' and base64 of the 32 bytes of an Ed25519 seed */
  constructor(text: string) {
    const [id, seed] = numberedKey(text);
    this.id = id;
    this.key = createPrivateKey({ key: Buffer.concat([PRIVATE_PREFIX, seed]), format: 'der', type: 'pkcs8' });
    this.publicKey = createPublicKey(this.key).export({ format: 'der', type: 'spki' }).subarray(PUBLIC_PREFIX.length);
  }

  sign(text: string): Buffer {
    return sign(null, Buffer.from(text), this.key);
  }
}

/** Key id → raw public key. */
export type PublicKeys = ReadonlyMap<string, Buffer>;

/** @param text 'a1:base64,a2:base64' */
export function publicKeysOf(text: string): PublicKeys {
  return new Map(text.split(',').map(numberedKey));
}

export function isSignedBy(publicKey: Buffer, text: string, signature: Buffer): boolean {
  const key = createPublicKey({ key: Buffer.concat([PUBLIC_PREFIX, publicKey]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), key, signature);
}

function numberedKey(text: string): [id: string, key: Buffer] {
  const [id = '', encoded = ''] = text.split(':');
  const key = Buffer.from(encoded, 'base64url');
  if (key.length !== KEY_BYTES) throw new Error(`signing key '${id}' must have ${KEY_BYTES} bytes`);
  return [id, key];
}
