import { GraduateStatus } from '@sxbq/graduates';
import { CalendarDate } from '@sxbq/kernel';
import { allOf, equals, isOneOf, SqlCondition, startsWith } from '@sxbq/platform';
import { PostingStatus } from '@sxbq/postings';

/** Whose scores are wanted; what is left out does not narrow. */
export interface ScoringSelection {
  /** The day on which agreements are in force and postings are valid. */
  readonly asOf: CalendarDate;
  readonly graduates: {
    /** Of the school. */
    readonly regionPrefix?: string;
    readonly graduationYear?: number;
    readonly ids?: readonly number[];
  };
  readonly postings: {
    /** Of the place of work. */
    readonly regionPrefix?: string;
    readonly ids?: readonly number[];
  };
}

/** Who looks for work and did not opt out of suggestions (个人信息保护法 第二十四条). Aliases: graduate g, school s. */
export function selectedGraduates({ graduates }: ScoringSelection): SqlCondition {
  const { regionPrefix, graduationYear, ids } = graduates;
  return allOf(
    SUGGESTIBLE_GRADUATE,
    regionPrefix === undefined ? null : startsWith('s.region_code', regionPrefix),
    graduationYear === undefined ? null : equals('g.graduation_year', graduationYear),
    ids === undefined ? null : isOneOf('g.id', ids),
  );
}

/** What is shown, valid on the day and has a place left. Alias: job_posting p. */
export function selectedPostings({ asOf, postings }: ScoringSelection): SqlCondition {
  const { regionPrefix, ids } = postings;
  return allOf(
    suggestiblePosting(asOf),
    regionPrefix === undefined ? null : startsWith('p.region_code', regionPrefix),
    ids === undefined ? null : isOneOf('p.id', ids),
  );
}

/** Whoever has accepted an offer is off the market. */
export const SUGGESTIBLE_GRADUATE: SqlCondition = {
  sql: `g.status = ? AND g.suggestions_opted_out = FALSE
        AND NOT EXISTS (SELECT 1 FROM application ac WHERE ac.accepted_graduate_id = g.id)`,
  params: [GraduateStatus.AVAILABLE],
};

export const suggestiblePosting = (asOf: CalendarDate): SqlCondition => ({
  sql: 'p.status = ? AND p.valid_until >= ? AND p.taken < p.heads',
  params: [PostingStatus.LIVE, asOf],
});
