import { Injectable } from '@nestjs/common';
import {
  CalendarDate,
  checkedPage,
  Clock,
  Page,
  PageRequest,
  Principal,
  programmeYear,
  RowScope,
  rowScopeOf,
} from '@sxbq/kernel';
import { IndicatorCode } from '@sxbq/policy';
import { schoolNotFound } from '@sxbq/schools';
import { ComplianceEvaluator } from './compliance-evaluator';
import { schoolUnknown } from './compliance.errors';
import {
  BoardTotals,
  ComplianceFilter,
  ComplianceSort,
  INDICATOR_ORDER,
  matchesFilter,
  sorted,
  totalsOf,
} from './domain/board';
import { checkedYear, referenceDate } from './domain/reference-date';
import { partnerIdsOf, ReportedItem, reportedItem } from './domain/report';
import { Evidence, MajorEvidence, PartnerName, SchoolCompliance, SchoolSummary, summaryOf } from './domain/result';
import { BoardQuery, BoardRepository } from './persistence/board.repository';
import { DailyRow, ResultsRepository } from './persistence/results.repository';

/** (year, D): without a date, the one the year's current results are computed for. */
export interface ReferenceQuestion {
  readonly year: number;
  readonly asOf?: CalendarDate | null;
}

export interface Board extends Page<SchoolSummary> {
  readonly year: number;
  readonly asOf: CalendarDate;
  /** Over all pages. */
  readonly totals: BoardTotals;
}

export interface EvidencePage extends Page<ReportedItem> {
  /** MAJORS only, not paged. */
  readonly majors: readonly MajorEvidence[];
}

/** Answers about compliance, for any date of any year that has a policy; what is kept is read, the rest is computed. */
@Injectable()
export class ComplianceService {
  constructor(
    private readonly evaluator: ComplianceEvaluator,
    private readonly board: BoardRepository,
    private readonly results: ResultsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Computes the schools in order of code, from the facts as they are now; without codes all the principal may see.
   * Errors: YEAR_OUT_OF_RANGE, REFERENCE_DATE_OUTSIDE_YEAR, POLICY_MISSING_FOR_YEAR, SCHOOL_UNKNOWN.
   */
  async evaluate(
    principal: Principal,
    question: ReferenceQuestion & { readonly schoolCodes?: readonly string[] },
  ): Promise<SchoolCompliance[]> {
    const asOf = this.referenceDate(question);
    const ids = await this.schoolIds(rowScopeOf(principal), question.schoolCodes);
    const { results } = await this.evaluator.evaluate(ids, question.year, asOf);
    const place = new Map(ids.map((id, index) => [id, index]));
    return [...results].sort((left, right) => (place.get(left.schoolId) ?? 0) - (place.get(right.schoolId) ?? 0));
  }

  /** Partners that the results' evidence names, by id. */
  partnersOf(results: readonly SchoolCompliance[]): Promise<ReadonlyMap<number, PartnerName>> {
    return this.evaluator.partnerNames(
      partnerIdsOf(results.flatMap(({ indicators }) => indicators.map(({ evidence }) => evidence))),
    );
  }

  /** True when what is kept for the schools was computed from the very facts of these results. */
  async isKept(principal: Principal, computed: readonly SchoolCompliance[]): Promise<boolean> {
    const [first] = computed;
    if (!first) return true;
    const ids = computed.map(({ schoolId }) => schoolId);
    const kept = await this.results.stored(rowScopeOf(principal), ids, first.year, first.asOf);
    return computed.every(({ schoolId, factsDigest }) => kept.get(schoolId)?.factsDigest === factsDigest);
  }

  /** Results of the visible ones of the schools, kept or computed, in a bounded number of statements. */
  async summaries(
    principal: Principal,
    schoolIds: readonly number[],
    question: ReferenceQuestion,
  ): Promise<Map<number, SchoolSummary>> {
    const asOf = this.referenceDate(question);
    const scope = rowScopeOf(principal);
    const found = await this.results.stored(scope, schoolIds, question.year, asOf);
    const missing = await this.board.visible(
      scope,
      schoolIds.filter((id) => !found.has(id)),
    );
    if (missing.length > 0) {
      const { results } = await this.evaluator.evaluateAs(missing, question.year, asOf, summaryOf);
      for (const result of results) found.set(result.schoolId, result);
    }
    return found;
  }

  /** The city's schools with their results: read when every school's is kept for D, else computed. */
  async boardOf(
    principal: Principal,
    question: ReferenceQuestion,
    filter: ComplianceFilter,
    sort: ComplianceSort,
    page: PageRequest,
  ): Promise<Board> {
    checkedPage(page);
    const asOf = this.referenceDate(question);
    const { year } = question;
    const query: BoardQuery = { scope: rowScopeOf(principal), year, asOf, filter, sort };
    if (!(await this.board.isComplete(year, asOf, query.scope, filter))) return this.computedBoard(query, page);
    const [rows, totals] = await Promise.all([this.board.page(query, page), this.board.totals(query)]);
    return { ...rows, year, asOf, totals };
  }

  /** The school's daily points in a year, oldest first; SCHOOL_NOT_FOUND outside the principal's scope. */
  async history(principal: Principal, schoolId: number, year: number): Promise<DailyRow[]> {
    const { firstDay, lastDay } = programmeYear(checkedYear(year));
    const scope = rowScopeOf(principal);
    await this.assertVisible(scope, schoolId);
    return this.results.history(scope, schoolId, firstDay, lastDay);
  }

  /** What one indicator counted, or did not count and why; SCHOOL_NOT_FOUND outside the principal's scope. */
  async evidence(
    principal: Principal,
    schoolId: number,
    question: ReferenceQuestion,
    indicator: IndicatorCode,
    counted: boolean,
    page: PageRequest,
  ): Promise<EvidencePage> {
    const { limit, offset } = checkedPage(page);
    const asOf = this.referenceDate(question);
    await this.assertVisible(rowScopeOf(principal), schoolId);
    const evidence = await this.evidenceOf(schoolId, question.year, asOf);
    const asked = evidence[INDICATOR_ORDER.indexOf(indicator)];
    const all = (counted ? asked?.counted : asked?.notCounted) ?? [];
    const items = all.slice(offset, offset + limit);
    const partners = await this.evaluator.partnerNames(partnerIdsOf([{ counted: items, notCounted: [] }]));
    return {
      items: items.map((item) => reportedItem(item, partners)),
      total: all.length,
      majors: asked?.majors ?? [],
    };
  }

  private referenceDate({ year, asOf }: ReferenceQuestion): CalendarDate {
    return referenceDate(year, asOf, this.clock.today());
  }

  private async schoolIds(scope: RowScope, codes: readonly string[] | undefined): Promise<number[]> {
    if (codes === undefined) return this.board.schoolIds(scope, {}, ComplianceSort.CODE_ASC);
    const schools = await this.board.schoolsByCode(scope, codes);
    const known = new Set(schools.map(({ code }) => code));
    const unknown = codes.filter((code) => !known.has(code));
    if (unknown.length > 0) throw schoolUnknown(unknown);
    return schools.map(({ id }) => id);
  }

  private async assertVisible(scope: RowScope, schoolId: number): Promise<void> {
    if ((await this.board.visible(scope, [schoolId])).length === 0) throw schoolNotFound();
  }

  private async computedBoard(query: BoardQuery, page: PageRequest): Promise<Board> {
    const { year, asOf, filter, sort } = query;
    const ids = await this.board.schoolIds(query.scope, filter, sort);
    const { results } = await this.evaluator.evaluateAs(ids, year, asOf, summaryOf);
    const byId = new Map(results.map((result) => [result.schoolId, result]));
    const inOrder = ids.flatMap((id) => byId.get(id) ?? []).filter((school) => matchesFilter(school, filter));
    const items = sorted(inOrder, sort).slice(page.offset, page.offset + page.limit);
    return { items, total: inOrder.length, year, asOf, totals: totalsOf(inOrder.map(({ overall }) => overall)) };
  }

  private async evidenceOf(schoolId: number, year: number, asOf: CalendarDate): Promise<readonly Evidence[]> {
    const stored = await this.results.storedEvidence(schoolId, year, asOf);
    if (stored) return stored;
    const { results } = await this.evaluator.evaluate([schoolId], year, asOf);
    return results[0]?.indicators.map(({ evidence }) => evidence) ?? [];
  }
}
