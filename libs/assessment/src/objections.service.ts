import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import {
  correctionChangesNothing,
  correctionMissing,
  goalUnknown,
  noticeOver,
  objectionAnswered,
  objectionNotFound,
  organisationNotFound,
  runChanged,
} from './assessment-run.errors';
import { AssessmentSteps, assertSteers } from './assessment-steps';
import { CorrectionTarget, DecimalText, OrganisationRef } from './domain/model';
import { checkedCorrection, countedValue, GivenCorrection } from './domain/run/given-correction';
import { ObjectionStatus } from './domain/run/objection-status';
import { isOver } from './domain/run/run-dates';
import { AssessmentStep } from './domain/run/run-step';
import { AssessmentTask } from './domain/run/run-task';
import {
  CorrectionRow,
  ObjectionFilter,
  ObjectionRow,
  ObjectionsRepository,
} from './persistence/objections.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';
import { RunMaterials } from './run-material';
import { ownOrganisation } from './self-scores.service';

const STATEMENT_CHARACTERS = 2_000;

export interface GivenObjection extends OrganisationRef {
  readonly runId: EntityId;
  readonly goal?: string | null;
  readonly statement: string;
}

export interface GivenAnswer {
  readonly id: EntityId;
  readonly revision: number;
  readonly upheld: boolean;
  readonly answer: string;
  /** Exactly when upheld. */
  readonly correction?: GivenCorrection | null;
}

/** 异议 during the notice, and what they change. */
@Injectable()
export class ObjectionsService {
  constructor(
    private readonly objections: ObjectionsRepository,
    private readonly snapshots: SnapshotsRepository,
    private readonly materials: RunMaterials,
    private readonly steps: AssessmentSteps,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(
    principal: Principal,
    request: PageRequest & { readonly filter?: ObjectionFilter | null },
  ): Promise<Page<ObjectionRow>> {
    assertPermission(principal, 'assessment.readObjections');
    return this.objections.list(rowScopeOf(principal), request.filter ?? {}, request);
  }

  async get(principal: Principal, id: EntityId): Promise<ObjectionRow> {
    assertPermission(principal, 'assessment.readObjections');
    const objection = (await this.objections.find(rowScopeOf(principal), [id])).get(id);
    if (!objection) throw objectionNotFound();
    return objection;
  }

  /** Corrections of runs whose ranking the caller has read, in the order in which they apply. */
  async corrections(runIds: readonly EntityId[]): Promise<Map<EntityId, CorrectionRow[]>> {
    return Map.groupBy(await this.objections.corrections(runIds), ({ runId }) => runId);
  }

  /** Of a participant, about itself or another. ASSESSMENT_NOTICE_OVER, ASSESSED_ORGANISATION_NOT_FOUND. */
  async file(principal: Principal, given: GivenObjection): Promise<ObjectionRow> {
    assertPermission(principal, 'assessment.object');
    const own = ownOrganisation(principal);
    if (!own) throw organisationNotFound();
    const statement = checkedText('异议内容', given.statement, STATEMENT_CHARACTERS);
    const id = await this.uow.run(async (tx) => {
      const run = await this.steps.join(tx, principal, given.runId, AssessmentStep.OBJECT);
      const today = this.clock.today();
      if (run.noticeUntil !== null && isOver(run.noticeUntil, today)) throw noticeOver(run.noticeUntil);
      const goal = await this.checkedAgainst(tx, given, own);
      const { runId, subject, organisationId } = given;
      const about = { runId, subject, organisationId, goal };
      const by = { filedBySubject: own.subject, filedById: own.organisationId, filedByUserId: principal.userId };
      const filed = await this.objections.insert(tx, {
        ...about,
        ...by,
        filedOn: today,
        statement,
        status: ObjectionStatus.FILED,
      });
      await this.audit.record(tx, {
        action: 'assessment.object',
        objectType: 'AssessmentObjection',
        objectId: filed,
        details: { ...about, filedBySubject: own.subject, filedById: own.organisationId },
      });
      return filed;
    });
    return this.get(principal, id);
  }

  /**
   * An answer, with a correction when upheld, from which the ranking is computed again. ASSESSMENT_OBJECTION_ANSWERED,
   * ASSESSMENT_CORRECTION_MISSING, ASSESSMENT_CORRECTION_CHANGES_NOTHING.
   */
  async answer(principal: Principal, given: GivenAnswer): Promise<ObjectionRow> {
    assertPermission(principal, 'assessment.answer');
    const answer = checkedText('答复', given.answer, STATEMENT_CHARACTERS);
    const { runId } = await this.get(principal, given.id);
    const correction = given.correction ? checkedCorrection(given.correction) : null;
    if (given.upheld !== (correction !== null)) throw correctionMissing();
    await this.steps.run(principal, runId, async (tx) => {
      const run = await this.steps.open(tx, principal, runId, AssessmentStep.ANSWER);
      const read = await this.objections.lock(tx, rowScopeOf(principal), given.id);
      if (!read) throw objectionNotFound();
      assertSteers(principal, read.subject);
      if (read.status !== ObjectionStatus.FILED) throw objectionAnswered();
      if (read.revision !== given.revision) throw runChanged();
      const status = correction ? ObjectionStatus.UPHELD : ObjectionStatus.REJECTED;
      const answered = { status, answer, answeredBy: principal.userId, answeredAt: this.clock.now() };
      if (!(await this.objections.answer(tx, read, answered))) throw runChanged();
      await this.audit.record(tx, {
        action: 'assessment.answer',
        objectType: 'AssessmentObjection',
        objectId: read.id,
        details: { status, ...(correction ? { target: correction.target, to: correction.to } : {}) },
      });
      if (!correction) return;
      await this.correct(tx, read, correction);
      await this.steps.request(tx, principal, run, 'correct', AssessmentTask.RANK_AGAIN);
    });
    return this.get(principal, given.id);
  }

  private async correct(
    tx: Transaction,
    objection: ObjectionRow,
    { target, to, reason }: { readonly target: CorrectionTarget; readonly to: DecimalText; readonly reason: string },
  ): Promise<void> {
    const { runId, subject, organisationId, id } = objection;
    const material = await this.materials.ofOrganisation(runId, objection);
    if (!material) throw organisationNotFound();
    const from = countedValue(material, target);
    if (from === to) throw correctionChangesNothing();
    await this.objections.correct(tx, {
      runId,
      objectionId: id,
      subject,
      organisationId,
      targetKind: target.kind,
      target: target.kind === 'FACT' ? target.fact : target.goal,
      fromValue: from,
      toValue: to,
      reason,
      recordedAt: this.clock.now(),
    });
  }

  /** The goal, when it is one; that the organisation is in the ranking, as it was frozen. */
  private async checkedAgainst(tx: Transaction, given: GivenObjection, own: OrganisationRef): Promise<string | null> {
    const { runId, subject, organisationId, goal = null } = given;
    const isIn = (ref: OrganisationRef) => this.snapshots.isIn(tx, runId, ref);
    if (!(await isIn(own)) || !(await isIn({ subject, organisationId }))) throw organisationNotFound();
    if (goal === null) return null;
    const scheme = (await this.snapshots.ofRun(runId, tx))?.schemes.find((each) => each.subject === subject);
    if (!scheme?.goals.some(({ code }) => code === goal)) throw goalUnknown(goal);
    return goal;
  }
}
