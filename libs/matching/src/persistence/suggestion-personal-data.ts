import { Injectable } from '@nestjs/common';
import {
  ERASED,
  HoldsPersonalData,
  PersonalDataSource,
  PersonalRecord,
  PersonErasure,
  PersonIdentity,
  Transaction,
} from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { OVERRIDE_DECISION_TITLES, OverrideDecision } from '../domain/suggestions/override-decision';

interface FoundSuggestion {
  readonly id: number;
  readonly regionCode: string;
  readonly enterprise: string;
  readonly posting: string;
  readonly score: number;
  readonly decision: OverrideDecision | null;
  readonly reason: string | null;
}

/** What was computed about somebody, and what people decided about it. Erased: nothing of it is left. */
@HoldsPersonalData()
@Injectable()
export class SuggestionPersonalData implements PersonalDataSource {
  readonly source = 'matching.suggestion';
  readonly title = '人岗推荐';
  readonly tables = ['suggestion', 'suggestion_override'];
  readonly correctable = {};

  constructor(private readonly dataSource: DataSource) {}

  async find({ personKey }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT p.id, s.region_code AS regionCode, e.name AS enterprise, p.title AS posting, x.score, o.decision, o.reason
         FROM graduate g
         JOIN school s ON s.id = g.school_id
         JOIN suggestion_run r ON r.region_prefix = LEFT(s.region_code, 4) AND r.current = 1
         JOIN suggestion x ON x.suggestion_run_id = r.id AND x.graduate_id = g.id
         JOIN job_posting p ON p.id = x.job_posting_id
         JOIN enterprise e ON e.id = p.enterprise_id
         LEFT JOIN suggestion_override o ON o.graduate_id = g.id AND o.job_posting_id = p.id AND o.current = 1
        WHERE g.person_key = ? ORDER BY g.id, x.score DESC, p.id`,
      [personKey],
    )) as FoundSuggestion[];
    return rows.map(({ id, regionCode, enterprise, posting, score, decision, reason }) => ({
      id,
      regionCode,
      isCertain: true,
      values: {
        企业: enterprise,
        岗位: posting,
        推荐得分: score / 100,
        人工决定: decision && OVERRIDE_DECISION_TITLES[decision],
        理由: reason,
      },
    }));
  }

  /** A computation is mended by mending what it was computed from. */
  correct(): Promise<string | null> {
    return Promise.resolve(null);
  }

  /** Under the pseudonym as well: the graduate's own row may have been erased before. */
  async erase(tx: Transaction, { identity: { personKey }, pseudonym }: PersonErasure): Promise<number> {
    const keys = [personKey, pseudonym];
    const rows = (await tx.query(
      `DELETE x FROM suggestion x
         JOIN suggestion_run r ON r.id = x.suggestion_run_id
         JOIN graduate g ON g.id = x.graduate_id
        WHERE g.person_key IN (?)`,
      [keys],
    )) as { affectedRows: number };
    const reasons = (await tx.query(
      `UPDATE suggestion_override SET reason = ?
        WHERE graduate_id IN (SELECT id FROM graduate WHERE person_key IN (?)) AND reason <> ?`,
      [ERASED, keys, ERASED],
    )) as { affectedRows: number };
    return rows.affectedRows + reasons.affectedRows;
  }
}
