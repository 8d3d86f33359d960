import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { inChunks, UnitOfWork } from '@sxbq/platform';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { isFinished } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { importNotFinished, noErrorWorkbook, uploadTooLarge } from './ledgers.errors';
import { FilesRepository } from './persistence/files.repository';
import { ImportsRepository } from './persistence/imports.repository';
import type { LedgerImport } from './persistence/ledger-import.entity';
import { FileThreads } from './reading/file-threads';
import type { LedgerSource } from './reading/reader-messages';
import { DEFAULT_WORKBOOK_LIMITS, SheetErrors } from './workbook';

/** A stored file. */
export interface StoredFile {
  readonly id: EntityId;
  readonly fileName: string;
  readonly byteSize: number;
  /** SHA-256, hex. */
  readonly sha256: string;
}

/** One file of a multipart request. */
export interface Upload {
  readonly filename: string;
  readonly file: AsyncIterable<Uint8Array>;
}

/** Uploaded files, at rest in encrypted chunks, and the copies with errors made from them. */
@Injectable()
export class LedgerFilesService {
  constructor(
    private readonly files: FilesRepository,
    private readonly imports: ImportsRepository,
    private readonly threads: FileThreads,
    private readonly clock: Clock,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /** Stores the file of an upload; nothing is read from it before the permission was asked. */
  async storeUpload(principal: Principal, open: () => Promise<Upload>): Promise<StoredFile> {
    assertPermission(principal, 'ledgers.import');
    const { filename, file } = await open();
    return this.store(principal, filename, file);
  }

  /** Stores a file as it streams in, at most 20 MiB (WORKBOOK_TOO_LARGE). An upload that breaks off leaves nothing. */
  async store(
    principal: Principal,
    name: string,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<StoredFile> {
    assertPermission(principal, 'ledgers.import');
    const fileName = plainFileName(name);
    const id = await this.files.begin({
      ownerId: principal.userId,
      clientId: principal.clientId ?? null,
      fileName,
      uploadedAt: this.clock.now(),
    });
    const hash = createHash('sha256');
    let byteSize = 0;
    let position = 0;
    try {
      for await (const chunk of inChunks(bytes)) {
        byteSize += chunk.length;
        if (byteSize > DEFAULT_WORKBOOK_LIMITS.maxBytes)
          throw uploadTooLarge(fileName, DEFAULT_WORKBOOK_LIMITS.maxBytes / 1024 / 1024);
        hash.update(chunk);
        await this.files.addChunk(id, position, chunk);
        position += 1;
      }
      const sha256 = hash.digest('hex');
      await this.recordStored(principal, id, { sha256, byteSize });
      await this.files.complete(id, sha256, byteSize);
      return { id, fileName, byteSize, sha256 };
    } catch (error) {
      await this.files.discard(id).catch(() => undefined);
      throw error;
    }
  }

  /** Before the file counts: what is not audited cannot be imported. */
  private async recordStored(actor: Principal, id: EntityId, details: object): Promise<void> {
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, { action: 'ledgers.storeFile', objectType: 'LedgerFile', objectId: id, details, actor }),
    );
  }

  /**
   * The files of an ended import with an added 错误 column, as .xlsx: every row after a refusal, the bad rows alone after
   * a partial import. LEDGER_IMPORT_NOT_FINISHED, LEDGER_ERROR_WORKBOOK_NONE. The import must be the caller's to see.
   */
  async errorWorkbook(found: LedgerImport): Promise<Readable> {
    if (!isFinished(found.status)) throw importNotFinished();
    const files = await this.files.ofImport(found.id);
    const errors = await this.imports.allErrors(found.id);
    const readable = new Set((found.sheets ?? []).map(({ file }) => file));
    const wanted = files.filter(({ fileName, purgedAt }) => readable.has(fileName) && purgedAt === null);
    if (errors.length === 0 || wanted.length === 0) throw noErrorWorkbook();
    const sources: LedgerSource[] = [];
    for (const { id, fileName } of wanted) sources.push({ fileName, content: await this.files.content(id) });
    const rows = found.mode === 'PARTIAL' ? 'bad' : 'all';
    return Readable.from(this.threads.annotate(sources, sheetErrors(found, errors), rows), { objectMode: false });
  }
}

/** The errors by sheet, as the copy wants them. */
function sheetErrors(found: LedgerImport, errors: readonly LedgerError[]): SheetErrors[] {
  return (found.sheets ?? []).map(({ file, sheet, headerRow }) => {
    const own = errors.filter((error) => error.file === file && error.sheet === sheet);
    const rowErrors = new Map<number, string[]>();
    for (const error of own) {
      if (error.row === null) continue;
      const sentence = error.column === null ? error.message : `${error.column}：${error.message}`;
      rowErrors.set(error.row, [...(rowErrors.get(error.row) ?? []), sentence]);
    }
    const ofSheet = own.filter(({ row }) => row === null).map(({ message }) => message);
    return { fileName: file, sheetName: sheet, headerRowNumber: headerRow, sheetErrors: ofSheet, rowErrors };
  });
}

/** Without folders and control characters, at most 200 characters. */
function plainFileName(name: string): string {
  const base = name.split(/[/\\]/).pop() ?? '';
  // eslint-disable-next-line no-control-regex
  const plain = base.replace(/[\u0000-\u001f\u007f]/g, '').trim();
  if (plain.length <= 200) return plain === '' ? '未命名' : plain;
  const extension = /\.[^.]{1,8}$/.exec(plain)?.[0] ?? '';
  return plain.slice(0, 200 - extension.length) + extension;
}
