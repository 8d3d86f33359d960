import { Injectable } from '@nestjs/common';
import { SqlRunner, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { AssessmentBundle } from './assessment-bundle.entity';
import { packFile, unpackFile } from './packed-json';

/** What a bundle is known by, without its content. */
export type BundleRow = Omit<AssessmentBundle, 'content' | 'publicContent'>;

export interface NewBundle extends BundleRow {
  readonly content: Uint8Array;
  readonly publicContent: Uint8Array;
}

const COLUMNS = `run_id AS runId, digest, previous_digest AS previousDigest, key_id AS keyId, public_key AS publicKey,
  byte_size AS byteSize, sha256, sealed_at AS sealedAt`;

@Injectable()
export class BundlesRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Transaction, bundle: NewBundle): Promise<void> {
    const [content, publicContent] = await Promise.all([packFile(bundle.content), packFile(bundle.publicContent)]);
    await tx.insert(AssessmentBundle, { ...bundle, content, publicContent });
  }

  async ofRuns(runIds: readonly number[], runner: SqlRunner = this.dataSource.manager): Promise<BundleRow[]> {
    if (runIds.length === 0) return [];
    return (await runner.query(`SELECT ${COLUMNS} FROM assessment_bundle WHERE run_id IN (?)`, [
      runIds,
    ])) as BundleRow[];
  }

  /** The file as it was sealed; null before. `PUBLIC` withholds small counts of people. */
  async content(runId: number, version: 'WHOLE' | 'PUBLIC'): Promise<Buffer | null> {
    const column = version === 'WHOLE' ? 'content' : 'public_content';
    const [row] = (await this.dataSource.query(`SELECT ${column} AS content FROM assessment_bundle WHERE run_id = ?`, [
      runId,
    ])) as { content: Buffer }[];
    return row ? unpackFile(row.content) : null;
  }
}
