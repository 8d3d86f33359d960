import { Inject, Injectable } from '@nestjs/common';
import { createHmac, createSecretKey, KeyObject } from 'node:crypto';
import { Config, CONFIG } from '../config/config';
import { PRESETS, SEALING_KEYS } from './sealing/algorithms';
import { SealingKey } from './sealing/sealing-key';
import { WrappingKey } from './sealing/wrapping-key';
import { markOf, SealedMark, writtenMark } from './sealing/sealed-mark';

/**
 * Encrypts personal fields under the configured keys. A value is kept as 'algorithm.keyId:base64url(nonce ‖ tag ‖
 * ciphertext)', bound to its field's name, so that a ciphertext cannot be moved to another column. Release 0.1.0 wrote
 * 'keyId:…', always AES-256-GCM; such values stay readable until they are rotated.
 */
@Injectable()
export class FieldCipher {
  /** What new values begin with. */
  readonly currentMark: SealedMark;
  private readonly secrets: ReadonlyMap<string, Buffer>;
  private readonly keys = new Map<string, SealingKey>();
  private readonly wrappingKeys = new Map<string, WrappingKey>();
  private readonly indexKey: KeyObject;

  constructor(
    @Inject(CONFIG)
    config: Pick<Config, 'FIELD_ENCRYPTION_KEYS' | 'BLIND_INDEX_KEY'> & Partial<Pick<Config, 'FIELD_CIPHER'>>,
  ) {
    const secrets = config.FIELD_ENCRYPTION_KEYS.split(',').map((entry) => {
      const [id, secret] = entry.split(':') as [string, string];
      return [id, Buffer.from(secret, 'base64')] as const;
    });
    this.secrets = new Map(secrets);
    const [keyId] = secrets[0] as readonly [string, Buffer];
    this.currentMark = { algorithm: PRESETS[config.FIELD_CIPHER ?? 'AES-256-GCM'], keyId };
    this.indexKey = createSecretKey(Buffer.from(config.BLIND_INDEX_KEY, 'base64'));
  }

  /** The ids of the configured keys, the current one first. */
  get keyIds(): readonly string[] {
    return [...this.secrets.keys()];
  }

  /** `field` is 'table.column'. */
  encrypt(field: string, value: string): string {
    const sealed = this.key(this.currentMark).seal(field, Buffer.from(value));
    return `${writtenMark(this.currentMark)}:${sealed.toString('base64url')}`;
  }

  /** Throws when the value was tampered with, belongs to another field, or its key is not configured. */
  decrypt(field: string, stored: string): string {
    const separator = stored.indexOf(':');
    const sealed = Buffer.from(stored.slice(separator + 1), 'base64url');
    return this.key(markOf(stored.slice(0, separator)))
      .open(field, sealed)
      .toString('utf8');
  }

  /** Seals bytes, such as a piece of an uploaded file: mark, zero byte, nonce ‖ tag ‖ ciphertext; bound to `field`. */
  sealBytes(field: string, bytes: Uint8Array): Buffer {
    const sealed = this.key(this.currentMark).seal(field, bytes);
    return Buffer.concat([Buffer.from(`${writtenMark(this.currentMark)}\0`), sealed]);
  }

  /** Throws as `decrypt` does. */
  openBytes(field: string, stored: Uint8Array): Buffer {
    const bytes = Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength);
    const end = bytes.indexOf(0);
    return this.key(markOf(bytes.subarray(0, end).toString())).open(field, bytes.subarray(end + 1));
  }

  /** Blind index for equality look-up: HMAC-SHA-256, base64url, 43 characters. `domain` keeps kinds of value apart. */
  blindIndex(domain: 'id-number' | 'phone', value: string): string {
    return createHmac('sha256', this.indexKey).update(domain).update('\0').update(value).digest('base64url');
  }

  /** Wraps secrets of 32 bytes each, one behind the other: 'algorithm.keyId:base64url(…)' for each. */
  wrapSecrets(secrets: Buffer): string[] {
    const mark = writtenMark(this.currentMark);
    return this.wrappingKey(this.currentMark)
      .wrap(secrets)
      .map((wrapped) => `${mark}:${wrapped.toString('base64url')}`);
  }

  /** Throws when its key is not configured. */
  unwrapSecret(stored: string): Buffer {
    const separator = stored.indexOf(':');
    const wrapped = Buffer.from(stored.slice(separator + 1), 'base64url');
    return this.wrappingKey(markOf(stored.slice(0, separator))).unwrap(wrapped);
  }

  private key(mark: SealedMark): SealingKey {
    return this.kept(this.keys, mark, (master) => SEALING_KEYS[mark.algorithm](master));
  }

  private wrappingKey(mark: SealedMark): WrappingKey {
    return this.kept(this.wrappingKeys, mark, (master) => new WrappingKey(mark.algorithm, master));
  }

  /** A key is made ready once, by mark. */
  private kept<Key>(keys: Map<string, Key>, mark: SealedMark, make: (master: Buffer) => Key): Key {
    const name = writtenMark(mark);
    const known = keys.get(name);
    if (known) return known;
    const master = this.secrets.get(mark.keyId);
    if (!master) throw new Error(`no field encryption key '${mark.keyId}' is configured`);
    const key = make(master);
    keys.set(name, key);
    return key;
  }
}
