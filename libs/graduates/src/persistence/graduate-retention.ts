import { Injectable } from '@nestjs/common';
import {
  inSteps,
  lastYearEndedAt,
  RetainedData,
  Retains,
  Transaction,
  UnitOfWork,
  UnusedSecrets,
} from '@sxbq/platform';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';

const ROWS_AT_ONCE = 500;
/** Those that still say who it was. */
const NAMED = "graduate WHERE graduation_year <= ? AND name <> ''";

/**
 * Who graduates of past years were. Their rows stay as nobody's, each under a random pseudonym: status and certificates
 * go on counting, so that supply, balance and rankings of that year are the same afterwards. A person's secret goes with
 * the last row that is sealed with it: whoever was a trainee, too, or graduated again, keeps it.
 */
@Retains('graduates')
@Injectable()
export class GraduateRetention implements RetainedData {
  constructor(
    private readonly dataSource: DataSource,
    private readonly uow: UnitOfWork,
    private readonly secrets: UnusedSecrets,
  ) {}

  async due(before: Date): Promise<number> {
    const [row] = (await this.dataSource.query(`SELECT COUNT(*) AS number FROM ${NAMED}`, [
      lastYearEndedAt(before),
    ])) as [{ number: number | string }];
    return Number(row.number);
  }

  deleteDue(before: Date, limit: number): Promise<number> {
    const year = lastYearEndedAt(before);
    return inSteps(limit, ROWS_AT_ONCE, (rows) => this.uow.run((tx) => this.forget(tx, year, rows)));
  }

  private async forget(tx: Transaction, year: number, rows: number): Promise<number> {
    const found = (await tx.query(`SELECT id, person_key AS personKey FROM ${NAMED} ORDER BY id LIMIT ?`, [
      year,
      rows,
    ])) as { id: number; personKey: string }[];
    if (found.length === 0) return 0;
    const ids = found.map(({ id }) => id);
    const personKeys = [...new Set(found.map(({ personKey }) => personKey))];
    // Secrets before rows, as an erasure and an import take them.
    await this.secrets.lock(tx, personKeys);
    await tx.query('DELETE FROM graduate_wish WHERE graduate_id IN (?)', [ids]);
    // The salt is kept nowhere: nobody can tell a pseudonym's row from another's.
    await tx.query(
      `UPDATE graduate
          SET name = '', id_number = '', phone = NULL, student_number = CONCAT('erased-', id),
              person_key = LEFT(SHA2(CONCAT(?, '/', id), 256), 43), salary_floor = NULL,
              suggestions_opted_out = TRUE, claimed_user_id = NULL, claim_hash = NULL, claim_expires_at = NULL,
              revision = revision + 1
        WHERE id IN (?)`,
      [randomBytes(32).toString('base64url'), ids],
    );
    await this.secrets.shred(tx, personKeys);
    return ids.length;
  }
}
