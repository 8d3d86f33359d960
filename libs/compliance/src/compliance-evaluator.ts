import { Inject, Injectable } from '@nestjs/common';
import { readEnterpriseNames } from '@sxbq/enterprises';
import { CalendarDate } from '@sxbq/kernel';
import { LOGGER, RowReader, SnapshotReader } from '@sxbq/platform';
import { policyMissingForYear, readPolicyFor } from '@sxbq/policy';
import { Logger } from 'pino';
import { evaluateSchool, PolicyVersion } from './domain/evaluate-school';
import { SchoolFacts } from './domain/facts';
import { PartnerName, SchoolCompliance } from './domain/result';
import { loadSchoolFacts } from './persistence/school-facts.loader';

/** Schools whose facts are in memory at once. */
export const SCHOOLS_PER_CHUNK = 100;

const NAMES_PER_STATEMENT = 2_000;

/** Results that were computed from one moment of the database. */
export interface Evaluation {
  readonly results: readonly SchoolCompliance[];
  /** Schools whose facts contradict each other; the log says how. */
  readonly failedIds: readonly number[];
  /** Database clock just before the facts were read; see `RowReader.startedAt`. */
  readonly computedAt: string;
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
    const evaluation = await this.evaluateIfJudgeable(schoolIds, year, asOf);
    if (!evaluation) throw policyMissingForYear(year);
    return evaluation;
  }

  /** The same; null when the year has no policy to be judged by. */
  async evaluateIfJudgeable(
    schoolIds: readonly number[],
    year: number,
    asOf: CalendarDate,
  ): Promise<Evaluation | null> {
    const results: SchoolCompliance[] = [];
    const rest = await this.inChunks(schoolIds, year, asOf, (chunk) => void results.push(...chunk));
    return rest && { ...rest, results };
  }

  /** The same, handed over chunk by chunk, so that memory stays flat however many schools there are. */
  async evaluateInChunks(
    schoolIds: readonly number[],
    year: number,
    asOf: CalendarDate,
    take: (results: readonly SchoolCompliance[]) => void,
  ): Promise<void> {
    if (!(await this.inChunks(schoolIds, year, asOf, take))) throw policyMissingForYear(year);
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
    return this.snapshots.read(async (reader: RowReader) => (await readPolicyFor(reader, year)) !== null);
  }

  private inChunks(
    schoolIds: readonly number[],
    year: number,
    asOf: CalendarDate,
    take: (results: readonly SchoolCompliance[]) => void,
  ): Promise<Omit<Evaluation, 'results'> | null> {
    return this.snapshots.read(async (reader) => {
      const policy = await readPolicyFor(reader, year);
      if (!policy) return null;
      const failedIds: number[] = [];
      for (let start = 0; start < schoolIds.length; start += SCHOOLS_PER_CHUNK) {
        const chunk = schoolIds.slice(start, start + SCHOOLS_PER_CHUNK);
        const facts = await loadSchoolFacts(reader, chunk, policy.document, year, asOf);
        take(this.judge(facts, policy, year, asOf, failedIds));
      }
      return { failedIds, computedAt: reader.startedAt };
    });
  }

  /** One school with contradicting facts must not keep the others from their results. */
  private judge(
    facts: readonly SchoolFacts[],
    policy: PolicyVersion,
    year: number,
    asOf: CalendarDate,
    failedIds: number[],
  ): SchoolCompliance[] {
    return facts.flatMap((school) => {
      try {
        return [evaluateSchool(school, policy, year, asOf)];
      } catch (error) {
        this.logger.error({ schoolId: school.id, year, asOf, error: String(error) }, 'facts contradict each other');
        failedIds.push(school.id);
        return [];
      }
    });
  }
}
