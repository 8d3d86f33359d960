import { Injectable } from '@nestjs/common';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { PostingRuleSetDocument } from '../domain/posting-rule-set';
import { PostingRuleSet } from './posting-rule-set.entity';

/** A version of the rules as reads give it out. */
export interface PostingRuleSetRow {
  readonly id: number;
  readonly regionPrefix: string;
  readonly version: number;
  readonly document: PostingRuleSetDocument;
  readonly source: string;
  readonly recordedAt: Date;
}

type StoredRow = Omit<PostingRuleSetRow, 'document'> & { readonly document: string | PostingRuleSetDocument };

@Injectable()
export class PostingRuleSetsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The newest version of the region that lies closest above the place; null when no region there has one. */
  async current(regionCode: string): Promise<PostingRuleSetRow | null> {
    const [row] = (await this.dataSource.query(
      `SELECT id, region_prefix AS regionPrefix, version, document, source, recorded_at AS recordedAt
         FROM posting_rule_set
        WHERE ? LIKE CONCAT(region_prefix, '%')
        ORDER BY CHAR_LENGTH(region_prefix) DESC, version DESC LIMIT 1`,
      [regionCode],
    )) as StoredRow[];
    return row ? { ...row, document: parsed(row.document) } : null;
  }

  async nextVersion(tx: Transaction, regionPrefix: string): Promise<number> {
    const [row] = (await tx.query(
      'SELECT COALESCE(MAX(version), 0) + 1 AS version FROM posting_rule_set WHERE region_prefix = ? FOR UPDATE',
      [regionPrefix],
    )) as [{ version: number | string }];
    return Number(row.version);
  }

  insert(tx: Transaction, version: Omit<PostingRuleSet, 'id' | 'recordedAt'>): Promise<number> {
    return insertRow(tx, PostingRuleSet, version);
  }
}

/** MariaDB hands JSON out as text, MySQL as a value. */
function parsed(document: string | PostingRuleSetDocument): PostingRuleSetDocument {
  return typeof document === 'string' ? (JSON.parse(document) as PostingRuleSetDocument) : document;
}
