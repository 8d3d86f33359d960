import { Injectable } from '@nestjs/common';
import { Clock, EntityId, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { isRoundStepAllowed, RoundStep } from './domain/round-lifecycle';
import { RoundsRepository } from './persistence/rounds.repository';
import { RoundSteps } from './round-steps';
import { RoundsService } from './rounds.service';

/** Takes the steps that time takes: ranking ends, answers end. Running it twice changes nothing more. */
@Injectable()
export class RoundUpkeepService {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly service: RoundsService,
    private readonly steps: RoundSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Rounds moved; each in its own transaction. */
  async run(): Promise<{ closed: number; settled: number }> {
    const now = this.clock.now();
    let closed = 0;
    let settled = 0;
    for (const id of await this.rounds.overdueForClosing(now)) closed += (await this.close(id)) ? 1 : 0;
    for (const id of await this.rounds.overdueForSettling(now)) settled += (await this.settle(id)) ? 1 : 0;
    return { closed, settled };
  }

  private close(id: EntityId): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const round = await this.rounds.lock(tx, { kind: 'REGION', prefix: '' }, id);
      // Closed by an officer since the look.
      if (!round || !isRoundStepAllowed(RoundStep.CLOSE, round)) return false;
      await this.steps.take(tx, SYSTEM_PRINCIPAL, round, RoundStep.CLOSE);
      return true;
    });
  }

  /** After the last pass there is nothing more to come. */
  private settle(id: EntityId): Promise<boolean> {
    return this.uow.run(async (tx) => {
      const round = await this.rounds.lock(tx, { kind: 'REGION', prefix: '' }, id);
      if (!round || !isRoundStepAllowed(RoundStep.SETTLE, round)) return false;
      await this.service.endAnswers(tx, round);
      const step = round.publishedPasses < round.passes ? RoundStep.SETTLE : RoundStep.FINISH;
      await this.steps.take(tx, SYSTEM_PRINCIPAL, round, step, { answerUntil: null });
      return true;
    });
  }
}
