import { RowScope } from '@sxbq/kernel';
import { RowRule, SqlCondition } from '@sxbq/platform';

/**
 * Applications a scope may see and act in: a bureau those of its schools, a school those of its graduates, an enterprise
 * those for its postings, a graduate the own ones. Fields of a row: schoolId, enterpriseId, regionCode, claimedUserId.
 */
export const APPLICATION_AFFAIRS = new RowRule('Application', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionCode: { $under: prefixes } }),
  SCHOOL: ({ schoolId }) => ({ schoolId }),
  ENTERPRISE: ({ enterpriseId }) => ({ enterpriseId }),
  OWN_RECORDS: ({ userId }) => ({ claimedUserId: userId }),
});

/** `application` is the alias of the application table. What others own is looked up row by row: no join, no sort. */
export function applicationScope(scope: RowScope, application: string): SqlCondition {
  return APPLICATION_AFFAIRS.toSql(scope, {
    schoolId: `${application}.school_id`,
    enterpriseId: `${application}.enterprise_id`,
    regionCode: `(SELECT home.region_code FROM school home WHERE home.id = ${application}.school_id)`,
    claimedUserId: `(SELECT own.claimed_user_id FROM graduate own WHERE own.id = ${application}.graduate_id)`,
  });
}
