import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssessmentStatus } from '../domain/run/run-status';

/** What everybody may have of a region's year; the newest version that was published. */
export interface PublishedRow {
  readonly runId: number;
  readonly year: number;
  readonly digest: string;
}

const PUBLISHED = [AssessmentStatus.PUBLISHED, AssessmentStatus.CLOSED];

/** Sealed results. Read without a scope: what is published is everybody's. */
@Injectable()
export class PublishedRankingsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** One a year, the latest year first. */
  async newest(regionPrefix: string, fromYear: number, toYear: number): Promise<PublishedRow[]> {
    return (await this.dataSource.query(
      `SELECT r.id AS runId, r.year, b.digest
         FROM assessment_run r
         JOIN assessment_bundle b ON b.run_id = r.id
        WHERE r.region_prefix = ? AND r.year BETWEEN ? AND ? AND r.status IN (?)
          AND NOT EXISTS (SELECT 1 FROM assessment_run n
                           WHERE n.region_prefix = r.region_prefix AND n.year = r.year AND n.version > r.version
                             AND n.status IN (?))
        ORDER BY r.year DESC`,
      [regionPrefix, fromYear, toYear, PUBLISHED, PUBLISHED],
    )) as PublishedRow[];
  }

  /** The public version of a bundle that `newest` named: four bytes of its length, then zlib. Bundles are never deleted. */
  async packed(runId: number): Promise<Buffer> {
    const [row] = (await this.dataSource.query(
      'SELECT public_content AS content FROM assessment_bundle WHERE run_id = ?',
      [runId],
    )) as [{ content: Buffer }];
    return row.content;
  }
}
