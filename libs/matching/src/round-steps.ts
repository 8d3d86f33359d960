import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { isRoundStepAllowed, ROUND_STEPS, RoundStep } from './domain/round-lifecycle';
import { RoundStatus } from './domain/round-status';
import { RoundChange, RoundRow, RoundsRepository } from './persistence/rounds.repository';
import { roundChanged, roundNotFound, roundStepNotAllowed } from './round.errors';

const ACTIONS: Readonly<Record<RoundStep, string>> = {
  [RoundStep.OPEN]: 'open',
  [RoundStep.CLOSE]: 'close',
  [RoundStep.RUN]: 'run',
  [RoundStep.KEEP]: 'keep',
  [RoundStep.STOP]: 'stop',
  [RoundStep.PUBLISH]: 'publish',
  [RoundStep.SETTLE]: 'settle',
  [RoundStep.FINISH]: 'finish',
  [RoundStep.CANCEL]: 'cancel',
};

/** How every step of a round is taken: lock, look, write under the condition that nothing moved, remember. */
@Injectable()
export class RoundSteps {
  constructor(
    private readonly rounds: RoundsRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** ROUND_NOT_FOUND, ROUND_REVISION_CONFLICT, ROUND_STEP_NOT_ALLOWED. */
  async open(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: RoundStep,
    revision?: number,
  ): Promise<RoundRow> {
    const round = await this.rounds.lock(tx, rowScopeOf(principal), id);
    if (!round) throw roundNotFound();
    if (revision !== undefined && round.revision !== revision) throw roundChanged();
    if (!isRoundStepAllowed(step, round)) throw roundStepNotAllowed(step, round.status);
    return round;
  }

  /** The round after the step. */
  async take(
    tx: Transaction,
    principal: Principal,
    read: RoundRow,
    step: RoundStep,
    change: Omit<RoundChange, 'status'> = {},
    details?: object,
  ): Promise<RoundRow> {
    const status = ROUND_STEPS[step].to;
    if (!(await this.rounds.update(tx, read, { ...change, status }))) throw roundChanged();
    await this.remember(tx, principal, read.id, read.status, status);
    await this.audit.record(tx, {
      action: `matching.${ACTIONS[step]}Round`,
      objectType: 'MatchingRound',
      objectId: read.id,
      before: { status: read.status },
      after: { status },
      ...(details ? { details } : {}),
      actor: principal,
    });
    return { ...read, ...change, status, revision: read.revision + 1 };
  }

  async remember(
    tx: Transaction,
    principal: Principal,
    roundId: EntityId,
    fromStatus: RoundStatus | null,
    toStatus: RoundStatus,
  ): Promise<void> {
    const event = { roundId, fromStatus, toStatus, actedBy: principal.userId, occurredAt: this.clock.now() };
    await this.rounds.remember(tx, event);
  }
}
