import { Injectable } from '@nestjs/common';
import { Transaction } from '../database/unit-of-work';
import { SealedValues } from './sealed-values';

/** Secrets of persons whose values have gone from every table by time; an erasure asks nobody and shreds. */
@Injectable()
export class UnusedSecrets {
  constructor(private readonly sealed: SealedValues) {}

  /** Keeps others from writing with the secrets until the transaction ends; waits for those who are at it. */
  async lock(tx: Transaction, personKeys: readonly string[]): Promise<void> {
    if (personKeys.length === 0) return;
    // In the order in which those who write take them.
    await tx.query('SELECT person_key FROM person_secret WHERE person_key IN (?) ORDER BY person_key FOR UPDATE', [
      [...personKeys].sort(),
    ]);
  }

  /**
   * Deletes those of the locked secrets that no row of any table is sealed with any more; answers how many. What they had
   * sealed is unreadable from the commit on in every copy that does not hold the secret, too.
   */
  async shred(tx: Transaction, personKeys: readonly string[]): Promise<number> {
    if (personKeys.length === 0) return 0;
    const tables = new Set(this.sealed.columns().flatMap(({ table, by }) => (by === 'PERSON' ? [table] : [])));
    const unused = [...tables].map(
      (table) => `AND NOT EXISTS (SELECT 1 FROM \`${table}\` t WHERE t.person_key = person_secret.person_key)`,
    );
    const result = (await tx.query(`DELETE FROM person_secret WHERE person_key IN (?) ${unused.join(' ')}`, [
      [...personKeys],
    ])) as { affectedRows: number };
    return result.affectedRows;
  }
}
