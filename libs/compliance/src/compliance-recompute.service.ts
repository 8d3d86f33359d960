import { Injectable } from '@nestjs/common';
import { Clock, FactChanged, referenceDateOf, yearOf } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { ComplianceEvaluator } from './compliance-evaluator';
import { ComplianceRunsService } from './compliance-runs.service';
import { RecomputeSchool } from './jobs/compliance.queue';
import { FactsVersionsRepository, SchoolYear } from './persistence/facts-versions.repository';
import { packResult, ResultsRepository } from './persistence/results.repository';

/** Results that are asked for one by one; where more are behind, a run takes all schools of the year. */
const ONE_BY_ONE = 500;

/** Recomputes single schools when their facts change. */
@Injectable()
export class ComplianceRecomputeService {
  constructor(
    private readonly evaluator: ComplianceEvaluator,
    private readonly results: ResultsRepository,
    private readonly versions: FactsVersionsRepository,
    private readonly runs: ComplianceRunsService,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts the changes in the database, before anything is computed because of them: from now on the kept results of
   * these schools are known to be behind, whatever happens to the jobs that should replace them.
   */
  async note(changes: readonly FactChanged[]): Promise<void> {
    const ids = new Set<number>();
    for (const { schoolIds } of changes) if (schoolIds !== 'ALL') for (const id of schoolIds) ids.add(id);
    const all = changes.some(({ schoolIds }) => schoolIds === 'ALL');
    const touched = all ? ('ALL' as const) : [...ids];
    if (touched.length === 0) return;
    await this.unitOfWork.run((tx) => this.versions.count(tx, touched, this.clock.now()));
  }

  /**
   * What a changed fact touches: of each school the current programme year, and every year it has a kept result for,
   * since a correction may be dated in the past.
   */
  async touchedBy(change: FactChanged): Promise<SchoolYear[]> {
    if (change.schoolIds === 'ALL') return [];
    const current = yearOf(this.clock.today());
    const stored = await this.results.storedYears(change.schoolIds);
    return [...new Set(change.schoolIds)].flatMap((schoolId) =>
      [...new Set([current, ...(stored.get(schoolId) ?? [])])].map((year) => ({ schoolId, year })),
    );
  }

  /**
   * Reads the facts as they are now and keeps the result, as often as it is asked for: what has seen less never takes the
   * place of what has seen more. A year without a policy has nothing to compute: publishing one is itself a change.
   */
  async recompute({ schoolId, year }: RecomputeSchool): Promise<void> {
    const asOf = referenceDateOf(year, this.clock.today());
    const evaluation = await this.evaluator.evaluateIfJudgeable([schoolId], year, asOf, packResult);
    if (!evaluation) return;
    await this.unitOfWork.run(async (tx) => {
      await this.results.save(tx, evaluation, asOf);
      const { failedIds, factsVersions } = evaluation;
      await this.versions.noteContradictions(tx, year, failedIds, factsVersions, this.clock.now());
    });
  }

  /**
   * Kept results that are behind the facts although nobody may be at it: jobs are lost with Redis, or fail for good. For
   * a year where many are, a run over all schools is begun unless one is under way.
   */
  async behind(): Promise<SchoolYear[]> {
    const today = this.clock.today();
    const found = await this.versions.behind(yearOf(today), today, ONE_BY_ONE + 1);
    const oneByOne: SchoolYear[] = [];
    for (const [year, schools] of Map.groupBy(found, (row) => row.year)) {
      if (!(await this.evaluator.hasPolicy(year))) continue;
      if (found.length > ONE_BY_ONE) await this.runs.requestUnlessUnderWay(year);
      else oneByOne.push(...schools);
    }
    return oneByOne;
  }
}
