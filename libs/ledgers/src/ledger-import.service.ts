import { Inject, Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { assertPermission, requesterOf, Requesters } from '@sxbq/identity';
import { Clock, DomainError, EntityId, groupBy, Page, PageRequest, Principal } from '@sxbq/kernel';
import { isOutage, LOGGER, Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { ImportMode, ImportOrigin, ImportPhase, ImportStatus, isFinished } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { HeldLease, ImportLeases } from './import-lease';
import { ImportRunner } from './import-runner';
import { LEDGER_IMPORT_REQUESTED, PerformImport } from './jobs/ledgers.queue';
import { LedgerFilesService } from './ledger-files.service';
import {
  fileAlreadyUsed,
  fileNotFound,
  importNotFound,
  importTooLarge,
  MAX_FILES_PER_IMPORT,
  MAX_IMPORT_BYTES,
  noFiles,
  ownerLostRights,
  tooManyFiles,
} from './ledgers.errors';
import { FileRow, FilesRepository } from './persistence/files.repository';
import { ImportLock } from './persistence/import-lock';
import { ImportsRepository, ImportViewer } from './persistence/imports.repository';
import type { LedgerFile } from './persistence/ledger-file.entity';
import type { LedgerImport } from './persistence/ledger-import.entity';

/** A file as the command line has it. */
export interface GivenFile {
  readonly fileName: string;
  readonly content: Buffer;
}

/** Between looks at an import that another process performs. */
const LOOK_MS = 500;
const BROKEN_OFF = 'LEDGER_IMPORT_BROKEN_OFF';
/** A fault that comes back this often is the import's own. */
const MAX_ATTEMPTS = 3;

/** Imports of ledgers: asked for, performed, looked at afterwards. */
@Injectable()
export class LedgerImportService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly requesters: Requesters,
    private readonly stored: FilesRepository,
    private readonly uploads: LedgerFilesService,
    private readonly imports: ImportsRepository,
    private readonly leases: ImportLeases,
    private readonly lock: ImportLock,
    private readonly runner: ImportRunner,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * Asks for an import of uploaded files; a worker performs it. LEDGER_FILE_NOT_FOUND, LEDGER_FILE_ALREADY_USED,
   * LEDGER_FILES_MISSING, LEDGER_TOO_MANY_FILES, LEDGER_IMPORT_TOO_LARGE.
   */
  async request(principal: Principal, fileIds: readonly EntityId[], mode: ImportMode): Promise<LedgerImport> {
    const id = await this.unitOfWork.run(async (tx) => {
      const importId = await this.create(tx, principal, fileIds, mode, ImportOrigin.API);
      await this.outbox.append(tx, LEDGER_IMPORT_REQUESTED, { importId } satisfies PerformImport);
      return importId;
    });
    return (await this.imports.byId(id)) as LedgerImport;
  }

  /** Stores the files, imports them in this process and gives the outcome. `onProgress` gets rows read so far. */
  async importNow(
    principal: Principal,
    given: readonly GivenFile[],
    mode: ImportMode,
    onProgress?: (rowsDone: number) => void,
  ): Promise<LedgerImport> {
    assertAcceptable(given.map(({ fileName, content }) => ({ fileName, byteSize: content.length })));
    const fileIds: EntityId[] = [];
    for (const { fileName, content } of given)
      fileIds.push((await this.uploads.store(principal, fileName, [content])).id);
    const id = await this.unitOfWork.run((tx) => this.create(tx, principal, fileIds, mode, ImportOrigin.CLI));
    return this.perform(id, onProgress);
  }

  /**
   * Performs an import that waits, or that a dead process left; waits for one that a living process performs. Safe to
   * call any number of times: an import takes effect once. Technical faults are thrown on, and leave nothing written.
   */
  async perform(importId: EntityId, onProgress?: (rowsDone: number) => void): Promise<LedgerImport> {
    const runner = randomUUID();
    for (;;) {
      const lease = await this.leases.claim(importId, runner);
      if (lease) await this.performClaimed(importId, runner, lease, onProgress);
      const found = await this.imports.byId(importId);
      if (!found) throw importNotFound();
      if (isFinished(found.status)) return found;
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
  }

  /** LEDGER_IMPORT_NOT_FOUND also for another organisation's import. */
  async get(principal: Principal, id: EntityId): Promise<LedgerImport> {
    assertPermission(principal, 'ledgers.import');
    const found = await this.imports.visible(viewerOf(principal), id);
    if (!found) throw importNotFound();
    return found;
  }

  list(principal: Principal, page: PageRequest): Promise<Page<LedgerImport>> {
    assertPermission(principal, 'ledgers.import');
    return this.imports.list(viewerOf(principal), page);
  }

  /** The files of imports the caller has been given, by import. */
  async files(principal: Principal, importIds: readonly EntityId[]): Promise<Map<EntityId, LedgerFile[]>> {
    assertPermission(principal, 'ledgers.import');
    return groupBy(await this.stored.ofImports(importIds), (file) => file.importId as EntityId);
  }

  /** Bad cells in the order of the files. */
  async errors(principal: Principal, id: EntityId, page: PageRequest): Promise<Page<LedgerError>> {
    await this.get(principal, id);
    return this.imports.errors(id, page);
  }

  async allErrors(principal: Principal, id: EntityId): Promise<LedgerError[]> {
    await this.get(principal, id);
    return this.imports.allErrors(id);
  }

  /** Imports that a worker should take up again; ends those whose command line was killed. */
  async stranded(): Promise<EntityId[]> {
    const now = this.clock.now();
    await this.imports.endAbandoned(now, BROKEN_OFF);
    return this.imports.stranded(now, new Date(now.getTime() - 60_000));
  }

  private async create(
    tx: Transaction,
    principal: Principal,
    fileIds: readonly EntityId[],
    mode: ImportMode,
    origin: ImportOrigin,
  ): Promise<EntityId> {
    assertPermission(principal, 'ledgers.import');
    const files = await this.usableFiles(tx, principal, [...new Set(fileIds)]);
    const importId = await this.imports.insert(tx, {
      ownerId: principal.userId,
      ownerRole: principal.role === 'SYSTEM' ? null : principal.role,
      organisationId: principal.organisationId,
      ...requesterOf(principal),
      origin,
      mode,
      requestedAt: this.clock.now(),
    });
    await this.stored.attach(tx, importId, withDistinctNames(files));
    await this.audit.record(tx, {
      action: 'ledgers.requestImport',
      objectType: 'LedgerImport',
      objectId: importId,
      details: { mode, origin, fileIds },
      actor: principal,
    });
    return importId;
  }

  private async usableFiles(tx: Transaction, principal: Principal, ids: readonly EntityId[]): Promise<FileRow[]> {
    if (ids.length === 0) throw noFiles();
    const found = (await this.stored.lock(tx, ids)).filter(
      (file) => isOwner(principal, file) && file.sha256 !== null && file.purgedAt === null,
    );
    if (found.length < ids.length) throw fileNotFound();
    const used = found.find((file) => file.importId !== null);
    if (used) throw fileAlreadyUsed(used.fileName);
    assertAcceptable(found);
    return found;
  }

  private async performClaimed(
    importId: EntityId,
    runner: string,
    lease: HeldLease,
    onProgress?: (rowsDone: number) => void,
  ): Promise<void> {
    const report = (phase: ImportPhase, rowsDone: number): void => {
      lease.report(phase, rowsDone);
      onProgress?.(rowsDone);
    };
    try {
      const found = (await this.imports.byId(importId)) as LedgerImport;
      const principal = await this.ownerOf(found);
      await this.lock.hold(
        () => lease.report(ImportPhase.WAITING_FOR_OTHERS, 0),
        () => this.runner.run({ import: found, runner, principal, report }),
      );
    } catch (error) {
      await this.recordFault(importId, runner, error);
    } finally {
      await lease.stop();
    }
  }

  /** The owner with the rights of this moment (assurance A7). */
  private async ownerOf(found: LedgerImport): Promise<Principal> {
    const owner = await this.requesters.stillHolding(found, 'ledgers.import');
    if (owner === null) throw ownerLostRights();
    return owner;
  }

  /** A refusal ends the import. A fault is thrown on, for the queue to try again while there are attempts left. */
  private async recordFault(importId: EntityId, runner: string, error: unknown): Promise<void> {
    if (isOutage(error)) return this.waitForBetterDays(importId, runner, error);
    if (error instanceof DomainError) {
      const found = error.kind === 'FORBIDDEN' ? await this.imports.byId(importId) : null;
      return this.fail(importId, runner, error.code, found ? await this.requesters.formerly(found) : undefined);
    }
    this.logger.error({ importId, error: String((error as Error).stack ?? error) }, 'ledger import broke off');
    const isReleased = await this.imports.release(importId, runner, MAX_ATTEMPTS);
    if (!isReleased) await this.fail(importId, runner, BROKEN_OFF);
    throw error;
  }

  /** No attempt was made: while the database cannot write either, the lease runs out and the import is found stranded. */
  private async waitForBetterDays(importId: EntityId, runner: string, error: unknown): Promise<never> {
    this.logger.warn({ importId, error: String(error) }, 'ledger import was cut off by an outage');
    await this.imports.giveBack(importId, runner).catch(() => undefined);
    throw error;
  }

  /** `refused`: who asked for the import, when it failed because they may no longer do so. */
  private async fail(importId: EntityId, runner: string, failureCode: string, refused?: Principal): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      await this.imports.end(tx, importId, runner, {
        status: ImportStatus.FAILED,
        counts: null,
        warnings: null,
        sheets: null,
        errorCount: 0,
        failureCode,
        rowsDone: 0,
        finishedAt: this.clock.now(),
      });
      await this.audit.record(tx, {
        action: 'ledgers.import',
        objectType: 'LedgerImport',
        objectId: importId,
        details: { failureCode },
        result: refused ? AuditResult.REFUSED : AuditResult.FAILED,
        ...(refused ? { actor: refused } : {}),
      });
    });
  }
}

function isOwner({ userId, clientId = null }: Principal, file: FileRow): boolean {
  return file.ownerId === userId && file.clientId === clientId;
}

/** Members of an organisation see its imports; the system sees all. */
function viewerOf(principal: Principal): ImportViewer {
  return principal.role === 'SYSTEM'
    ? { kind: 'ALL' }
    : { kind: 'ORGANISATION', organisationId: principal.organisationId };
}

function assertAcceptable(files: readonly { fileName: string; byteSize: number }[]): void {
  if (files.length === 0) throw noFiles();
  if (files.length > MAX_FILES_PER_IMPORT) throw tooManyFiles(files.length);
  if (files.reduce((sum, { byteSize }) => sum + byteSize, 0) > MAX_IMPORT_BYTES) throw importTooLarge();
}

/** Two files of one name become 学校.csv and 学校 (2).csv, so that every error says where it stands. */
export function withDistinctNames<File extends { readonly fileName: string }>(files: readonly File[]): File[] {
  const taken = new Set<string>();
  return files.map((file) => {
    let { fileName } = file;
    for (let number = 2; taken.has(fileName); number++)
      fileName = file.fileName.replace(/(\.[^.]*)?$/, ` (${number})$1`);
    taken.add(fileName);
    return { ...file, fileName };
  });
}
