import { createCipheriv, createDecipheriv, createHmac, createSecretKey, KeyObject, timingSafeEqual } from 'node:crypto';
import { freshNonces } from './fresh-nonces';
import { SealingKey } from './sealing-key';

const NONCE_BYTES = 16;
const TAG_BYTES = 32;
const BODY = NONCE_BYTES + TAG_BYTES;

const nextNonce = freshNonces(NONCE_BYTES);

/**
 * SM4 (GB/T 32907-2016) in counter mode, then HMAC with SM3 (GB/T 32905-2016) over name, nonce and ciphertext: nonce ‖
 * tag ‖ ciphertext. Node's OpenSSL offers no SM4-GCM, so the authentication is composed here, encrypt-then-MAC, with two
 * keys that HMAC-SM3 derives from one secret.
 */
export class Sm4HmacKey implements SealingKey {
  private readonly encryption: KeyObject;
  private readonly authentication: KeyObject;

  /** `secret`: 32 bytes. */
  constructor(secret: Buffer) {
    const derive = (purpose: string): Buffer => createHmac('sm3', secret).update(purpose).digest();
    this.encryption = createSecretKey(derive('sm4-ctr').subarray(0, 16));
    this.authentication = createSecretKey(derive('hmac-sm3'));
  }

  seal(boundTo: string, clear: Uint8Array): Buffer {
    const nonce = nextNonce();
    const cipher = createCipheriv('sm4-ctr', this.encryption, nonce);
    const body = Buffer.concat([cipher.update(clear), cipher.final()]);
    return Buffer.concat([nonce, this.tag(boundTo, nonce, body), body]);
  }

  open(boundTo: string, sealed: Uint8Array): Buffer {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const body = sealed.subarray(BODY);
    const tag = Buffer.alloc(TAG_BYTES);
    tag.set(sealed.subarray(NONCE_BYTES, BODY));
    if (!timingSafeEqual(tag, this.tag(boundTo, nonce, body))) throw new Error('sealed value was changed or moved');
    const decipher = createDecipheriv('sm4-ctr', this.encryption, nonce);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  }

  /** The name goes in with its length, so that no part of it can pass for part of the ciphertext. */
  private tag(boundTo: string, nonce: Uint8Array, body: Uint8Array): Buffer {
    const name = Buffer.from(boundTo);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(name.length);
    return createHmac('sm3', this.authentication).update(length).update(name).update(nonce).update(body).digest();
  }
}
