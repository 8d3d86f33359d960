import { Injectable } from '@nestjs/common';
import { graduateScope } from '@sxbq/graduates';
import { Page, PageRequest, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, listPage, Transaction } from '@sxbq/platform';
import { postingFactScope } from '@sxbq/postings';
import { DataSource } from 'typeorm';
import type { RoundOutcome } from '../domain/deferred-acceptance/round-outcome';
import { MatchStatus, ParticipationStatus } from '../domain/round-status';
import { packChoices } from './round-choices.codec';
import { RoundMatch } from './round-match.entity';

export type MatchRow = Readonly<RoundMatch> & { readonly passNumber: number };

/** What an answer, or its absence, writes. */
export type MatchChange = Pick<MatchRow, 'status'> & Partial<Pick<MatchRow, 'reason' | 'answeredAt' | 'applicationId'>>;

/** How many graduates of a pass are in which state. */
export interface MatchCount {
  readonly passId: number;
  readonly status: MatchStatus;
  readonly count: number;
}

const COLUMNS = `m.pass_id AS passId, m.graduate_id AS graduateId, m.round_id AS roundId,
  m.job_posting_id AS jobPostingId, m.choices, m.status, m.reason, m.answered_at AS answeredAt,
  m.application_id AS applicationId, p.number AS passNumber`;
const FROM = 'round_match m JOIN round_pass p ON p.id = m.pass_id';
const PUBLISHED = condition('p.published_at IS NOT NULL');

/** Rows of one INSERT. */
const ROWS_AT_ONCE = 2_000;

@Injectable()
export class RoundMatchesRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Replaces the result of a pass: all of it, in the caller's transaction. */
  async replace(tx: Transaction, roundId: number, passId: number, outcome: RoundOutcome): Promise<void> {
    await tx.delete(RoundMatch, { passId });
    const { graduateIds, placedChoices, choiceOffsets, choicePostingIds } = outcome;
    for (let first = 0; first < graduateIds.length; first += ROWS_AT_ONCE) {
      const rows: unknown[][] = [];
      for (let graduate = first; graduate < Math.min(first + ROWS_AT_ONCE, graduateIds.length); graduate++) {
        const placed = placedChoices[graduate]!;
        const posting = placed === 0 ? null : choicePostingIds[choiceOffsets[graduate]! + placed - 1];
        const status = placed === 0 ? MatchStatus.UNPLACED : MatchStatus.PROPOSED;
        rows.push([passId, graduateIds[graduate], roundId, posting, packChoices(outcome, graduate), status]);
      }
      await tx.query(
        'INSERT INTO round_match (pass_id, graduate_id, round_id, job_posting_id, choices, status) VALUES ?',
        [rows],
      );
    }
  }

  /** Ends what was found for those who left while it was being computed: from the few who left to their rows by key. */
  async endLeft(tx: Transaction, roundId: number, passId: number): Promise<void> {
    const { ENROLLED } = ParticipationStatus;
    await tx.query(
      `UPDATE round_graduate g
         STRAIGHT_JOIN round_match m ON m.pass_id = ? AND m.graduate_id = g.graduate_id AND m.status = ?
          SET m.status = ?, m.reason = g.reason
        WHERE g.round_id = ? AND g.status <> ?`,
      [passId, MatchStatus.PROPOSED, MatchStatus.WITHDRAWN, roundId, ENROLLED],
    );
    await tx.query(
      `UPDATE round_posting o
         STRAIGHT_JOIN round_match m
            ON m.round_id = o.round_id AND m.job_posting_id = o.job_posting_id AND m.status = ? AND m.pass_id = ?
          SET m.status = ?, m.reason = o.reason
        WHERE o.round_id = ? AND o.status <> ?`,
      [MatchStatus.PROPOSED, passId, MatchStatus.WITHDRAWN, roundId, ENROLLED],
    );
  }

  /** The graduate's published results, latest pass first; nothing for a graduate the scope may not act for. */
  async ofGraduate(scope: RowScope, roundId: number, graduateId: number): Promise<MatchRow[]> {
    const where = allOf(
      equals('m.round_id', roundId),
      equals('m.graduate_id', graduateId),
      PUBLISHED,
      graduateScope(scope, 'g'),
    );
    return (await this.dataSource.query(
      `SELECT ${COLUMNS} FROM ${FROM} JOIN graduate g ON g.id = m.graduate_id WHERE ${where.sql} ORDER BY p.number DESC`,
      [...where.params],
    )) as MatchRow[];
  }

  /** Whom the published passes found for a posting; nothing for a posting the scope may not write. */
  ofPosting(scope: RowScope, roundId: number, jobPostingId: number, page: PageRequest): Promise<Page<MatchRow>> {
    return listPage<MatchRow>(
      this.dataSource.manager,
      {
        columns: { sql: COLUMNS, params: [] },
        from: { sql: `${FROM} JOIN job_posting o ON o.id = m.job_posting_id`, params: [] },
        where: allOf(
          equals('m.round_id', roundId),
          equals('m.job_posting_id', jobPostingId),
          PUBLISHED,
          postingFactScope(scope, 'o'),
        ),
        orderBy: 'm.pass_id, m.graduate_id',
      },
      page,
    );
  }

  /** What pass `number` of the round found for the graduate, locked until the transaction ends. */
  async lock(tx: Transaction, roundId: number, number: number, graduateId: number): Promise<MatchRow | null> {
    const [pass] = (await tx.query('SELECT id FROM round_pass WHERE round_id = ? AND number = ?', [
      roundId,
      number,
    ])) as { id: number }[];
    if (!pass) return null;
    const [row] = (await tx.query(
      `SELECT ${COLUMNS.replace('p.number', '?')} FROM round_match m WHERE m.pass_id = ? AND m.graduate_id = ? FOR UPDATE`,
      [number, pass.id, graduateId],
    )) as MatchRow[];
    return row ?? null;
  }

  /** Answers what waits; false when it waits no more. */
  async answer(tx: Transaction, { passId, graduateId }: MatchRow, change: MatchChange): Promise<boolean> {
    const result = await tx.update(RoundMatch, { passId, graduateId, status: MatchStatus.PROPOSED }, change);
    return result.affected === 1;
  }

  /** Ends what waits for the graduate, or for the posting, or for all of the round. */
  async endWaiting(
    tx: Transaction,
    of: { readonly roundId: number; readonly graduateId?: number; readonly jobPostingId?: number },
    change: MatchChange,
  ): Promise<number> {
    const result = await tx.update(RoundMatch, { ...of, status: MatchStatus.PROPOSED }, change);
    return result.affected ?? 0;
  }

  async countWaiting(tx: Transaction, roundId: number): Promise<number> {
    return tx.countBy(RoundMatch, { roundId, status: MatchStatus.PROPOSED });
  }

  /** By pass and state. The caller has read the passes within its scope. */
  async counts(passIds: readonly number[]): Promise<MatchCount[]> {
    if (passIds.length === 0) return [];
    const rows = (await this.dataSource.query(
      'SELECT pass_id AS passId, status, COUNT(*) AS count FROM round_match WHERE pass_id IN (?) GROUP BY pass_id, status',
      [passIds],
    )) as MatchCount[];
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  }
}
