import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { ApplicationStep, isStepAllowed, isStepOf, STEPS } from './domain/application-lifecycle';
import { ChoiceSide } from './domain/application-status';
import {
  ApplicationChange,
  ApplicationRow,
  ApplicationsRepository,
  NewApplication,
} from './persistence/applications.repository';
import {
  applicationChanged,
  applicationNotFound,
  applicationStepNotAllowed,
  graduateActsAlone,
  notYourStep,
} from './placement.errors';

/** For whom a principal chooses; null: for neither. */
export function sideOf(principal: Principal): ChoiceSide | null {
  if (principal.role === Role.ENTERPRISE) return ChoiceSide.ENTERPRISE;
  return principal.role === Role.GRADUATE || principal.role === Role.SCHOOL ? ChoiceSide.GRADUATE : null;
}

/** A school speaks for a graduate without an account; one with an account speaks alone. */
export function assertMaySpeak(principal: Principal, claimedUserId: EntityId | null): void {
  if (claimedUserId !== null && claimedUserId !== principal.userId) throw graduateActsAlone();
}

/** How every step is taken: lock, look, write under the condition that nothing moved, remember for both sides. */
@Injectable()
export class ApplicationSteps {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Writes the first step and remembers it; the caller has looked whether it may be taken. */
  async begin(tx: Transaction, side: ChoiceSide | null, application: NewApplication): Promise<EntityId> {
    const applicationId = await this.applications.insert(tx, application);
    await this.applications.remember(tx, {
      applicationId,
      fromStatus: null,
      toStatus: application.status,
      side,
      occurredAt: this.clock.now(),
    });
    await this.audit.record(tx, {
      action: 'placement.begin',
      objectType: 'Application',
      objectId: applicationId,
      after: application,
    });
    return applicationId;
  }

  /**
   * APPLICATION_NOT_FOUND, APPLICATION_REVISION_CONFLICT, APPLICATION_STEP_NOT_ALLOWED; APPLICATION_NOT_YOUR_STEP when it
   * is the other side's turn.
   */
  async open(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: ApplicationStep,
    revision?: number,
  ): Promise<ApplicationRow> {
    const read = await this.applications.lock(tx, rowScopeOf(principal), id);
    if (!read) throw applicationNotFound();
    if (revision !== undefined && read.revision !== revision) throw applicationChanged();
    if (!isStepAllowed(step, read.status)) throw applicationStepNotAllowed(step, read.status);
    const side = sideOf(principal);
    const isSystems = principal.role === 'SYSTEM' && STEPS[step].by === 'SYSTEM';
    if (!isSystems && (side === null || !isStepOf(step, side, read.origin))) throw notYourStep(step);
    return read;
  }

  /** Writes the step and remembers it. */
  async take(
    tx: Transaction,
    side: ChoiceSide | null,
    read: ApplicationRow,
    step: ApplicationStep,
    change: Omit<ApplicationChange, 'status'> = {},
  ): Promise<void> {
    const status = STEPS[step].to;
    if (!(await this.applications.update(tx, read, { ...change, status }))) throw applicationChanged();
    await this.applications.remember(tx, {
      applicationId: read.id,
      fromStatus: read.status,
      toStatus: status,
      side,
      occurredAt: this.clock.now(),
    });
    await this.audit.record(tx, {
      action: `placement.${ACTIONS[step]}`,
      objectType: 'Application',
      objectId: read.id,
      before: { status: read.status },
      after: { status },
    });
  }
}

const ACTIONS: Readonly<Record<ApplicationStep, string>> = {
  [ApplicationStep.TO_INTERVIEW]: 'interview',
  [ApplicationStep.OFFER]: 'offer',
  [ApplicationStep.ACCEPT]: 'accept',
  [ApplicationStep.DECLINE]: 'decline',
  [ApplicationStep.REFUSE]: 'refuse',
  [ApplicationStep.WITHDRAW]: 'withdraw',
  [ApplicationStep.PLACE]: 'place',
  [ApplicationStep.EXPIRE]: 'expire',
};
