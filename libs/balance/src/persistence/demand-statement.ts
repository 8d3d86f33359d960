import { RowScope } from '@sxbq/kernel';
import { allOf, condition, equals, SqlCondition, SqlFragment, startsWith } from '@sxbq/platform';
import { PostingStatus } from '@sxbq/postings';
import { BalanceDimension } from '../domain/balance-dimension';
import { BalanceRequest } from './balance-query';
import { balanceScope } from './balance-scope';

const KEYS: Readonly<Record<BalanceDimension, string>> = {
  [BalanceDimension.OCCUPATION]: 'p.occupation_code',
  [BalanceDimension.MAJOR]: "COALESCE(n.major_name, '')",
  [BalanceDimension.GRADE]: "COALESCE(p.grade_floor, '')",
  [BalanceDimension.DISTRICT]: 'p.region_code',
  [BalanceDimension.YEAR]: "COALESCE(YEAR(p.starts_on), '')",
};

/** Places of shown postings that nobody has taken, by the dimension's key; majors are joined only where they are it. */
export function demandStatement(scope: RowScope, request: BalanceRequest): SqlFragment {
  const { dimension, regionPrefix, occupationCode, majorName, grade } = request;
  const isByMajor = dimension === BalanceDimension.MAJOR;
  const where = allOf(
    equals('p.status', PostingStatus.LIVE),
    balanceScope(scope, 'p.region_code'),
    startsWith('p.region_code', regionPrefix),
    occupationCode ? equals('p.occupation_code', occupationCode) : null,
    majorName ? asksFor(majorName, isByMajor) : null,
    // Whoever holds a grade may take what asks for it or for less; a lower number is a higher grade.
    grade ? condition('p.grade_floor IS NULL OR p.grade_floor >= ?', [grade]) : null,
  );
  const majors = isByMajor ? 'LEFT JOIN job_posting_major n ON n.job_posting_id = p.id' : '';
  return {
    sql: `SELECT ${KEYS[dimension]} AS row_key, SUM(p.heads - p.taken) AS places FROM job_posting p ${majors}
           WHERE ${where.sql} GROUP BY row_key`,
    params: where.params,
  };
}

function asksFor(majorName: string, isJoined: boolean): SqlCondition {
  if (isJoined) return equals('n.major_name', majorName);
  const named = 'SELECT 1 FROM job_posting_major n WHERE n.job_posting_id = p.id AND n.major_name = ?';
  return condition(`EXISTS (${named})`, [majorName]);
}
