import { Inject, Injectable } from '@nestjs/common';
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, KeyObject, randomBytes } from 'node:crypto';
import { Config, CONFIG } from '../config/config';

const IV_BYTES = 12;
const TAG_BYTES = 16;
const IVS_AT_ONCE = 256;

/**
 * Encrypts personal fields with AES-256-GCM. A value is kept as 'keyId:base64url(iv ‖ tag ‖ ciphertext)', bound to its
 * field's name, so that a ciphertext cannot be moved to another column.
 */
@Injectable()
export class FieldCipher {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly currentKeyId: string;
  private readonly indexKey: KeyObject;
  private spareIvs = Buffer.alloc(0);

  constructor(@Inject(CONFIG) config: Pick<Config, 'FIELD_ENCRYPTION_KEYS' | 'BLIND_INDEX_KEY'>) {
    const keys = config.FIELD_ENCRYPTION_KEYS.split(',').map((entry) => {
      const [id, secret] = entry.split(':') as [string, string];
      // A key object is made once: from bytes, each call would make one, at several times the cost of encrypting.
      return [id, createSecretKey(Buffer.from(secret, 'base64'))] as const;
    });
    this.keys = new Map(keys);
    this.currentKeyId = (keys[0] as readonly [string, KeyObject])[0];
    this.indexKey = createSecretKey(Buffer.from(config.BLIND_INDEX_KEY, 'base64'));
  }

  /** `field` is 'table.column'. */
  encrypt(field: string, value: string): string {
    const iv = this.newIv();
    const cipher = createCipheriv('aes-256-gcm', this.key(this.currentKeyId), iv);
    cipher.setAAD(Buffer.from(field));
    const body = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
    return `${this.currentKeyId}:${Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url')}`;
  }

  /** Throws when the value was tampered with, belongs to another field, or its key is not configured. */
  decrypt(field: string, stored: string): string {
    const separator = stored.indexOf(':');
    const sealed = Buffer.from(stored.slice(separator + 1), 'base64url');
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.key(stored.slice(0, separator)),
      sealed.subarray(0, IV_BYTES),
    );
    decipher.setAAD(Buffer.from(field));
    decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString('utf8');
  }

  /** Seals bytes, such as a piece of an uploaded file: key id, zero byte, iv, tag, ciphertext; bound to `field`. */
  sealBytes(field: string, bytes: Uint8Array): Buffer {
    const iv = this.newIv();
    const cipher = createCipheriv('aes-256-gcm', this.key(this.currentKeyId), iv);
    cipher.setAAD(Buffer.from(field));
    const body = Buffer.concat([cipher.update(bytes), cipher.final()]);
    return Buffer.concat([Buffer.from(`${this.currentKeyId}\0`), iv, cipher.getAuthTag(), body]);
  }

  /** Throws as `decrypt` does. */
  openBytes(field: string, stored: Uint8Array): Buffer {
    const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
    const start = bytes.indexOf(0) + 1;
    const body = start + IV_BYTES + TAG_BYTES;
    const key = this.key(bytes.subarray(0, start - 1).toString());
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(start, start + IV_BYTES));
    decipher.setAAD(Buffer.from(field));
    decipher.setAuthTag(bytes.subarray(start + IV_BYTES, body));
    return Buffer.concat([decipher.update(bytes.subarray(body)), decipher.final()]);
  }

  /** Blind index for equality look-up: HMAC-SHA-256, base64url, 43 characters. `domain` keeps kinds of value apart. */
  blindIndex(domain: 'id-number' | 'phone', value: string): string {
    return createHmac('sha256', this.indexKey).update(domain).update('\0').update(value).digest('base64url');
  }

  /** Fresh random bytes, each used once; drawn in bulk, which costs a fraction of drawing them one by one. */
  private newIv(): Buffer {
    if (this.spareIvs.length === 0) this.spareIvs = randomBytes(IV_BYTES * IVS_AT_ONCE);
    const iv = this.spareIvs.subarray(0, IV_BYTES);
    this.spareIvs = this.spareIvs.subarray(IV_BYTES);
    return iv;
  }

  private key(id: string): KeyObject {
    const key = this.keys.get(id);
    if (!key) throw new Error(`no field encryption key '${id}' is configured`);
    return key;
  }
}
