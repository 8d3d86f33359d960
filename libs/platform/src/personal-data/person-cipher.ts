import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { SqlRunner } from '../database/list-page';
import { Transaction } from '../database/unit-of-work';
import { FieldCipher } from './field-cipher';
import { SEALING_KEYS } from './sealing/algorithms';
import { isSealed, wasOnceClear } from './sealed-properties';
import { markOf, PERSONS_OWN, writtenMark } from './sealing/sealed-mark';
import { SealingAlgorithm, SealingKey } from './sealing/sealing-key';
import { SECRET_BYTES } from './sealing/wrapping-key';

/** Persons of one statement. */
const AT_ONCE = 1_000;

/**
 * Seals values about one person with a secret of that person's own (table person_secret), itself sealed under the
 * configured keys. Deleting the secret makes every copy of the person's values unreadable at once, wherever it lies;
 * rotating a configured key touches the secrets alone.
 */
@Injectable()
export class PersonCipher {
  constructor(private readonly fields: FieldCipher) {}

  /**
   * The secrets of the persons, made for those who have none; by person key. Whoever holds one cannot be shredded until
   * the transaction ends. Two statements per 1 000 persons.
   */
  async secretsFor(tx: Transaction, personKeys: readonly string[]): Promise<Map<string, PersonSecret>> {
    // In one order, so that two transactions do not wait for each other.
    const keys = [...new Set(personKeys)].sort();
    const secrets = new Map<string, PersonSecret>();
    for (let start = 0; start < keys.length; start += AT_ONCE) {
      for (const [key, secret] of await this.madeOrFound(tx, keys.slice(start, start + AT_ONCE)))
        secrets.set(key, secret);
    }
    return secrets;
  }

  /** The secret in a row of person_secret; `sealed` is null for a person who was erased, as is the answer. */
  open(sealed: string | null): PersonSecret | null {
    if (sealed === null) return null;
    return this.secretOf(this.fields.unwrapSecret(sealed));
  }

  /**
   * A value of a column sealed by persons; one of release 0.1.0 is still sealed under the configured keys, one of a column
   * that was once clear may still be so. Null for a person who was erased. Throws as FieldCipher does.
   */
  decrypt(secret: PersonSecret | null, field: string, stored: string): string | null {
    if (stored === '') return null;
    if (!PersonCipher.isPersons(stored)) {
      return wasOnceClear(field) && !isSealed(stored) ? stored : this.fields.decrypt(field, stored);
    }
    return secret?.decrypt(field, stored) ?? null;
  }

  /** True for a value sealed with its person's own secret. */
  static isPersons(stored: string): boolean {
    return stored.startsWith(`${PERSONS_OWN}:`, stored.indexOf('.') + 1);
  }

  /** Secrets that exist, by person key. */
  async find(runner: SqlRunner, personKeys: readonly string[]): Promise<Map<string, PersonSecret>> {
    const found = new Map<string, PersonSecret>();
    for (const { personKey, secret } of await this.rows(runner, personKeys)) {
      const opened = this.open(secret);
      if (opened) found.set(personKey, opened);
    }
    return found;
  }

  /** Keeps others from writing with the person's secret until the transaction ends; waits for those who are at it. */
  async lock(tx: Transaction, personKey: string): Promise<void> {
    await tx.query('SELECT person_key FROM person_secret WHERE person_key = ? FOR UPDATE', [personKey]);
  }

  /** Nobody can read the person's values from the commit on: not here, not in any copy of them. False: nothing was left. */
  async shred(tx: Transaction, personKey: string): Promise<boolean> {
    const result = (await tx.query('DELETE FROM person_secret WHERE person_key = ?', [personKey])) as {
      affectedRows: number;
    };
    return result.affectedRows === 1;
  }

  private async madeOrFound(tx: Transaction, keys: readonly string[]): Promise<[string, PersonSecret][]> {
    const secrets = randomBytes(SECRET_BYTES * keys.length);
    const wrapped = this.fields.wrapSecrets(secrets);
    const inserted = (await tx.query('INSERT IGNORE INTO person_secret (person_key, secret) VALUES ?', [
      keys.map((key, index) => [key, wrapped[index]]),
    ])) as { affectedRows: number };
    if (inserted.affectedRows < keys.length) return [...(await this.find(tx, keys))];
    return keys.map((key, index) => {
      const secret = secrets.subarray(index * SECRET_BYTES, (index + 1) * SECRET_BYTES);
      return [key, this.secretOf(secret)];
    });
  }

  private async rows(runner: SqlRunner, keys: readonly string[]): Promise<{ personKey: string; secret: string }[]> {
    if (keys.length === 0) return [];
    return (await runner.query('SELECT person_key AS personKey, secret FROM person_secret WHERE person_key IN (?)', [
      keys,
    ])) as { personKey: string; secret: string }[];
  }

  private secretOf(secret: Buffer): PersonSecret {
    return new PersonSecret(secret, this.fields.currentMark.algorithm);
  }
}

/** Seals and opens the values of one person. */
export class PersonSecret {
  private current: SealingKey | null = null;

  constructor(
    private readonly secret: Buffer,
    private readonly algorithm: SealingAlgorithm,
  ) {}

  /** `field` is 'table.column'; the value is bound to it. */
  encrypt(field: string, value: string): string {
    const sealed = this.key(this.algorithm).seal(field, Buffer.from(value));
    return `${writtenMark({ algorithm: this.algorithm, keyId: PERSONS_OWN })}:${sealed.toString('base64url')}`;
  }

  /** Throws when the value was changed, belongs to another field or another person. */
  decrypt(field: string, stored: string): string {
    const separator = stored.indexOf(':');
    const { algorithm } = markOf(stored.slice(0, separator));
    return this.key(algorithm)
      .open(field, Buffer.from(stored.slice(separator + 1), 'base64url'))
      .toString('utf8');
  }

  private key(algorithm: SealingAlgorithm): SealingKey {
    if (algorithm !== this.algorithm) return SEALING_KEYS[algorithm](this.secret);
    this.current ??= SEALING_KEYS[algorithm](this.secret);
    return this.current;
  }
}
