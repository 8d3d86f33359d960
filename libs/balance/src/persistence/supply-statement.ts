import { GraduateStatus } from '@sxbq/graduates';
import { RowScope } from '@sxbq/kernel';
import { ALL_ROWS, allOf, condition, equals, SqlCondition, SqlFragment, startsWith } from '@sxbq/platform';
import { BalanceDimension } from '../domain/balance-dimension';
import { BalanceRequest } from './balance-query';
import { balanceScope } from './balance-scope';

const COUNTS = `SUM(g.status = '${GraduateStatus.AVAILABLE}') AS available, SUM(g.status = '${GraduateStatus.PLACED}') AS placed`;
const HEADS = `COUNT(DISTINCT IF(g.status = '${GraduateStatus.AVAILABLE}', g.id, NULL)) AS available,
  COUNT(DISTINCT IF(g.status = '${GraduateStatus.PLACED}', g.id, NULL)) AS placed`;
const SUMS = 'SUM(n.available) AS available, SUM(n.placed) AS placed';
const GRADUATES = 'graduate g JOIN school s ON s.id = g.school_id';
/** `of` is the alias of what has the cohort's id. */
const cohortAndMajor = (of: string): string => `JOIN graduate_cohort c ON c.id = ${of}.cohort_id
  JOIN school_class l ON l.id = c.school_class_id JOIN school_major m ON m.id = l.school_major_id`;

/**
 * Graduates who look for work and who are placed, by the dimension's key. What a cohort says of its graduates is looked
 * up once for each cohort; certificates are joined only where they are the key.
 */
export function supplyStatement(scope: RowScope, request: BalanceRequest): SqlFragment {
  const graduates = allOf(
    request.graduationYear ? equals('g.graduation_year', request.graduationYear) : null,
    balanceScope(scope, 's.region_code'),
    startsWith('s.region_code', request.regionPrefix),
  );
  switch (request.dimension) {
    case BalanceDimension.OCCUPATION:
      return byCertificate(graduates, request, 'k.occupation_code');
    case BalanceDimension.GRADE:
      return byCertificate(graduates, request, 'k.grade');
    case BalanceDimension.MAJOR:
      return byCohort(graduates, request, 'm.name');
    case BalanceDimension.DISTRICT:
      return byCohort(graduates, request, 's.region_code');
    case BalanceDimension.YEAR:
      return byCohort(graduates, request, 'c.graduation_year');
  }
}

function byCohort(graduates: SqlCondition, request: BalanceRequest, key: string): SqlFragment {
  const { majorName } = request;
  const certified = certificateOf(request);
  const counted = allOf(graduates, certified && exists('graduate_certificate k', 'k.graduate_id = g.id', certified));
  const cohorts = majorName ? equals('m.name', majorName) : ALL_ROWS;
  return {
    sql: `SELECT ${key} AS row_key, ${SUMS}
            FROM (SELECT g.school_id, g.cohort_id, ${COUNTS} FROM ${GRADUATES} WHERE ${counted.sql}
                   GROUP BY g.school_id, g.cohort_id) n
            JOIN school s ON s.id = n.school_id ${cohortAndMajor('n')}
           WHERE ${cohorts.sql} GROUP BY row_key`,
    params: [...counted.params, ...cohorts.params],
  };
}

/** Nobody has two certificates of one occupation; whoever holds two of one grade counts there once. */
function byCertificate(graduates: SqlCondition, request: BalanceRequest, key: string): SqlFragment {
  const { majorName } = request;
  const where = allOf(graduates, certificateOf(request), majorName ? equals('m.name', majorName) : null);
  const majors = majorName ? cohortAndMajor('g') : '';
  return {
    sql: `SELECT ${key} AS row_key, ${request.dimension === BalanceDimension.GRADE ? HEADS : COUNTS}
            FROM ${GRADUATES} JOIN graduate_certificate k ON k.graduate_id = g.id ${majors}
           WHERE ${where.sql} GROUP BY row_key`,
    params: where.params,
  };
}

/** What is asked of one certificate; null: nothing. */
function certificateOf({ occupationCode, grade }: BalanceRequest): SqlCondition | null {
  if (!occupationCode && !grade) return null;
  return allOf(
    occupationCode ? equals('k.occupation_code', occupationCode) : null,
    grade ? equals('k.grade', grade) : null,
  );
}

function exists(from: string, joined: string, where: SqlCondition): SqlCondition {
  return condition(`EXISTS (SELECT 1 FROM ${from} WHERE ${joined} AND ${where.sql})`, where.params);
}
