import { Injectable } from '@nestjs/common';
import { ComplianceEvaluator, PolicyVersion, referenceDateOutsideYear } from '@sxbq/compliance';
import { CalendarDate, isInProgrammeYear, programmeYear } from '@sxbq/kernel';
import { RowReader, SnapshotReader } from '@sxbq/platform';
import { policyMissingForYear, readPolicyFor } from '@sxbq/policy';
import { complianceFacts, Facts, unjudgedFacts } from './domain/measuring/compliance-facts';
import { enterpriseFacts } from './domain/measuring/enterprise-facts';
import { recordedFacts } from './domain/measuring/recorded-facts';
import { OrganisationRow } from './domain/measuring/rows';
import { schoolFacts } from './domain/measuring/school-facts';
import { withUnrecorded } from './domain/measuring/unrecorded-facts';
import { AssessmentSubject } from './domain/model/assessment-subject';
import { OrganisationFacts } from './domain/model/facts';
import { readEnterpriseRows } from './persistence/facts/enterprise-rows';
import { readOrganisationPage } from './persistence/facts/organisation-rows';
import { readRecordedRows } from './persistence/facts/recorded-rows';
import { readSchoolRows } from './persistence/facts/school-rows';
import { byOrganisation, FactRequest } from './persistence/facts/subject';

/** Organisations that are measured with one statement a family. */
const PAGE = 100;
/** Pages under way at once, so that neither the database nor this process waits for the other; bounds what is in memory. */
const PAGES_AHEAD = 3;
/** Names are short: many are read at once. */
const NAMES = 2_000;

export interface FactsQuery {
  readonly subject: AssessmentSubject;
  /** GB/T 2260 prefix of the run; '' is everywhere. */
  readonly regionPrefix: string;
  readonly year: number;
  /** Reference date D, inside the year. */
  readonly asOf: CalendarDate;
}

export type VisitFacts = (page: readonly OrganisationFacts[]) => Promise<void> | void;

/** What one page's organisations have beside their name. */
type Measured = ReadonlyMap<number, { readonly tier: string | null; readonly facts: Facts }>;

/** Measures schools and enterprises at the year's end: everything of one moment, from dated facts, set-wise. */
@Injectable()
export class AssessmentFactsService {
  constructor(
    private readonly snapshots: SnapshotReader,
    private readonly evaluator: ComplianceEvaluator,
  ) {}

  /** As `readWithin`, in a snapshot of its own. */
  async read(query: FactsQuery, visit: VisitFacts): Promise<void> {
    await this.snapshots.read((reader) => this.readWithin(reader, query, visit));
  }

  /**
   * Hands out the facts of every organisation of the region, in order of id, page by page; memory stays flat. The same D
   * gives the same again. REFERENCE_DATE_OUTSIDE_YEAR, POLICY_MISSING_FOR_YEAR.
   */
  async readWithin(reader: RowReader, query: FactsQuery, visit: VisitFacts): Promise<void> {
    const { year, asOf } = query;
    if (!isInProgrammeYear(year, asOf)) throw referenceDateOutsideYear(year, asOf);
    const policy = await readPolicyFor(reader, year);
    if (!policy) throw policyMissingForYear(year);
    for await (const page of this.pages(reader, policy, query)) await visit(page);
  }

  /** Over one connection, which works on the next page's statements while this process is busy with the last one's rows. */
  private async *pages(
    reader: RowReader,
    policy: PolicyVersion,
    query: FactsQuery,
  ): AsyncGenerator<readonly OrganisationFacts[]> {
    const ahead: Promise<OrganisationFacts[]>[] = [];
    for await (const rows of this.names(reader, query)) {
      const page = this.measure(reader, policy, query, rows);
      // Awaited in its turn; one that fails before must not count as unheard.
      page.catch(() => undefined);
      ahead.push(page);
      if (ahead.length === PAGES_AHEAD) yield await (ahead.shift() as Promise<OrganisationFacts[]>);
    }
    for (const page of ahead) yield await page;
  }

  private async *names(reader: RowReader, query: FactsQuery): AsyncGenerator<readonly OrganisationRow[]> {
    for (let afterId = 0; ;) {
      const rows = await readOrganisationPage(reader, query.subject, { ...query, afterId, limit: NAMES });
      for (let at = 0; at < rows.length; at += PAGE) yield rows.slice(at, at + PAGE);
      const last = rows.at(-1);
      if (!last || rows.length < NAMES) return;
      afterId = last.id;
    }
  }

  private async measure(
    reader: RowReader,
    policy: PolicyVersion,
    { subject, year, asOf }: FactsQuery,
    rows: readonly OrganisationRow[],
  ): Promise<OrganisationFacts[]> {
    const request = { ids: rows.map(({ id }) => id), period: programmeYear(year), asOf };
    const measuring =
      subject === AssessmentSubject.SCHOOL ? this.schools(reader, policy, request) : this.enterprises(reader, request);
    const [measured, recordedOf] = await Promise.all([
      measuring,
      readRecordedRows(reader, subject, request).then(byOrganisation),
    ]);
    return rows.map((row) => {
      const { tier, facts } = measured.get(row.id) ?? { tier: null, facts: {} };
      return organisationFacts(subject, row, tier, { ...facts, ...recordedFacts(recordedOf(row.id)) });
    });
  }

  private async schools(reader: RowReader, policy: PolicyVersion, request: FactRequest): Promise<Measured> {
    const { ids, period, asOf } = request;
    const judging = this.evaluator.evaluateWithin(
      reader,
      policy,
      { schoolIds: ids, year: period.year, asOf },
      (result) => ({ id: result.schoolId, tier: result.tier, facts: complianceFacts(result) }),
    );
    const [{ results }, rowsOf] = await Promise.all([judging, readSchoolRows(reader, request)]);
    const judged = new Map(results.map((result) => [result.id, result]));
    return new Map(
      ids.map((id) => {
        const { tier, facts } = judged.get(id) ?? { tier: null, facts: unjudgedFacts() };
        return [id, { tier, facts: { ...facts, ...schoolFacts(rowsOf(id)) } }];
      }),
    );
  }

  private async enterprises(reader: RowReader, request: FactRequest): Promise<Measured> {
    const rowsOf = await readEnterpriseRows(reader, request);
    return new Map(request.ids.map((id) => [id, { tier: null, facts: enterpriseFacts(rowsOf(id)) }]));
  }
}

function organisationFacts(
  subject: AssessmentSubject,
  { id, code, name, regionCode, joinedOn }: OrganisationRow,
  tier: string | null,
  facts: Facts,
): OrganisationFacts {
  return {
    subject,
    organisationId: id,
    code,
    name,
    regionCode,
    tier,
    joinedOn,
    facts: withUnrecorded(subject, facts),
  };
}
