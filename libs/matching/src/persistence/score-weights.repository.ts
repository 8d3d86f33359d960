import { Injectable } from '@nestjs/common';
import { insertRow, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import type { ScoreWeights } from '../domain/scoring/score-weights';
import { parsedJson } from './json-column';
import { ScoreWeightsVersion } from './score-weights-version.entity';

export interface ScoreWeightsRow {
  readonly id: number;
  readonly regionPrefix: string;
  readonly version: number;
  readonly weights: ScoreWeights['weights'];
  readonly source: string;
}

@Injectable()
export class ScoreWeightsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** A version that is known to be there: none is ever deleted. */
  async byId(id: number): Promise<ScoreWeightsRow> {
    return (await this.select('WHERE id = ?', id)) as ScoreWeightsRow;
  }

  /** The newest version of the region that lies closest above the place; null when no region there has one. */
  async current(regionCode: string): Promise<ScoreWeightsRow | null> {
    return this.select(
      `WHERE ? LIKE CONCAT(region_prefix, '%')
       ORDER BY CHAR_LENGTH(region_prefix) DESC, version DESC LIMIT 1`,
      regionCode,
    );
  }

  private async select(where: string, param: number | string): Promise<ScoreWeightsRow | null> {
    const [row] = (await this.dataSource.query(
      `SELECT id, region_prefix AS regionPrefix, version, weights, source FROM score_weights_version ${where}`,
      [param],
    )) as (Omit<ScoreWeightsRow, 'weights'> & { readonly weights: string | ScoreWeights['weights'] })[];
    return row ? { ...row, weights: parsedJson(row.weights) } : null;
  }

  async nextVersion(tx: Transaction, regionPrefix: string): Promise<number> {
    const [row] = (await tx.query(
      'SELECT COALESCE(MAX(version), 0) + 1 AS version FROM score_weights_version WHERE region_prefix = ? FOR UPDATE',
      [regionPrefix],
    )) as [{ version: number | string }];
    return Number(row.version);
  }

  insert(tx: Transaction, version: Omit<ScoreWeightsVersion, 'id' | 'recordedAt'>): Promise<number> {
    return insertRow(tx, ScoreWeightsVersion, version);
  }
}
