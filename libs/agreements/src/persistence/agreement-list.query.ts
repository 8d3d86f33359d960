import { CalendarDate, checkedPage, Page, PageRequest, regionPrefixesOf, RowScope } from '@sxbq/kernel';
import {
  allOf,
  condition,
  equals,
  groupedPages,
  HotReads,
  SqlCondition,
  SqlFragment,
  SqlRunner,
  startsWith,
} from '@sxbq/platform';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSort } from '../domain/agreement-sort';
import { AgreementState } from '../domain/agreement-state';
import { AgreementStatus } from '../domain/agreement-status';
import {
  AGREEMENT_COLUMNS,
  AGREEMENT_FIELDS,
  AgreementField,
  agreementRow,
  AgreementRow,
  columnsOf,
  RawAgreement,
} from './agreement-rows';
import { partyRowsInScope } from './party-rows-scope';

export interface AgreementFilter {
  readonly schoolId?: number | null;
  readonly enterpriseId?: number | null;
  readonly kind?: AgreementKind | null;
  /** The state on `today`. */
  readonly status?: AgreementState | null;
  /** In force on this date (domain.md §2): filed, within its dates, not terminated. */
  readonly inForceOn?: CalendarDate | null;
  /** Beginning of the code. */
  readonly search?: string | null;
}

/** Every order ends with the id, so that pages never overlap. Agreements without an end come last. */
const ORDER_BY: Readonly<Record<AgreementSort, string>> = {
  [AgreementSort.RECORDED_ASC]: 'a.id',
  [AgreementSort.RECORDED_DESC]: 'a.id DESC',
  [AgreementSort.CODE_ASC]: 'a.code',
  [AgreementSort.CODE_DESC]: 'a.code DESC',
  [AgreementSort.EFFECTIVE_TO_ASC]: 'a.effective_to IS NULL, a.effective_to, a.id',
  [AgreementSort.FILED_ON_DESC]: 'a.filed_on DESC, a.id DESC',
};

/** What a list of agreements asks for; scope and filter are in SQL. */
export interface AgreementListQuery {
  readonly scope: RowScope;
  readonly filter: AgreementFilter;
  readonly sort: AgreementSort;
  /** The day that tells a running agreement from an expired one; asked only when it matters. */
  today(): CalendarDate;
}

/** What of each agreement a list is read for. Id, code and the parties' ids are always there. */
export interface WantedColumns {
  readonly fields: readonly AgreementField[];
  /** Bring the party's name along with the row. */
  readonly schoolName: boolean;
  readonly enterpriseName: boolean;
}

export const WHOLE_AGREEMENT: WantedColumns = { fields: AGREEMENT_FIELDS, schoolName: false, enterpriseName: false };

/** Each party is looked up by its id: over a few dozen of them the server would rather join whole blocks and sort. */
const BY_ID = 'FORCE INDEX FOR JOIN (PRIMARY)';

/**
 * One page in one statement; fields that were not wanted are missing. The joins are made row by row in the order written
 * (STRAIGHT_JOIN): left to itself the server may begin with the schools and sort every agreement before the first page
 * (performance.md, traps).
 */
export async function readAgreementPage(
  reads: Pick<HotReads, 'query'>,
  query: AgreementListQuery,
  page: PageRequest,
  wanted: WantedColumns,
): Promise<AgreementRow[]> {
  const { limit, offset } = checkedPage(page);
  const { sql, params } = agreementPageSql(query, wanted);
  const rows = await reads.query<RawAgreement>(sql, [...params, limit, offset]);
  return rows.map(agreementRow);
}

/** The statement of a page, without the values of LIMIT and OFFSET; tests look at its plan. */
export function agreementPageSql(query: AgreementListQuery, wanted: WantedColumns): SqlFragment {
  const { scope } = query;
  const byRegion = regionPrefixesOf(scope)?.every((prefix) => prefix !== '') ?? false;
  // The school is at hand for its name, or only for its region: a third cheaper than looking the region up apart.
  const where = conditions(query, partyRowsInScope(scope, 'a', byRegion ? 's' : undefined));
  return {
    sql:
      `SELECT STRAIGHT_JOIN ${columnsOf(wanted.fields)}` +
      (wanted.schoolName ? ', s.name AS schoolName' : '') +
      (wanted.enterpriseName ? ', e.name AS enterpriseName' : '') +
      ' FROM agreement a' +
      (wanted.schoolName || byRegion ? ` JOIN school s ${BY_ID} ON s.id = a.school_id` : '') +
      (wanted.enterpriseName ? ` JOIN enterprise e ${BY_ID} ON e.id = a.enterprise_id` : '') +
      ` WHERE ${where.sql} ORDER BY ${ORDER_BY[query.sort]} LIMIT ? OFFSET ?`,
    params: where.params,
  };
}

/** Agreements over all pages. */
export async function countAgreements(runner: SqlRunner, query: AgreementListQuery): Promise<number> {
  const where = conditions(query, partyRowsInScope(query.scope, 'a'));
  const [row] = (await runner.query(`SELECT COUNT(*) AS total FROM agreement a WHERE ${where.sql}`, [
    ...where.params,
  ])) as [{ total: number | string }];
  return Number(row.total);
}

/** The same page for each of many schools or enterprises, in two statements. */
export async function readPagesOfParties(
  runner: SqlRunner,
  party: 'school' | 'enterprise',
  partyIds: readonly number[],
  query: AgreementListQuery,
  page: PageRequest,
): Promise<Map<number, Page<AgreementRow>>> {
  const pages = await groupedPages<RawAgreement>(
    runner,
    {
      columns: { sql: AGREEMENT_COLUMNS, params: [] },
      from: { sql: 'agreement a', params: [] },
      where: conditions(query, partyRowsInScope(query.scope, 'a')),
      orderBy: ORDER_BY[query.sort],
      groupBy: party === 'school' ? 'a.school_id' : 'a.enterprise_id',
    },
    partyIds,
    page,
  );
  return new Map([...pages].map(([id, { items, total }]) => [id, { items: items.map(agreementRow), total }]));
}

function conditions({ filter, today }: AgreementListQuery, inScope: SqlCondition): SqlCondition {
  return allOf(
    inScope,
    given(filter.schoolId, (id) => equals('a.school_id', id)),
    given(filter.enterpriseId, (id) => equals('a.enterprise_id', id)),
    given(filter.kind, (kind) => condition('FIND_IN_SET(?, a.kinds) > 0', [kind])),
    given(filter.status, (status) => inState(status, today())),
    given(filter.inForceOn, inForceOn),
    given(filter.search?.trim() || null, (text) => startsWith('a.code', text)),
  );
}

function given<T>(value: T | null | undefined, by: (value: T) => SqlCondition): SqlCondition | null {
  return value === null || value === undefined ? null : by(value);
}

/** The SQL of domain/agreement-state.ts. */
function inState(state: AgreementState, today: CalendarDate): SqlCondition {
  if (state === 'EXPIRED') return condition('a.status = ? AND a.effective_to < ?', [AgreementStatus.FILED, today]);
  if (state !== AgreementStatus.FILED) return equals('a.status', state);
  return condition('a.status = ? AND (a.effective_to IS NULL OR a.effective_to >= ?)', [state, today]);
}

/** domain.md §2, "agreement in force on D". */
function inForceOn(date: CalendarDate): SqlCondition {
  return condition(
    `a.filed_on <= ? AND a.effective_from <= ? AND (a.effective_to IS NULL OR a.effective_to >= ?)
          AND (a.terminated_on IS NULL OR a.terminated_on > ?)`,
    [date, date, date, date],
  );
}
