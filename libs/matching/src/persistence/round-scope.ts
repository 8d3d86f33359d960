import { RowScope } from '@sxbq/kernel';
import { allOf, condition, RowRule, SqlCondition } from '@sxbq/platform';
import { RoundStatus } from '../domain/round-status';

/** Rounds a scope may run: a bureau those of its region. Fields of a row: regionPrefix. */
export const ROUND_AFFAIRS = new RowRule('MatchingRound', {
  REGION: ({ prefix }) => ({ regionPrefix: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({ regionPrefix: { $under: prefixes } }),
});

/** `round` is the alias of matching_round. */
export function roundAffairsScope(scope: RowScope, round: string): SqlCondition {
  return ROUND_AFFAIRS.toSql(scope, { regionPrefix: `${round}.region_prefix` });
}

/**
 * Rounds a scope may read: the same, and for schools, enterprises and graduates those that were opened and in whose
 * region they are. Whose register says where, not whose account: an organisation may be entered for a whole city.
 */
export function roundDirectoryScope(scope: RowScope, round: string): SqlCondition {
  switch (scope.kind) {
    case 'SCHOOL':
      return opened(round, 'SELECT 1 FROM school home WHERE home.id = ? AND', 'home', scope.schoolId);
    case 'ENTERPRISE':
      return openedForEnterprise(round, scope.enterpriseId);
    case 'OWN_RECORDS':
      return opened(
        round,
        `SELECT 1 FROM graduate own JOIN school home ON home.id = own.school_id
          WHERE own.claimed_user_id = ? AND own.graduation_year = ${round}.graduation_year AND`,
        'home',
        scope.userId,
      );
    default:
      return roundAffairsScope(scope, round);
  }
}

/** An enterprise takes part where it is, and where it offers work. */
function openedForEnterprise(round: string, enterpriseId: number): SqlCondition {
  const under = (row: string): string => `${row}.region_code LIKE CONCAT(${round}.region_prefix, '%')`;
  return allOf(
    isOpened(round),
    condition(
      `EXISTS (SELECT 1 FROM enterprise firm WHERE firm.id = ? AND ${under('firm')})
          OR EXISTS (SELECT 1 FROM job_posting offer WHERE offer.enterprise_id = ? AND ${under('offer')})`,
      [enterpriseId, enterpriseId],
    ),
  );
}

/** `select` ends where the condition on the region of `row` follows; both are ours. */
function opened(round: string, select: string, row: string, id: number): SqlCondition {
  return allOf(
    isOpened(round),
    condition(`EXISTS (${select} ${row}.region_code LIKE CONCAT(${round}.region_prefix, '%'))`, [id]),
  );
}

const isOpened = (round: string): SqlCondition => condition(`${round}.status <> ?`, [RoundStatus.DRAFT]);
