import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
import { DomainError } from '@sxbq/kernel';
import { isCreateTable, isTheSameTable } from './same-table';
import { wasMadeBefore, wasRefused } from './schema-answers';
import { statementKind } from './statement-kind';
import { Answer, DATA, Statements, StepLog } from './step-log';

/** Reads and writes between two changes of the schema: one transaction, recorded in it. */
interface Stretch {
  readonly position: number;
  /** Answers of a stretch that was committed by an earlier run; null: this run does it. */
  readonly before: readonly Answer[] | null;
  readonly answers: Answer[];
}

const LARGEST_ANSWER = 64 * 1024;
const LARGEST_ANSWERS = 1024 * 1024;
/** What a write of a stretch that is done already answers when its true answer was not kept. */
const NOTHING_CHANGED = { affectedRows: 0, changedRows: 0, insertId: 0, warningStatus: 0 };

/**
 * The statements of one migration, each done once over any number of interrupted runs. A change of the schema is recorded
 * as begun before and as done after it; one that was begun and is answered with "there already" was done. Reads of a
 * stretch that is done answer what they answered then, so that a migration that computes takes the same way again.
 */
export class MigrationSteps {
  private position = 0;
  private stretch: Stretch | null = null;
  private keptBytes = 0;
  private failed: unknown = null;

  /** @param mayBeHalfDone an earlier release's runner, which kept no steps, may have begun it */
  constructor(
    private readonly migration: string,
    private readonly run: Statements,
    private readonly log: StepLog,
    private readonly mayBeHalfDone: boolean,
  ) {}

  async query(sql: string, params: unknown[] = [], structured?: boolean): Promise<unknown> {
    if (this.failed !== null) throw this.failed as Error;
    try {
      return await this.perform(sql, params, structured);
    } catch (error) {
      this.failed = error;
      throw error;
    }
  }

  async finish(timestamp: number): Promise<void> {
    if (this.failed !== null) throw this.failed as Error;
    await this.endStretch();
    await this.log.finish(timestamp);
  }

  /** Takes back what the stretch that failed wrote. */
  async abandon(): Promise<void> {
    if (this.stretch?.before === null) await this.run('ROLLBACK').catch(() => undefined);
    this.stretch = null;
  }

  private async perform(sql: string, params: unknown[], structured?: boolean): Promise<unknown> {
    switch (statementKind(sql)) {
      case 'SESSION':
        return this.run(sql, params, structured);
      case 'TRANSACTION':
        // Every stretch is a transaction: one of the migration's own would end it before its record is written.
        if (/^\s*ROLLBACK/i.test(sql)) throw new Error(`migration ${this.migration} takes back its own statements`);
        return undefined;
      case 'SCHEMA':
        await this.endStretch();
        return this.change(sql, params);
      case 'READ':
        return this.inStretch(sql, params, structured, (run) => run());
      case 'WRITE':
        return this.inStretch(sql, params, structured, () => Promise.resolve(NOTHING_CHANGED));
    }
  }

  private async change(sql: string, params: unknown[]): Promise<unknown> {
    const position = ++this.position;
    const digest = digestOf(sql, params);
    const known = this.log.at(position);
    if (known !== undefined && known.digest !== digest) throw this.changed(position);
    if (known?.done) return undefined;
    if (known === undefined) await this.log.begin(position, digest);
    const answer = await this.made(sql, params, known !== undefined, position);
    await this.log.done(position);
    return answer;
  }

  private async made(sql: string, params: unknown[], begunBefore: boolean, position: number): Promise<unknown> {
    try {
      return await this.run(sql, params);
    } catch (error) {
      if ((begunBefore || this.mayBeHalfDone) && wasMadeBefore(error) && (await this.isOurs(sql))) return undefined;
      if (!begunBefore && wasRefused(error)) await this.log.forget(position);
      throw error;
    }
  }

  /** Without a record a table of that name may be anybody's. */
  private async isOurs(sql: string): Promise<boolean> {
    return !this.mayBeHalfDone || !isCreateTable(sql) || isTheSameTable(this.run, sql);
  }

  private async inStretch(
    sql: string,
    params: unknown[],
    structured: boolean | undefined,
    again: (run: () => Promise<unknown>) => Promise<unknown>,
  ): Promise<unknown> {
    this.stretch ??= await this.beginStretch();
    const { before, answers } = this.stretch;
    const digest = digestOf(sql, params);
    const run = (): Promise<unknown> => this.run(sql, params, structured);
    if (before !== null) {
      const answer = before[answers.length];
      answers.push({ digest, kept: false });
      return answer?.digest === digest && answer.kept ? answer.value : again(run);
    }
    const value = await run();
    answers.push(this.kept(digest, value));
    return value;
  }

  private async beginStretch(): Promise<Stretch> {
    const position = ++this.position;
    const known = this.log.at(position);
    if (known !== undefined && known.digest !== DATA) throw this.changed(position);
    if (known === undefined) await this.run('START TRANSACTION');
    return { position, before: known?.answers ?? null, answers: [] };
  }

  private async endStretch(): Promise<void> {
    if (this.stretch?.before === null) {
      await this.log.stretchDone(this.stretch.position, this.stretch.answers);
      await this.run('COMMIT');
    }
    this.stretch = null;
  }

  private kept(digest: string, value: unknown): Answer {
    const bytes = serialize(value).byteLength;
    if (bytes > LARGEST_ANSWER || this.keptBytes + bytes > LARGEST_ANSWERS) return { digest, kept: false };
    this.keptBytes += bytes;
    return { digest, kept: true, value };
  }

  private changed(position: number): DomainError {
    return new DomainError(
      'CONFLICT',
      'MIGRATION_CHANGED',
      `数据库升级 ${this.migration} 曾由另一个版本的程序执行到第 ${position} 步，与本程序的内容不同。请用当时的版本再次运行 migrate，完成后再换用本版本。`,
      { migration: this.migration, position },
    );
  }
}

function digestOf(sql: string, params: readonly unknown[]): string {
  return createHash('sha256')
    .update(sql)
    .update(serialize([...params]))
    .digest('hex');
}
