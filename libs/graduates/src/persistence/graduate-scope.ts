import { RowScope } from '@sxbq/kernel';
import { RowRule, SqlCondition } from '@sxbq/platform';

/**
 * Graduates and cohorts a scope may see and write: a bureau's region by the school, a school's own, and a graduate the
 * profile that was taken over. Enterprises see nobody here: they meet applicants where both sides chose each other.
 * Fields of a row: schoolId, regionCode, claimedUserId.
 */
export const GRADUATE_AFFAIRS = new RowRule('Graduate', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ schoolId }),
  OWN_RECORDS: ({ userId }) => ({ claimedUserId: userId }),
});

/** `graduate` is the alias of the graduate table. */
export function graduateScope(scope: RowScope, graduate: string): SqlCondition {
  return GRADUATE_AFFAIRS.toSql(scope, {
    ...columnsOf(graduate),
    claimedUserId: `${graduate}.claimed_user_id`,
  });
}

/** `cohort` is the alias of graduate_cohort. A graduate sees no cohort. */
export function cohortScope(scope: RowScope, cohort: string): SqlCondition {
  return COHORT_AFFAIRS.toSql(scope, columnsOf(cohort));
}

export const COHORT_AFFAIRS = new RowRule('GraduateCohort', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ schoolId }),
});

/** The region is looked up row by row on purpose: joined, the server might sort the whole table before the first page. */
function columnsOf(row: string): Readonly<Record<'schoolId' | 'regionCode', string>> {
  return {
    schoolId: `${row}.school_id`,
    regionCode: `(SELECT home.region_code FROM school home WHERE home.id = ${row}.school_id)`,
  };
}
