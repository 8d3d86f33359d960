import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { INTEREST_STEPS, InterestStep, isInterestStepAllowed, mayTake, turnOf } from './domain/interest-lifecycle';
import { MenuSide } from './domain/interest-status';
import { InterestChange, InterestRow, InterestsRepository } from './persistence/interests.repository';
import { interestChanged, interestNotFound, interestNotYourStep, interestStepNotAllowed } from './training-menu.errors';

/** For whom a principal speaks; null: for neither side. */
export function sideOf({ role }: Principal): MenuSide | null {
  if (role === Role.SCHOOL) return MenuSide.SCHOOL;
  return role === Role.ENTERPRISE ? MenuSide.ENTERPRISE : null;
}

/** How every step is taken: lock, look, write under the condition that nothing moved, remember for both sides. */
@Injectable()
export class InterestSteps {
  constructor(
    private readonly interests: InterestsRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The interest, locked. TRAINING_INTEREST_NOT_FOUND also for one between others. */
  async lock(tx: Transaction, principal: Principal, id: EntityId): Promise<InterestRow> {
    const read = await this.interests.lock(tx, rowScopeOf(principal), id);
    if (!read) throw interestNotFound();
    return read;
  }

  /** As `lock`; TRAINING_INTEREST_REVISION_CONFLICT, _STEP_NOT_ALLOWED, _NOT_YOUR_STEP. */
  async open(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: InterestStep,
    revision: number,
  ): Promise<InterestRow> {
    const read = await this.lock(tx, principal, id);
    if (read.revision !== revision) throw interestChanged();
    this.assertMay(principal, read, step);
    return read;
  }

  assertMay(principal: Principal, read: InterestRow, step: InterestStep): void {
    if (!isInterestStepAllowed(step, read.status)) throw interestStepNotAllowed(step, read.status);
    const side = sideOf(principal);
    if (side === null || !mayTake(step, side, read.status, read.origin)) throw interestNotYourStep(step);
  }

  /** Writes the step and remembers it; whose turn it is now has it from now on. */
  async take(
    tx: Transaction,
    side: MenuSide | null,
    read: InterestRow,
    step: InterestStep,
    change: Omit<InterestChange, 'status' | 'turnSince' | 'remindedAt'> = {},
  ): Promise<void> {
    const status = INTEREST_STEPS[step].to ?? read.status;
    const turnSince = turnOf(status, read.origin) === null ? null : this.clock.now();
    const written = { ...change, status, turnSince, remindedAt: null };
    if (!(await this.interests.update(tx, read, written))) throw interestChanged();
    const before = Object.fromEntries(Object.keys(change).map((field) => [field, read[field as keyof InterestRow]]));
    await this.remember(tx, side, { ...read, status }, step, {
      before: { ...before, status: read.status },
      after: { ...change, status },
    });
  }

  /** For both sides to read, and in the audit. */
  async remember(
    tx: Transaction,
    side: MenuSide | null,
    { id, status }: Pick<InterestRow, 'id' | 'status'>,
    step: InterestStep,
    images: { readonly before?: object; readonly after?: object } = {},
  ): Promise<void> {
    await this.interests.remember(tx, {
      trainingInterestId: id,
      step,
      toStatus: status,
      side,
      occurredAt: this.clock.now(),
    });
    await this.audit.record(tx, {
      action: `menu.${step.toLowerCase()}Interest`,
      objectType: 'TrainingInterest',
      objectId: id,
      ...images,
    });
  }
}
