import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Clock, FACT_CHANGED, Principal, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, FieldCipher, Outbox, PersonCipher, Transaction, UnitOfWork } from '@sxbq/platform';
import { LedgerDictionaries } from './dictionaries';
import { ImportScope } from './domain/import-scope';
import { ImportMode, ImportPhase, ImportStatus } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { ImportCounts, totalOf } from './domain/sheet-counts';
import { ImportPass } from './import-pass';
import { FilesRepository } from './persistence/files.repository';
import { ImportsRepository } from './persistence/imports.repository';
import type { LedgerFile } from './persistence/ledger-file.entity';
import type { LedgerImport } from './persistence/ledger-import.entity';
import { RowChangedMeanwhile } from './persistence/table-store';
import { factChanges } from './persistence/touched-schools';
import { PostingJudgement } from './posting-knowledge';
import { FileThreads } from './reading/file-threads';
import type { LedgerSource } from './reading/reader-messages';

/** One import being performed. */
export interface ImportRun {
  readonly import: LedgerImport;
  /** Token of the lease. */
  readonly runner: string;
  /** The owner, with the rights of today. */
  readonly principal: Principal;
  report(phase: ImportPhase, rowsDone: number): void;
}

/** A pass whose writes must be undone; carries what it found. */
class Undone extends Error {
  constructor(readonly pass: ImportPass) {
    super('undone');
  }
}

/** A row somebody else created or changed between our look and our write: the next attempt sees it. */
const MAX_ATTEMPTS = 3;
const WARNINGS_KEPT = 200;

/** Performs an import: reads its files, checks and writes their rows in one transaction, and records the outcome. */
@Injectable()
export class ImportRunner {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly threads: FileThreads,
    private readonly files: FilesRepository,
    private readonly imports: ImportsRepository,
    private readonly dictionaries: LedgerDictionaries,
    private readonly cipher: FieldCipher,
    private readonly persons: PersonCipher,
    private readonly postings: PostingJudgement,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async run(run: ImportRun): Promise<void> {
    const files = await this.files.ofImport(run.import.id);
    const sources: LedgerSource[] = [];
    for (const file of files) sources.push({ fileName: file.fileName, content: await this.files.content(file.id) });

    const first = await this.attempt(run, files, sources, new Set(), false);
    if (first === null) return;
    if (run.import.mode === ImportMode.ALL_OR_NOTHING || first.isUnreadable)
      return this.recordRefusal(run, files, first);
    // Which rows are good is known now; the second reading writes them and leaves the others out.
    const second = await this.attempt(run, files, sources, first.lateRejects, true);
    if (second !== null) await this.recordRefusal(run, files, second);
  }

  /** Null when the import was committed; else the pass that was undone. */
  private async attempt(
    run: ImportRun,
    files: readonly LedgerFile[],
    sources: readonly LedgerSource[],
    rejected: ReadonlySet<string>,
    writesDespiteErrors: boolean,
  ): Promise<ImportPass | null> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.unitOfWork.run((tx) => this.pass(tx, run, files, sources, rejected, writesDespiteErrors));
        return null;
      } catch (error) {
        if (error instanceof Undone) return error.pass;
        const isOvertaken = duplicateKeyOf(error) !== null || error instanceof RowChangedMeanwhile;
        if (!isOvertaken || attempt >= MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async pass(
    tx: Transaction,
    run: ImportRun,
    files: readonly LedgerFile[],
    sources: readonly LedgerSource[],
    rejected: ReadonlySet<string>,
    writesDespiteErrors: boolean,
  ): Promise<void> {
    const pass = new ImportPass(tx, this.cipher, {
      mode: run.import.mode,
      scope: new ImportScope(rowScopeOf(run.principal)),
      writesDespiteErrors,
      postings: await this.postings.open(),
      context: {
        now: this.clock.now(),
        actorId: run.import.ownerId,
        seal: (field, value) => this.cipher.encrypt(field, value),
        secretsFor: (within, personKeys) => this.persons.secretsFor(within, personKeys),
        openSecret: (sealed) => this.persons.open(sealed),
        openValue: (secret, field, stored) => this.persons.decrypt(secret, field, stored),
      },
    });
    const phase = writesDespiteErrors ? ImportPhase.WRITING_GOOD_ROWS : ImportPhase.READING;
    const dictionaries = await this.dictionaries.load();
    for await (const message of this.threads.read({ sources, dictionaries, rejected })) {
      await pass.take(message);
      run.report(phase, pass.rowsRead);
    }
    await pass.settle();
    run.report(ImportPhase.CLOSING, pass.rowsRead);
    const isPartial = pass.errors.count > 0;
    if (isPartial && (!writesDespiteErrors || pass.isUnreadable || nothingLanded(pass.sheetCounts)))
      throw new Undone(pass);
    for (const change of await factChanges(tx, pass.touched)) await this.outbox.append(tx, FACT_CHANGED, change);
    const status = isPartial ? ImportStatus.PARTLY_IMPORTED : ImportStatus.IMPORTED;
    await this.record(tx, run, files, pass, status, pass.sheetCounts);
  }

  /** Nothing landed: only the outcome is written. */
  private async recordRefusal(run: ImportRun, files: readonly LedgerFile[], pass: ImportPass): Promise<void> {
    const counts = Object.fromEntries(
      Object.entries(pass.sheetCounts).map(([sheet, { rejected }]) => [
        sheet,
        { created: 0, updated: 0, unchanged: 0, rejected },
      ]),
    );
    await this.unitOfWork.run((tx) => this.record(tx, run, files, pass, ImportStatus.REFUSED, counts));
  }

  private async record(
    tx: Transaction,
    run: ImportRun,
    files: readonly LedgerFile[],
    pass: ImportPass,
    status: ImportStatus,
    counts: ImportCounts,
  ): Promise<void> {
    const { id, mode, origin } = run.import;
    const errors: LedgerError[] = pass.errors.sorted(files.map(({ fileName }) => fileName));
    await this.imports.insertErrors(tx, id, errors);
    await this.audit.record(tx, {
      action: 'ledgers.import',
      objectType: 'LedgerImport',
      objectId: id,
      actor: run.principal,
      result: status === ImportStatus.REFUSED ? AuditResult.REFUSED : AuditResult.DONE,
      details: {
        mode,
        origin,
        status,
        counts,
        errorCount: pass.errors.count,
        files: files.map(({ id: fileId, sha256, byteSize }) => ({ fileId, sha256, byteSize })),
      },
    });
    await this.imports.end(tx, id, run.runner, {
      status,
      counts,
      warnings: pass.warnings.slice(0, WARNINGS_KEPT),
      sheets: pass.places,
      errorCount: pass.errors.count,
      failureCode: null,
      rowsDone: pass.rowsRead,
      finishedAt: this.clock.now(),
    });
  }
}

function nothingLanded(counts: ImportCounts): boolean {
  const { created, updated, unchanged } = totalOf(counts);
  return created + updated + unchanged === 0;
}
