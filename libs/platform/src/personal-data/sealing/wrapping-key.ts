import { createCipheriv, createDecipheriv, createHmac, createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import { SealingAlgorithm } from './sealing-key';

/** Bytes of one wrapped secret's plain form. */
export const SECRET_BYTES = 32;

const COUNTER_BYTES = 16;
/** The last bytes of a counter block, which count; the others are random for each call. */
const COUNTING_BYTES = 4;
const BLOCKS_PER_SECRET = SECRET_BYTES / 16;

const MODES = {
  aes: { cipher: 'aes-256-ctr', digest: 'sha256', keyBytes: 32 },
  sm4: { cipher: 'sm4-ctr', digest: 'sm3', keyBytes: 16 },
} as const satisfies Record<SealingAlgorithm, object>;

/**
 * Wraps random secrets of 32 bytes, many in one call: counter mode over all of them (NIST SP 800-38A 6.5), each kept with
 * the counter block at which it begins, so that it opens alone. One by one, with an authenticated cipher, wrapping cost an
 * import more than everything else about encryption. A wrapped secret that was changed opens as another secret, under
 * which no value opens: the values are authenticated.
 */
export class WrappingKey {
  private readonly key: KeyObject;
  private readonly cipher: string;

  /** `master`: 32 bytes; a key of its own is derived from them. */
  constructor(algorithm: SealingAlgorithm, master: Buffer) {
    const { cipher, digest, keyBytes } = MODES[algorithm];
    this.cipher = cipher;
    this.key = createSecretKey(createHmac(digest, master).update('person-secrets').digest().subarray(0, keyBytes));
  }

  /** `secrets`: any number of them, one behind the other. Each answer is counter block ‖ ciphertext, 48 bytes. */
  wrap(secrets: Buffer): Buffer[] {
    const first = Buffer.concat([randomBytes(COUNTER_BYTES - COUNTING_BYTES), Buffer.alloc(COUNTING_BYTES)]);
    const sealed = createCipheriv(this.cipher, this.key, first).update(secrets);
    return Array.from({ length: secrets.length / SECRET_BYTES }, (_, index) => {
      const wrapped = Buffer.allocUnsafe(COUNTER_BYTES + SECRET_BYTES);
      first.copy(wrapped);
      wrapped.writeUInt32BE(index * BLOCKS_PER_SECRET, COUNTER_BYTES - COUNTING_BYTES);
      sealed.copy(wrapped, COUNTER_BYTES, index * SECRET_BYTES, (index + 1) * SECRET_BYTES);
      return wrapped;
    });
  }

  unwrap(wrapped: Buffer): Buffer {
    const decipher = createDecipheriv(this.cipher, this.key, wrapped.subarray(0, COUNTER_BYTES));
    return decipher.update(wrapped.subarray(COUNTER_BYTES));
  }
}
