import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { FieldCipher, inSteps, insertRow, SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { ENDED_STATUSES } from '../domain/import-status';
import { LedgerFile } from './ledger-file.entity';
import { affected, purgeFiles } from './purge-files';

/** What a file is known by, without its content. */
export type FileRow = Pick<
  LedgerFile,
  'id' | 'ownerId' | 'clientId' | 'importId' | 'fileName' | 'byteSize' | 'sha256' | 'purgedAt'
>;

/** Uploaded files: rows, and their content in sealed chunks. */
@Injectable()
export class FilesRepository {
  constructor(
    private readonly dataSource: DataSource,
    private readonly cipher: FieldCipher,
  ) {}

  /** `byteSize`: what is reserved until the upload is complete. */
  begin(
    tx: Transaction,
    file: Pick<LedgerFile, 'ownerId' | 'clientId' | 'organisationId' | 'fileName' | 'byteSize' | 'uploadedAt'>,
  ): Promise<EntityId> {
    return insertRow(tx, LedgerFile, file);
  }

  /** What the organisation's files take that no import has used. */
  unusedBytes(tx: Transaction, organisationId: EntityId | null): Promise<number> {
    return bytesOf(tx, organisationId, 'import_id IS NULL');
  }

  /** What all of its files take whose content is still there. */
  keptBytes(tx: Transaction, organisationId: EntityId | null): Promise<number> {
    return bytesOf(tx, organisationId, 'purged_at IS NULL');
  }

  async addChunk(fileId: EntityId, position: number, bytes: Uint8Array): Promise<void> {
    await this.dataSource.query('INSERT INTO ledger_file_chunk (file_id, position, sealed) VALUES (?, ?, ?)', [
      fileId,
      position,
      this.cipher.sealBytes(place(fileId, position), bytes),
    ]);
  }

  async complete(fileId: EntityId, sha256: string, byteSize: number): Promise<void> {
    await this.dataSource.manager.update(LedgerFile, { id: fileId }, { sha256, byteSize });
  }

  /** Forgets an upload that broke off; its chunks go with it. */
  async discard(fileId: EntityId): Promise<void> {
    await this.dataSource.manager.delete(LedgerFile, { id: fileId });
  }

  /** The rows of the ids that exist, locked until the transaction ends. */
  async lock(tx: Transaction, ids: readonly EntityId[]): Promise<FileRow[]> {
    return tx.query(
      `SELECT id, owner_id AS ownerId, client_id AS clientId, import_id AS importId, file_name AS fileName, byte_size AS byteSize, sha256,
              purged_at AS purgedAt
         FROM ledger_file WHERE id IN (?) ORDER BY id FOR UPDATE`,
      [ids],
    );
  }

  /** Gives the files to an import; each by the name it goes under there. */
  async attach(tx: Transaction, importId: EntityId, files: readonly Pick<FileRow, 'id' | 'fileName'>[]): Promise<void> {
    for (const { id, fileName } of files) {
      await tx.query('UPDATE ledger_file SET import_id = ?, file_name = ? WHERE id = ?', [importId, fileName, id]);
    }
  }

  /** In the order they were uploaded. */
  ofImport(importId: EntityId): Promise<LedgerFile[]> {
    return this.dataSource.manager.find(LedgerFile, { where: { importId }, order: { id: 'ASC' } });
  }

  /** The files of several imports, by import. */
  ofImports(importIds: readonly EntityId[]): Promise<LedgerFile[]> {
    if (importIds.length === 0) return Promise.resolve([]);
    return this.dataSource.manager
      .createQueryBuilder(LedgerFile, 'f')
      .where('f.import_id IN (:...importIds)', { importIds })
      .orderBy('f.id')
      .getMany();
  }

  /** The whole content; fewer bytes than `byteSize` when it was purged. */
  async content(fileId: EntityId): Promise<Buffer> {
    const chunks = (await this.dataSource.query(
      'SELECT position, sealed FROM ledger_file_chunk WHERE file_id = ? ORDER BY position',
      [fileId],
    )) as { position: number; sealed: Buffer }[];
    return Buffer.concat(chunks.map(({ position, sealed }) => this.cipher.openBytes(place(fileId, position), sealed)));
  }

  /** Uploads that no import has used and that began before `until`. */
  async unused(until: Date): Promise<number> {
    return count(this.dataSource, 'ledger_file WHERE import_id IS NULL AND uploaded_at < ?', [until]);
  }

  /** Deletes such uploads as a whole, at most `limit`; answers how many. */
  async discardUnused(until: Date, limit: number): Promise<number> {
    const statement = 'DELETE FROM ledger_file WHERE import_id IS NULL AND uploaded_at < ? LIMIT ?';
    return inSteps(limit, FILES_AT_ONCE, (files) => affected(this.dataSource, statement, [until, files]));
  }

  /** Files of imports, uploaded before `until`, whose content is still there. */
  async purgeable(until: Date): Promise<number> {
    return count(this.dataSource, 'ledger_file WHERE import_id IS NOT NULL AND uploaded_at < ? AND purged_at IS NULL', [
      until,
    ]);
  }

  /** Deletes content and names of at most `limit` such files; answers how many. */
  async purge(until: Date, now: Date, limit: number): Promise<number> {
    const due = (await this.dataSource.query(
      `SELECT id FROM ledger_file WHERE import_id IS NOT NULL AND uploaded_at < ? AND purged_at IS NULL
        ORDER BY uploaded_at LIMIT ?`,
      [until, limit],
    )) as { id: number }[];
    // A few at a time: each brings up to 20 MiB of log.
    for (let at = 0; at < due.length; at += FILES_AT_ONCE)
      await purgeFiles(
        this.dataSource,
        due.slice(at, at + FILES_AT_ONCE).map(({ id }) => id),
        now,
      );
    return due.length;
  }

  /** Content that was to go and that no import needs any more; uploads that no import used go as a whole. */
  async purgeDue(now: Date, limit: number): Promise<number> {
    const unused = await affected(
      this.dataSource,
      'DELETE FROM ledger_file WHERE purge_due_at <= ? AND import_id IS NULL LIMIT ?',
      [now, limit],
    );
    const due = (await this.dataSource.query(
      `SELECT f.id FROM ledger_file f JOIN ledger_import i ON i.id = f.import_id
        WHERE f.purge_due_at <= ? AND f.purged_at IS NULL AND i.status IN (?) ORDER BY f.purge_due_at LIMIT ?`,
      [now, ENDED_STATUSES, limit],
    )) as { id: number }[];
    for (const { id } of due) await purgeFiles(this.dataSource, [id], now);
    return unused + due.length;
  }
}

const FILES_AT_ONCE = 20;
/** Nobody fills the table with empty files: each counts as this much at least. */
export const LEAST_BYTES_COUNTED = 64 * 1024;

async function bytesOf(tx: Transaction, organisationId: EntityId | null, which: string): Promise<number> {
  const [row] = (await tx.query(
    `SELECT COALESCE(SUM(GREATEST(byte_size, ?)), 0) AS bytes FROM ledger_file WHERE organisation_id <=> ? AND ${which}`,
    [LEAST_BYTES_COUNTED, organisationId],
  )) as [{ bytes: number | string }];
  return Number(row.bytes);
}

async function count(runner: SqlRunner, from: string, params: readonly unknown[]): Promise<number> {
  const [row] = (await runner.query(`SELECT COUNT(*) AS number FROM ${from}`, [...params])) as [
    { number: number | string },
  ];
  return Number(row.number);
}

/** A chunk opens only at its own place. */
const place = (fileId: EntityId, position: number): string => `ledger_file_chunk.sealed.${fileId}.${position}`;
