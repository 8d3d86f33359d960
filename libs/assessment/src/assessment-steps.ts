import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { requesterOf } from '@sxbq/identity';
import { Clock, EntityId, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { Notifier, Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import {
  noticeOver,
  notYourSubject,
  runChanged,
  runNotFound,
  runSuperseded,
  schemeFrozen,
  selfScoreClosed,
  stepNotAllowed,
  taskRunning,
} from './assessment-run.errors';
import { AssessmentSubject } from './domain/model';
import { AssessmentStatus, FROZEN_STATUSES } from './domain/run/run-status';
import { AssessmentStep, isStepAllowed } from './domain/run/run-step';
import type { AssessmentTask } from './domain/run/run-task';
import { ASSESSMENT_TASK_REQUESTED } from './jobs/assessment.queue';
import { RunChange, RunRow, RunsRepository } from './persistence/runs.repository';

/** Topic that carries `{ runId }` whenever a run moved on. */
export const assessmentTopic = (runId: number): string => `assessment-run-${runId}`;

/** Schools are assessed by 人社局, enterprises by 经信委; ASSESSMENT_NOT_YOUR_SUBJECT for anybody else. */
export function assertSteers({ role }: Principal, subject: AssessmentSubject): void {
  const steering = subject === AssessmentSubject.SCHOOL ? Role.HR_BUREAU : Role.ECONOMY_BUREAU;
  if (role !== 'SYSTEM' && role !== steering) throw notYourSubject(subject);
}

/** How every step of a run is taken: lock, look, write under the condition that nothing moved, remember. */
@Injectable()
export class AssessmentSteps {
  constructor(
    private readonly runs: RunsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /**
   * The run, locked, in a status that allows the step, with no task going on. ASSESSMENT_RUN_NOT_FOUND,
   * ASSESSMENT_REVISION_CONFLICT, ASSESSMENT_SUPERSEDED, ASSESSMENT_TASK_RUNNING, ASSESSMENT_STEP_NOT_ALLOWED.
   */
  async open(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: AssessmentStep,
    revision?: number,
  ): Promise<RunRow> {
    const read = await this.runs.lockSteered(tx, rowScopeOf(principal), id);
    return checked(read, step, revision);
  }

  /** As `open`, for who takes part in the run without steering it: many may at once, while it stays in its status. */
  async join(tx: Transaction, principal: Principal, id: EntityId, step: AssessmentStep): Promise<RunRow> {
    return checked(await this.runs.lockShared(tx, rowScopeOf(principal), id), step);
  }

  /** Writes the step, remembers it for everybody, and audits it. */
  async take(
    tx: Transaction,
    principal: Principal,
    read: RunRow,
    action: string,
    change: RunChange,
    details: object = {},
  ): Promise<void> {
    const now = this.clock.now();
    if (!(await this.runs.update(tx, read, change, now))) throw runChanged();
    await this.runs.remember(tx, {
      runId: read.id,
      action,
      fromStatus: read.status,
      toStatus: change.status ?? read.status,
      actorId: principal.userId,
      actorRole: principal.role,
      occurredAt: now,
    });
    const before = Object.fromEntries(Object.keys(change).map((field) => [field, read[field as keyof RunRow]]));
    await this.audit.record(tx, {
      action: `assessment.${action}`,
      objectType: 'AssessmentRun',
      objectId: read.id,
      before,
      after: change,
      details: { year: read.year, version: read.version, ...details },
    });
  }

  /** As `take`, and asks the worker to go on with the task. */
  async request(
    tx: Transaction,
    principal: Principal,
    read: RunRow,
    action: string,
    task: AssessmentTask,
    change: RunChange = {},
  ): Promise<void> {
    const asked = { ...change, task, taskDone: 0, taskTotal: 0, taskError: null, ...requesterOf(principal) };
    await this.take(tx, principal, read, action, asked);
    await this.outbox.append(tx, ASSESSMENT_TASK_REQUESTED, { runId: read.id });
  }

  /** Runs a step's transaction, tells who is watching, and answers with the run as it is then. */
  async run(principal: Principal, id: EntityId, work: (tx: Transaction) => Promise<void>): Promise<RunRow> {
    await this.uow.run(work);
    await this.notifier.publish(assessmentTopic(id), { runId: id });
    const run = (await this.runs.find(rowScopeOf(principal), [id])).get(id);
    if (!run) throw runNotFound();
    return run;
  }
}

function checked(read: RunRow | null, step: AssessmentStep, revision?: number): RunRow {
  if (!read) throw runNotFound();
  if (read.supersededById !== null) throw runSuperseded();
  if (revision !== undefined && read.revision !== revision) throw runChanged();
  if (!isStepAllowed(step, read.status)) throw refusalOf(step, read);
  if (read.task !== null) throw taskRunning(read.task);
  return read;
}

/** Says what is behind it where it is more than a matter of order. */
function refusalOf(step: AssessmentStep, { status, selfScoreUntil, noticeUntil }: RunRow): Error {
  const frozen = FROZEN_STATUSES.includes(status);
  if (step === AssessmentStep.CONFIGURE && frozen) return schemeFrozen();
  if (step === AssessmentStep.SELF_SCORE && frozen) return selfScoreClosed(selfScoreUntil);
  const noticed = status === AssessmentStatus.PUBLISHED || status === AssessmentStatus.CLOSED;
  if (step === AssessmentStep.OBJECT && noticed && noticeUntil !== null) return noticeOver(noticeUntil);
  return stepNotAllowed(step, status);
}
