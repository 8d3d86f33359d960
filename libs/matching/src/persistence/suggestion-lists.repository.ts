import { Injectable } from '@nestjs/common';
import { graduateScope } from '@sxbq/graduates';
import { CalendarDate, EntityId, Role, RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, SqlCondition, Transaction } from '@sxbq/platform';
import { postingFactScope } from '@sxbq/postings';
import { DataSource } from 'typeorm';
import { PartValue } from '../domain/scoring/score-part';
import type { ScoreWeights } from '../domain/scoring/score-weights';
import { OverrideDecision } from '../domain/suggestions/override-decision';
import { readParts } from '../domain/suggestions/stored-parts';
import { parsedJson } from './json-column';
import { SUGGESTIBLE_GRADUATE, suggestiblePosting } from './scoring-selection';

/** The run that a city's suggestions are of. */
export interface PublishedRun {
  readonly id: number;
  readonly weights: ScoreWeights;
  /** Null: the shipped sample. */
  readonly scoreWeightsVersionId: number | null;
  readonly inputDigest: string;
  readonly finishedAt: Date;
}

export interface OverrideRow {
  readonly decision: OverrideDecision;
  readonly reason: string;
  readonly decidedRole: Role;
  readonly decidedAt: Date;
}

export interface StoredSuggestion {
  readonly graduateId: EntityId;
  readonly jobPostingId: EntityId;
  /** 0–10 000. */
  readonly score: number;
  readonly parts: readonly PartValue[];
  readonly override: OverrideRow | null;
}

interface StoredRow {
  readonly graduateId: number;
  readonly jobPostingId: number;
  readonly score: number;
  readonly parts: Buffer;
  readonly decision: OverrideDecision | null;
  readonly reason: string;
  readonly decidedRole: Role;
  readonly decidedAt: Date;
}

type OwnerRow = { readonly [Key in keyof PublishedRun]: PublishedRun[Key] | null } & {
  readonly weights: string | ScoreWeights | null;
};

const RUN = `r.id, r.weights, r.score_weights_version_id AS scoreWeightsVersionId, r.input_digest AS inputDigest,
  r.finished_at AS finishedAt`;

/** Whoever is on the way to each other already needs no suggestion. */
const NOT_UNDER_WAY: SqlCondition = condition(`NOT EXISTS (SELECT 1 FROM application a
                     WHERE a.job_posting_id = x.job_posting_id AND a.graduate_id = x.graduate_id AND a.open = 1)`);

/** What is shown to a posting: what the run kept for it and what somebody pinned, never what somebody dismissed. */
const FOR_POSTING: SqlCondition = condition('(x.posting_rank > 0 OR o.id IS NOT NULL) AND NOT (o.decision <=> ?)', [
  OverrideDecision.DISMISSED,
]);

/** Reads what was computed, joined with what holds at this moment: an opt-out or a closed posting counts at once. */
@Injectable()
export class SuggestionListsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The run of the graduate's city, null when there is none yet; undefined when the scope may not see the graduate. */
  runOfGraduate(scope: RowScope, graduateId: EntityId): Promise<PublishedRun | null | undefined> {
    return this.runOf(
      `graduate g JOIN school s ON s.id = g.school_id
         LEFT JOIN suggestion_run r ON r.region_prefix = LEFT(s.region_code, 4) AND r.current = 1`,
      allOf(equals('g.id', graduateId), graduateScope(scope, 'g')),
    );
  }

  /** The same for a posting; the scope must be its own or its bureau's. */
  runOfPosting(scope: RowScope, jobPostingId: EntityId): Promise<PublishedRun | null | undefined> {
    return this.runOf(
      'job_posting p LEFT JOIN suggestion_run r ON r.region_prefix = LEFT(p.region_code, 4) AND r.current = 1',
      allOf(equals('p.id', jobPostingId), postingFactScope(scope, 'p')),
    );
  }

  /** Pinned ones first, then the best; dismissed ones instead when they are asked for. */
  forGraduate(
    run: PublishedRun,
    graduateId: EntityId,
    today: CalendarDate,
    dismissed: boolean,
  ): Promise<StoredSuggestion[]> {
    return this.select(
      run,
      today,
      condition(`x.graduate_id = ? AND (x.graduate_rank > 0 OR o.id IS NOT NULL) AND (o.decision <=> ?) = ?`, [
        graduateId,
        OverrideDecision.DISMISSED,
        dismissed,
      ]),
    );
  }

  /** Pinned ones first, then the best; never a dismissed one. */
  forPosting(run: PublishedRun, jobPostingId: EntityId, today: CalendarDate): Promise<StoredSuggestion[]> {
    return this.select(run, today, allOf(equals('x.job_posting_id', jobPostingId), FOR_POSTING));
  }

  /** Whether the pair is suggested at this moment, to either side. */
  async isSuggested(run: PublishedRun, graduateId: EntityId, jobPostingId: EntityId, today: CalendarDate) {
    const pair = allOf(equals('x.graduate_id', graduateId), equals('x.job_posting_id', jobPostingId));
    return (await this.select(run, today, pair)).length > 0;
  }

  /**
   * Whether the graduate is among those shown to the posting at this moment, pinned or computed, and both are still of the
   * city that the suggestions are of: a school that moved since takes its graduates along.
   */
  async isCandidate(
    tx: Transaction,
    { graduateId, jobPostingId }: { readonly graduateId: EntityId; readonly jobPostingId: EntityId },
    today: CalendarDate,
  ): Promise<boolean> {
    const where = allOf(
      equals('x.graduate_id', graduateId),
      equals('x.job_posting_id', jobPostingId),
      FOR_POSTING,
      SUGGESTIBLE_GRADUATE,
      suggestiblePosting(today),
    );
    const rows = (await tx.query(
      `SELECT 1
         FROM job_posting p
         JOIN suggestion_run r ON r.region_prefix = LEFT(p.region_code, 4) AND r.current = 1
         JOIN suggestion x ON x.suggestion_run_id = r.id AND x.job_posting_id = p.id
         JOIN graduate g ON g.id = x.graduate_id
         JOIN school s ON s.id = g.school_id AND LEFT(s.region_code, 4) = r.region_prefix
         LEFT JOIN suggestion_override o
           ON o.graduate_id = x.graduate_id AND o.job_posting_id = x.job_posting_id AND o.current = 1
        WHERE ${where.sql}`,
      [...where.params],
    )) as unknown[];
    return rows.length > 0;
  }

  private async runOf(from: string, where: SqlCondition): Promise<PublishedRun | null | undefined> {
    const [owner] = (await this.dataSource.query(`SELECT ${RUN} FROM ${from} WHERE ${where.sql}`, [
      ...where.params,
    ])) as OwnerRow[];
    if (!owner) return undefined;
    return owner.id === null ? null : { ...(owner as PublishedRun), weights: parsedJson(owner.weights!) };
  }

  private async select(run: PublishedRun, today: CalendarDate, which: SqlCondition): Promise<StoredSuggestion[]> {
    const ofRun = equals('x.suggestion_run_id', run.id);
    const where = allOf(ofRun, which, SUGGESTIBLE_GRADUATE, suggestiblePosting(today), NOT_UNDER_WAY);
    const rows = (await this.dataSource.query(
      `SELECT x.graduate_id AS graduateId, x.job_posting_id AS jobPostingId, x.score, x.parts, o.decision, o.reason,
              o.decided_role AS decidedRole, o.decided_at AS decidedAt
         FROM suggestion x
         JOIN graduate g ON g.id = x.graduate_id
         JOIN job_posting p ON p.id = x.job_posting_id
         LEFT JOIN suggestion_override o
           ON o.graduate_id = x.graduate_id AND o.job_posting_id = x.job_posting_id AND o.current = 1
        WHERE ${where.sql}
        ORDER BY (o.decision <=> ?) DESC, x.score DESC, x.graduate_id, x.job_posting_id`,
      [...where.params, OverrideDecision.PINNED],
    )) as StoredRow[];
    return rows.map(shown);
  }
}

const shown = ({ decision, reason, decidedRole, decidedAt, parts, ...row }: StoredRow): StoredSuggestion => ({
  ...row,
  parts: readParts(parts),
  override: decision === null ? null : { decision, reason, decidedRole, decidedAt },
});
