import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
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
import { purgeAttachments } from './purge-attachments';

interface Found {
  readonly id: number;
  readonly regionCode: string;
  readonly organisation: string;
  readonly year: number;
  readonly goal: string;
  readonly narrative: string;
  readonly names: string | null;
}

/** Free text and files: nothing tells surely whom they name. */
const NAMED = `(LOCATE(?, s.narrative) > 0 OR EXISTS (
  SELECT 1 FROM assessment_attachment a WHERE a.self_score_id = s.id AND LOCATE(?, a.file_name) > 0))`;

/**
 * Self scores whose text, or the name of whose attachment, has the person's name in it, for somebody to say whether it is
 * that person. Contents of attachments are not searched: whoever looks opens those that are listed. Erased: the name in
 * the text, and content and name of the self score's attachments.
 */
@HoldsPersonalData()
@Injectable()
export class SelfScorePersonalData implements PersonalDataSource {
  readonly source = 'assessment.selfScore';
  readonly title = '年度自评与附件';
  readonly tables = ['assessment_self_score', 'assessment_attachment', 'assessment_attachment_chunk'];
  readonly correctable = {};

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  async find({ name }: PersonIdentity): Promise<PersonalRecord[]> {
    const rows = (await this.dataSource.query(
      `SELECT s.id, COALESCE(c.region_code, e.region_code) AS regionCode, COALESCE(c.name, e.name) AS organisation,
              r.year, s.goal, s.narrative,
              (SELECT GROUP_CONCAT(a.file_name ORDER BY a.id SEPARATOR '、') FROM assessment_attachment a
                WHERE a.self_score_id = s.id AND a.purged_at IS NULL) AS names
         FROM assessment_self_score s
         JOIN assessment_run r ON r.id = s.run_id
         LEFT JOIN school c ON s.subject = 'SCHOOL' AND c.id = s.organisation_id
         LEFT JOIN enterprise e ON s.subject = 'ENTERPRISE' AND e.id = s.organisation_id
        WHERE ${NAMED} ORDER BY s.id`,
      [name, name],
    )) as Found[];
    return rows.map(({ id, regionCode, organisation, year, goal, narrative, names }) => ({
      id,
      isCertain: false,
      regionCode,
      values: { 单位: organisation, 年度: year, 目标: goal, 说明: narrative, 附件: names, 附件内容: '须人工核对' },
    }));
  }

  /** What an organisation says of its year is its own to mend. */
  correct(): Promise<null> {
    return Promise.resolve(null);
  }

  async erase(tx: Transaction, { identity: { name }, confirmedIds }: PersonErasure): Promise<number> {
    const confirmed = [0, ...confirmedIds];
    const texts = (await tx.query(
      `UPDATE assessment_self_score SET narrative = REPLACE(narrative, ?, ?), revision = revision + 1
        WHERE id IN (?) AND LOCATE(?, narrative) > 0`,
      [name, ERASED, confirmed, name],
    )) as { affectedRows: number };
    const files = (await tx.query(
      'SELECT id FROM assessment_attachment WHERE self_score_id IN (?) AND purged_at IS NULL FOR UPDATE',
      [confirmed],
    )) as { id: number }[];
    await purgeAttachments(
      tx,
      files.map(({ id }) => id),
      this.clock.now(),
    );
    return texts.affectedRows + files.length;
  }
}
