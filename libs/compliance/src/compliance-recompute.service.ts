import { Injectable } from '@nestjs/common';
import { Clock, FactChanged, referenceDateOf, yearOf } from '@sxbq/kernel';
import { Inbox, UnitOfWork } from '@sxbq/platform';
import { ComplianceEvaluator } from './compliance-evaluator';
import { RecomputeSchool } from './jobs/compliance.queue';
import { packResult, ResultsRepository } from './persistence/results.repository';

const CONSUMER = 'compliance.recompute-school';

/** Recomputes single schools when their facts change. */
@Injectable()
export class ComplianceRecomputeService {
  constructor(
    private readonly evaluator: ComplianceEvaluator,
    private readonly results: ResultsRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly inbox: Inbox,
    private readonly clock: Clock,
  ) {}

  /**
   * What a changed fact touches: of each school the current programme year, and every year it has a kept result for,
   * since a correction may be dated in the past.
   */
  async touchedBy(change: FactChanged): Promise<{ schoolId: number; year: number }[]> {
    if (change.schoolIds === 'ALL') return [];
    const current = yearOf(this.clock.today());
    const stored = await this.results.storedYears(change.schoolIds);
    return [...new Set(change.schoolIds)].flatMap((schoolId) =>
      [...new Set([current, ...(stored.get(schoolId) ?? [])])].map((year) => ({ schoolId, year })),
    );
  }

  /**
   * Reads the facts as they are now and keeps the result, once per message. A year without a policy has nothing to
   * compute: publishing one is itself a change.
   */
  async recompute({ schoolId, year, eventId }: RecomputeSchool): Promise<void> {
    const asOf = referenceDateOf(year, this.clock.today());
    const evaluation = await this.evaluator.evaluateIfJudgeable([schoolId], year, asOf, packResult);
    if (!evaluation) return;
    await this.unitOfWork.run(async (tx) => {
      if (!(await this.inbox.claim(tx, CONSUMER, `${eventId}-${schoolId}-${year}`))) return;
      await this.results.save(tx, evaluation.results, evaluation.computedAt);
    });
  }
}
