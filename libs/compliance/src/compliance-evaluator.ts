import { Inject, Injectable } from '@nestjs/common';
import { readEnterpriseNames } from '@sxbq/enterprises';
import { CalendarDate } from '@sxbq/kernel';
import { LOGGER, RowReader, SnapshotReader } from '@sxbq/platform';
import { policyMissingForYear, readPolicyFor } from '@sxbq/policy';
import { Logger } from 'pino';
import { evaluateSchool, judgeSchool, PolicyVersion, SchoolJudgement } from './domain/evaluate-school';
import { SchoolFacts } from './domain/facts';
import { PartnerName, SchoolCompliance } from './domain/result';
import { readFactsVersions } from './persistence/facts-versions.repository';
import { loadSchoolFacts } from './persistence/school-facts.loader';

/** Schools whose facts are in memory at once: few, so that most of what a school takes is gone before it is moved. */
const SCHOOLS_PER_CHUNK = 50;

const NAMES_PER_STATEMENT = 2_000;

/** Results that were computed from one moment of the database. */
export interface Evaluation<Result = SchoolCompliance> {
  readonly results: readonly Result[];
  /** Schools whose facts contradict each other; the log says how. */
  readonly failedIds: readonly number[];
  /** Database clock just before the facts were read; see `RowReader.startedAt`. */
  readonly computedAt: string;
  /** Versions of the facts that were read, by school (see ComplianceFacts); what is kept is kept with them. */
  readonly factsVersions: ReadonlyMap<number, number>;
}

/** Of whom, and for which (year, D). */
export interface EvaluationRequest {
  readonly schoolIds: readonly number[];
  readonly year: number;
  readonly asOf: CalendarDate;
}

/** Facts in, results out: reads set-wise, judges in memory, writes nothing. */
@Injectable()
export class ComplianceEvaluator {
  constructor(
    private readonly snapshots: SnapshotReader,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** All schools of the ids at one moment, in order of id; POLICY_MISSING_FOR_YEAR without a policy. */
  async evaluate(schoolIds: readonly number[], year: number, asOf: CalendarDate): Promise<Evaluation> {
    return this.evaluateAs(schoolIds, year, asOf, (result) => result);
  }

  /** The same, each result turned at once into what the caller needs of it: memory stays flat however many there are. */
  async evaluateAs<Result>(
    schoolIds: readonly number[],
    year: number,
    asOf: CalendarDate,
    turn: (result: SchoolCompliance) => Result,
  ): Promise<Evaluation<Result>> {
    const evaluation = await this.evaluateIfJudgeable(schoolIds, year, asOf, turn);
    if (!evaluation) throw policyMissingForYear(year);
    return evaluation;
  }

  /** The same; null when the year has no policy to be judged by. */
  evaluateIfJudgeable<Result>(
    schoolIds: readonly number[],
    year: number,
    asOf: CalendarDate,
    turn: (result: SchoolCompliance) => Result,
  ): Promise<Evaluation<Result> | null> {
    return this.snapshots.read(async (reader) => {
      const policy = await readPolicyFor(reader, year);
      if (!policy) return null;
      const factsVersions = await readFactsVersions(reader, schoolIds);
      const judged = await this.eachSchool(reader, policy, { schoolIds, year, asOf }, evaluateSchool, turn);
      return { ...judged, factsVersions };
    });
  }

  /** The same in the caller's snapshot, for who reads more of that moment than the rules ask. */
  evaluateWithin<Result>(
    reader: RowReader,
    policy: PolicyVersion,
    request: EvaluationRequest,
    turn: (judgement: SchoolJudgement) => Result,
  ): Promise<Omit<Evaluation<Result>, 'factsVersions'>> {
    return this.eachSchool(reader, policy, request, judgeSchool, turn);
  }

  private async eachSchool<Judged, Result>(
    reader: RowReader,
    policy: PolicyVersion,
    { schoolIds, year, asOf }: EvaluationRequest,
    judge: (facts: SchoolFacts, policy: PolicyVersion, year: number, asOf: CalendarDate) => Judged,
    turn: (judged: Judged) => Result,
  ): Promise<Omit<Evaluation<Result>, 'factsVersions'>> {
    const results: Result[] = [];
    const failedIds: number[] = [];
    for (let start = 0; start < schoolIds.length; start += SCHOOLS_PER_CHUNK) {
      const chunk = schoolIds.slice(start, start + SCHOOLS_PER_CHUNK);
      for (const facts of await loadSchoolFacts(reader, chunk, policy.document, year, asOf)) {
        const judged = this.unlessContradictory(facts, { year, asOf }, () => judge(facts, policy, year, asOf));
        if (judged) results.push(turn(judged));
        else failedIds.push(facts.id);
      }
    }
    return { results, failedIds, computedAt: reader.startedAt };
  }

  /** Names of the partners, in bounded statements. */
  partnerNames(enterpriseIds: readonly number[]): Promise<Map<number, PartnerName>> {
    return this.snapshots.read(async (reader) => {
      const names = new Map<number, PartnerName>();
      for (let start = 0; start < enterpriseIds.length; start += NAMES_PER_STATEMENT) {
        const chunk = enterpriseIds.slice(start, start + NAMES_PER_STATEMENT);
        for (const row of await readEnterpriseNames(reader, chunk)) names.set(row.id, row);
      }
      return names;
    });
  }

  hasPolicy(year: number): Promise<boolean> {
    return this.snapshots.read(async (reader) => (await readPolicyFor(reader, year)) !== null);
  }

  /** null: the facts contradict each other, which must not keep other schools from their results. */
  private unlessContradictory<Judged>({ id }: SchoolFacts, when: object, judge: () => Judged): Judged | null {
    try {
      return judge();
    } catch (error) {
      this.logger.error({ schoolId: id, ...when, error: String(error) }, 'facts contradict each other');
      return null;
    }
  }
}
