import { deserialize, serialize } from 'node:v8';

/** Runs a statement on the one connection that a migration has. */
export type Statements = (sql: string, params?: unknown[], structured?: boolean) => Promise<unknown>;

/** What a statement of a finished stretch of data answered; without a value when that was too much to keep. */
export interface Answer {
  readonly digest: string;
  readonly kept: boolean;
  readonly value?: unknown;
}

export interface Step {
  readonly digest: string;
  /** false: begun, and nobody heard how it ended. */
  readonly done: boolean;
  readonly answers: readonly Answer[];
}

/** What stands for the digest of a stretch of data, whose statements may depend on what was read. */
export const DATA = 'data';

interface Row {
  readonly position: number;
  readonly digest: string;
  readonly done: number;
  readonly answers: Buffer | null;
}

/** The steps of one migration that were begun or done; kept until the migration is through. */
export class StepLog {
  private constructor(
    private readonly run: Statements,
    private readonly migration: string,
    private readonly steps: ReadonlyMap<number, Step>,
  ) {}

  /** Before the first migration there is no table yet: it is made here and by no migration. */
  static async prepare(run: Statements): Promise<void> {
    await run(
      'CREATE TABLE IF NOT EXISTS `schema_migration_step` (`migration` varchar(120) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `position` int UNSIGNED NOT NULL, `digest` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `done` tinyint NOT NULL, `answers` mediumblob NULL, PRIMARY KEY (`migration`, `position`)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_520_ci',
    );
  }

  static async of(run: Statements, migration: string): Promise<StepLog> {
    const rows = (await run(
      'SELECT `position`, `digest`, `done`, `answers` FROM `schema_migration_step` WHERE `migration` = ?',
      [migration],
    )) as Row[];
    const steps = rows.map(({ position, digest, done, answers }) => {
      const step: Step = {
        digest,
        done: Number(done) === 1,
        answers: answers ? (deserialize(answers) as Answer[]) : [],
      };
      return [Number(position), step] as const;
    });
    return new StepLog(run, migration, new Map(steps));
  }

  at(position: number): Step | undefined {
    return this.steps.get(position);
  }

  async begin(position: number, digest: string): Promise<void> {
    await this.insert(position, digest, false, null);
  }

  async done(position: number): Promise<void> {
    await this.run('UPDATE `schema_migration_step` SET `done` = 1 WHERE `migration` = ? AND `position` = ?', [
      this.migration,
      position,
    ]);
  }

  /** In the transaction of the stretch itself. */
  async stretchDone(position: number, answers: readonly Answer[]): Promise<void> {
    await this.insert(position, DATA, true, serialize(answers));
  }

  async forget(position: number): Promise<void> {
    await this.run('DELETE FROM `schema_migration_step` WHERE `migration` = ? AND `position` = ?', [
      this.migration,
      position,
    ]);
  }

  /** The migration is through: one row says so, its steps are of no more use. */
  async finish(timestamp: number): Promise<void> {
    await this.run('START TRANSACTION');
    await this.run('INSERT INTO `schema_migration` (`timestamp`, `name`) VALUES (?, ?)', [timestamp, this.migration]);
    await this.run('DELETE FROM `schema_migration_step` WHERE `migration` = ?', [this.migration]);
    await this.run('COMMIT');
  }

  private async insert(position: number, digest: string, done: boolean, answers: Buffer | null): Promise<void> {
    await this.run(
      'INSERT INTO `schema_migration_step` (`migration`, `position`, `digest`, `done`, `answers`) VALUES (?, ?, ?, ?, ?)',
      [this.migration, position, digest, done ? 1 : 0, answers],
    );
  }
}
