import { Injectable } from '@nestjs/common';
import { Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { RoundExclusion } from './round-exclusion.entity';

export type ExclusionRow = Readonly<RoundExclusion>;

const COLUMNS = `x.round_id AS roundId, x.graduate_id AS graduateId, x.job_posting_id AS jobPostingId, x.reason,
  x.decided_by AS decidedBy, x.decided_at AS decidedAt`;

@Injectable()
export class RoundExclusionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  async insert(tx: Transaction, exclusion: ExclusionRow): Promise<void> {
    await tx.insert(RoundExclusion, exclusion);
  }

  /** What was decided about a graduate. The caller has read the graduate within its scope. */
  async ofGraduate(roundId: number, graduateId: number): Promise<ExclusionRow[]> {
    return (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM round_exclusion x WHERE x.round_id = ? AND x.graduate_id = ? ORDER BY x.job_posting_id`,
      [roundId, graduateId],
    )) as ExclusionRow[];
  }
}
