import { createCipheriv, createDecipheriv, createSecretKey, KeyObject } from 'node:crypto';
import { freshNonces } from './fresh-nonces';
import { SealingKey } from './sealing-key';

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BODY = NONCE_BYTES + TAG_BYTES;

const nextNonce = freshNonces(NONCE_BYTES);

/** AES-256-GCM (NIST SP 800-38D): nonce ‖ tag ‖ ciphertext. */
export class AesGcmKey implements SealingKey {
  /** A key object is made once: from bytes, each call would make one, at several times the cost of encrypting. */
  private readonly key: KeyObject;

  /** `secret`: 32 bytes. */
  constructor(secret: Buffer) {
    this.key = createSecretKey(secret);
  }

  seal(boundTo: string, clear: Uint8Array): Buffer {
    const nonce = nextNonce();
    const cipher = createCipheriv(CIPHER, this.key, nonce);
    cipher.setAAD(Buffer.from(boundTo));
    const body = Buffer.concat([cipher.update(clear), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), body]);
  }

  open(boundTo: string, sealed: Uint8Array): Buffer {
    const decipher = createDecipheriv(CIPHER, this.key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(boundTo));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, BODY));
    return Buffer.concat([decipher.update(sealed.subarray(BODY)), decipher.final()]);
  }
}
