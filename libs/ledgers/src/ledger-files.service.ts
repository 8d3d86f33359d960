import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import {
  Config,
  CONFIG,
  inChunks,
  MEBIBYTE,
  plainFileName,
  StorageLimit,
  StorageQuotas,
  UnitOfWork,
} from '@sxbq/platform';
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { isFinished } from './domain/import-status';
import type { LedgerError } from './domain/ledger-error';
import { importNotFinished, noErrorWorkbook, uploadTooLarge } from './ledgers.errors';
import { FilesRepository, LEAST_BYTES_COUNTED } from './persistence/files.repository';
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
  /** Chinese sentences for who uploaded it. */
  readonly warnings: readonly string[];
}

const MAX_FILE_BYTES = DEFAULT_WORKBOOK_LIMITS.maxBytes;
/** The retention schedule's 'unused-uploads', which catches up at night. */
const UNUSED_MILLISECONDS = 86_400_000;
const TIDIED_AT_ONCE = 200;

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
    private readonly quotas: StorageQuotas,
    @Inject(CONFIG) private readonly config: Pick<Config, 'UPLOAD_QUOTA_MIB' | 'UPLOAD_KEPT_QUOTA_MIB'>,
  ) {}

  /** Stores the file of an upload; nothing is read from it before the permission was asked. */
  async storeUpload(
    principal: Principal,
    open: () => Promise<Upload>,
    announcedBytes = MAX_FILE_BYTES,
  ): Promise<StoredFile> {
    assertPermission(principal, 'ledgers.import');
    const { filename, file } = await open();
    return this.store(principal, filename, file, announcedBytes);
  }

  /**
   * Stores a file as it streams in, at most 20 MiB (WORKBOOK_TOO_LARGE) and as much as was announced, which is reserved
   * of what the organisation may keep (STORAGE_QUOTA_REACHED). An upload that breaks off leaves nothing.
   */
  async store(
    principal: Principal,
    name: string,
    bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    announcedBytes = MAX_FILE_BYTES,
  ): Promise<StoredFile> {
    assertPermission(principal, 'ledgers.import');
    const { fileName, warnings } = plainFileName(name);
    const reserved = Math.min(Math.max(announcedBytes, LEAST_BYTES_COUNTED), MAX_FILE_BYTES);
    const id = await this.begin(principal, fileName, reserved);
    const hash = createHash('sha256');
    let byteSize = 0;
    let position = 0;
    try {
      for await (const chunk of inChunks(bytes)) {
        byteSize += chunk.length;
        if (byteSize > reserved) throw uploadTooLarge(fileName, MAX_FILE_BYTES / MEBIBYTE);
        hash.update(chunk);
        await this.files.addChunk(id, position, chunk);
        position += 1;
      }
      const sha256 = hash.digest('hex');
      await this.recordStored(principal, id, { sha256, byteSize });
      await this.files.complete(id, sha256, byteSize);
      return { id, fileName, byteSize, sha256, warnings };
    } catch (error) {
      await this.files.discard(id).catch(() => undefined);
      throw error;
    }
  }

  /** Deletes uploads that nobody imported within a day, and content that was to go and is needed no more. */
  async tidy(): Promise<void> {
    const now = this.clock.now();
    await this.files.discardUnused(new Date(now.getTime() - UNUSED_MILLISECONDS), TIDIED_AT_ONCE);
    await this.files.purgeDue(now, TIDIED_AT_ONCE);
  }

  /** The operator at the command line is bound by the disk alone. */
  private begin(principal: Principal, fileName: string, byteSize: number): Promise<EntityId> {
    const { userId: ownerId, clientId = null, organisationId, role } = principal;
    return this.unitOfWork.run(async (tx) => {
      if (role !== 'SYSTEM')
        await this.quotas.claim(tx, `uploads/${organisationId}`, byteSize, this.limitsOf(organisationId));
      const file = { ownerId, clientId, organisationId, fileName, byteSize, uploadedAt: this.clock.now() };
      const id = await this.files.begin(tx, file);
      await this.audit.record(tx, {
        action: 'ledgers.beginUpload',
        objectType: 'LedgerFile',
        objectId: id,
        details: { reserved: byteSize },
        actor: principal,
      });
      return id;
    });
  }

  private limitsOf(organisationId: EntityId | null): StorageLimit[] {
    return [
      {
        title: '本单位已上传、尚未导入的台账文件',
        bytes: this.config.UPLOAD_QUOTA_MIB * MEBIBYTE,
        remedy: '请先导入已上传的文件；没有用到的文件满一天自动删除。',
        used: (tx) => this.files.unusedBytes(tx, organisationId),
      },
      {
        title: '本单位保存期内的台账文件',
        bytes: this.config.UPLOAD_KEPT_QUOTA_MIB * MEBIBYTE,
        remedy: '文件内容在上传 30 天后自动删除；急需导入的请联系系统管理员调高上限（UPLOAD_KEPT_QUOTA_MIB）。',
        used: (tx) => this.files.keptBytes(tx, organisationId),
      },
    ];
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
    await this.unitOfWork.run((tx) =>
      this.audit.record(tx, {
        action: 'ledgers.downloadErrors',
        objectType: 'LedgerImport',
        objectId: found.id,
        details: { files: wanted.map(({ id }) => id) },
      }),
    );
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
