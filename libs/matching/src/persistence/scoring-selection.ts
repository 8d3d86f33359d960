import { GraduateStatus } from '@sxbq/graduates';
import { CalendarDate } from '@sxbq/kernel';
import { allOf, condition, equals, isOneOf, SqlCondition, startsWith } from '@sxbq/platform';
import { PostingStatus } from '@sxbq/postings';
import { ParticipationStatus } from '../domain/round-status';

/** Whose scores are wanted; what is left out does not narrow. */
export interface ScoringSelection {
  /** The day on which agreements are in force and postings are valid. */
  readonly asOf: CalendarDate;
  readonly graduates: {
    /** Of the school. */
    readonly regionPrefix?: string;
    readonly graduationYear?: number;
    readonly ids?: readonly number[];
    /** Who takes part in the round, those who opted out of suggestions among them: they chose to. */
    readonly roundId?: number;
  };
  readonly postings: {
    /** Of the place of work. */
    readonly regionPrefix?: string;
    readonly ids?: readonly number[];
    /** What takes part in the round. */
    readonly roundId?: number;
  };
}

/** Who looks for work and did not opt out of suggestions (个人信息保护法 第二十四条). Aliases: graduate g, school s. */
export function selectedGraduates({ graduates }: ScoringSelection): SqlCondition {
  const { regionPrefix, graduationYear, ids, roundId } = graduates;
  return allOf(
    roundId === undefined ? SUGGESTIBLE_GRADUATE : inRound('g.id', 'round_graduate.graduate_id', roundId),
    regionPrefix === undefined ? null : startsWith('s.region_code', regionPrefix),
    graduationYear === undefined ? null : equals('g.graduation_year', graduationYear),
    ids === undefined ? null : isOneOf('g.id', ids),
  );
}

/** What is shown, valid on the day and has a place left. Alias: job_posting p. */
export function selectedPostings({ asOf, postings }: ScoringSelection): SqlCondition {
  const { regionPrefix, ids, roundId } = postings;
  return allOf(
    suggestiblePosting(asOf),
    roundId === undefined ? null : inRound('p.id', 'round_posting.job_posting_id', roundId),
    regionPrefix === undefined ? null : startsWith('p.region_code', regionPrefix),
    ids === undefined ? null : isOneOf('p.id', ids),
  );
}

/** Looked up row by row, by the key of the enrolment; names are ours. */
function inRound(column: string, member: string, roundId: number): SqlCondition {
  const [table] = member.split('.');
  return condition(`(SELECT ${table}.status FROM ${table} WHERE ${table}.round_id = ? AND ${member} = ${column}) = ?`, [
    roundId,
    ParticipationStatus.ENROLLED,
  ]);
}

export const SUGGESTIBLE_GRADUATE: SqlCondition = condition('g.status = ? AND g.suggestions_opted_out = FALSE', [
  GraduateStatus.AVAILABLE,
]);

export const suggestiblePosting = (asOf: CalendarDate): SqlCondition =>
  condition('p.status = ? AND p.valid_until >= ? AND p.taken < p.heads', [PostingStatus.LIVE, asOf]);
