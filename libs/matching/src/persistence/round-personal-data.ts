import { Injectable } from '@nestjs/common';
import {
  HoldsPersonalData,
  PersonalDataSource,
  PersonalRecord,
  PersonErasure,
  PersonIdentity,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { MatchStatus, ParticipationStatus } from '../domain/round-status';

interface FoundEnrolment {
  readonly id: number;
  readonly graduateId: number;
  readonly regionCode: string;
  readonly title: string;
  readonly status: string;
  readonly reason: string | null;
  readonly wishes: string | null;
  readonly results: string | null;
}

/** What somebody did in rounds. Erased: ranks are gone, nothing waits any more, counts stay under the pseudonym. */
@HoldsPersonalData()
@Injectable()
export class RoundPersonalData implements PersonalDataSource {
  readonly source = 'matching.round';
  readonly title = '双选会';
  readonly tables = ['round_graduate', 'round_wish', 'round_ranking', 'round_match', 'round_exclusion'];
  readonly correctable = {};

  constructor(private readonly dataSource: DataSource) {}

  async find({ personKey }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT e.round_id AS id, g.id AS graduateId, s.region_code AS regionCode, r.title, e.status, e.reason,
              (SELECT GROUP_CONCAT(p.title ORDER BY w.\`rank\` SEPARATOR '、') FROM round_wish w
                 JOIN job_posting p ON p.id = w.job_posting_id
                WHERE w.round_id = e.round_id AND w.graduate_id = e.graduate_id) AS wishes,
              (SELECT GROUP_CONCAT(CONCAT(COALESCE(p.title, '无'), ' ', m.status) ORDER BY m.pass_id SEPARATOR '、')
                 FROM round_match m JOIN round_pass a ON a.id = m.pass_id AND a.published_at IS NOT NULL
                 LEFT JOIN job_posting p ON p.id = m.job_posting_id
                WHERE m.round_id = e.round_id AND m.graduate_id = e.graduate_id) AS results
         FROM graduate g
         JOIN round_graduate e ON e.graduate_id = g.id
         JOIN matching_round r ON r.id = e.round_id
         JOIN school s ON s.id = e.school_id
        WHERE g.person_key = ? ORDER BY e.round_id`,
      [personKey],
    )) as FoundEnrolment[];
    return rows.map((row) => ({
      id: row.id,
      isCertain: true,
      regionCode: row.regionCode,
      values: { 双选会: row.title, 报名: row.status, 原因: row.reason, 志愿: row.wishes, 结果: row.results },
    }));
  }

  /** Ranks are the graduate's own to change while the round is open; results are computed. */
  correct(): Promise<string | null> {
    return Promise.resolve(null);
  }

  /** Under the pseudonym as well: the graduate's own row may have been erased before. */
  async erase(tx: Transaction, { identity: { personKey }, pseudonym }: PersonErasure): Promise<number> {
    const of = 'graduate_id IN (SELECT id FROM graduate WHERE person_key IN (?))';
    const keys = [personKey, pseudonym];
    let changed = 0;
    for (const [sql, params] of [
      [`DELETE FROM round_wish WHERE ${of}`, [keys]],
      [`DELETE FROM round_ranking WHERE ${of}`, [keys]],
      [`DELETE FROM round_exclusion WHERE ${of}`, [keys]],
      [
        `UPDATE round_match SET status = IF(status = ?, ?, status), reason = NULL, choices = X'000000000000' WHERE ${of}`,
        [MatchStatus.PROPOSED, MatchStatus.WITHDRAWN, keys],
      ],
      [`UPDATE round_graduate SET status = ?, reason = NULL WHERE ${of}`, [ParticipationStatus.WITHDRAWN, keys]],
    ] as const) {
      changed += ((await tx.query(sql, [...params])) as { affectedRows: number }).affectedRows;
    }
    return changed;
  }
}
