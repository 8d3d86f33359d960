import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { FieldCipher, insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { LedgerFile } from './ledger-file.entity';

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

  begin(file: Pick<LedgerFile, 'ownerId' | 'clientId' | 'fileName' | 'uploadedAt'>): Promise<EntityId> {
    return insertRow(this.dataSource.manager, LedgerFile, file);
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

  /** Files uploaded before `until` whose content is still there, and uploads that were never used. */
  async purgeable(until: Date): Promise<number> {
    const [row] = (await this.dataSource.query(
      'SELECT COUNT(*) AS number FROM ledger_file WHERE uploaded_at < ? AND (purged_at IS NULL OR import_id IS NULL)',
      [until],
    )) as [{ number: number | string }];
    return Number(row.number);
  }

  /** Deletes the content of such files, and such uploads as a whole; at most `limit` of each kind, answers how many. */
  async purge(until: Date, now: Date, limit: number): Promise<number> {
    const unused = (await this.dataSource.query(
      'DELETE FROM ledger_file WHERE import_id IS NULL AND uploaded_at < ? LIMIT ?',
      [until, limit],
    )) as { affectedRows: number };
    const due = (await this.dataSource.query(
      'SELECT id FROM ledger_file WHERE uploaded_at < ? AND purged_at IS NULL ORDER BY uploaded_at LIMIT ?',
      [until, limit - unused.affectedRows],
    )) as { id: number }[];
    for (const { id } of due) {
      await this.dataSource.query('DELETE FROM ledger_file_chunk WHERE file_id = ?', [id]);
      await this.dataSource.query('UPDATE ledger_file SET purged_at = ? WHERE id = ?', [now, id]);
    }
    return unused.affectedRows + due.length;
  }
}

/** A chunk opens only at its own place. */
const place = (fileId: EntityId, position: number): string => `ledger_file_chunk.sealed.${fileId}.${position}`;
