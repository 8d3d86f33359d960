import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { CalendarDate, Clock, DomainError, EntityId, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, Transaction, UnitOfWork } from '@sxbq/platform';
import {
  goalUnknown,
  organisationNotFound,
  pointsOutOfRange,
  runNotFound,
  selfScoreChanged,
  selfScoreClosed,
} from './assessment-run.errors';
import { AssessmentSteps } from './assessment-steps';
import { givenPoints } from './domain/marking/marked-points';
import { AssessmentSubject, Goal, OrganisationRef } from './domain/model';
import { isOver } from './domain/run/run-dates';
import { AssessmentStep } from './domain/run/run-step';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { SchemesRepository } from './persistence/schemes.repository';
import { SelfScoreRow, SelfScoresRepository } from './persistence/self-scores.repository';

const NARRATIVE_CHARACTERS = 3_000;

export interface GivenSelfScore {
  readonly runId: EntityId;
  readonly goal: string;
  /** Decimal, from 0 to the goal's weight. */
  readonly points: string;
  readonly narrative: string;
  /** Of the present self score; left out for the first. */
  readonly revision?: number | null;
}

/** The school or enterprise that a principal acts for; null for a bureau. */
export function ownOrganisation({ role, schoolId, enterpriseId }: Principal): OrganisationRef | null {
  if (role === Role.SCHOOL && schoolId !== null) return { subject: AssessmentSubject.SCHOOL, organisationId: schoolId };
  if (role === Role.ENTERPRISE && enterpriseId !== null)
    return { subject: AssessmentSubject.ENTERPRISE, organisationId: enterpriseId };
  return null;
}

/** Which scheme of a run is for whom. */
export const schemeIdOf = (run: RunRow, subject: AssessmentSubject): EntityId | null =>
  subject === AssessmentSubject.SCHOOL ? run.schoolSchemeId : run.enterpriseSchemeId;

/** 自评: each organisation for each goal, until the deadline. */
@Injectable()
export class SelfScoresService {
  constructor(
    private readonly selfScores: SelfScoresRepository,
    private readonly runs: RunsRepository,
    private readonly schemes: SchemesRepository,
    private readonly steps: AssessmentSteps,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Those of one organisation; a party sees its own alone. */
  async list(principal: Principal, runId: EntityId, organisation: OrganisationRef): Promise<SelfScoreRow[]> {
    assertPermission(principal, 'assessment.readSelfScores');
    const run = (await this.runs.find(rowScopeOf(principal), [runId])).get(runId);
    if (!run) throw runNotFound();
    return this.selfScores.ofOrganisation(rowScopeOf(principal), runId, organisation);
  }

  /** SELF_SCORE_CLOSED after the deadline, ASSESSMENT_GOAL_UNKNOWN, ASSESSMENT_POINTS_OUT_OF_RANGE. */
  async save(principal: Principal, given: GivenSelfScore): Promise<SelfScoreRow> {
    assertPermission(principal, 'assessment.selfScore');
    const own = ownOrganisation(principal);
    if (!own) throw organisationNotFound();
    const narrative = checkedNarrative(given.narrative);
    await this.uow
      .run(async (tx) => {
        const run = await this.openRun(tx, principal, given.runId);
        const { code, weight } = await this.goalOf(run, own.subject, given.goal);
        const points = givenPoints(given.points, weight);
        if (points === null) throw pointsOutOfRange(weight);
        const content = { points, narrative, recordedBy: principal.userId };
        await this.write(tx, { runId: run.id, ...own, goal: code }, given.revision ?? null, content);
      })
      .catch((error: unknown) => {
        // A colleague saved the first one in this moment.
        throw duplicateKeyOf(error) === null ? error : selfScoreChanged();
      });
    const rows = await this.selfScores.ofOrganisation(rowScopeOf(principal), given.runId, own);
    return rows.find(({ goal }) => goal === given.goal) as SelfScoreRow;
  }

  /** The run, while it takes self scores; it stays so until the transaction ends. */
  async openRun(tx: Transaction, principal: Principal, runId: EntityId): Promise<RunRow> {
    const run = await this.steps.join(tx, principal, runId, AssessmentStep.SELF_SCORE);
    this.assertBefore(run.selfScoreUntil, run.selfScoresLockedAt);
    return run;
  }

  private assertBefore(lastDay: CalendarDate, lockedAt: Date | null): void {
    if (lockedAt !== null || isOver(lastDay, this.clock.today())) throw selfScoreClosed(lastDay);
  }

  private async goalOf(run: RunRow, subject: AssessmentSubject, code: string): Promise<Goal> {
    const schemeId = schemeIdOf(run, subject);
    if (schemeId === null) throw organisationNotFound();
    const [scheme] = await this.schemes.byIds([schemeId]);
    const goal = scheme?.document.goals.find((each) => each.code === code);
    if (!goal) throw goalUnknown(code);
    return goal;
  }

  private async write(
    tx: Transaction,
    key: Pick<SelfScoreRow, 'runId' | 'subject' | 'organisationId' | 'goal'>,
    revision: number | null,
    content: Parameters<SelfScoresRepository['update']>[2],
  ): Promise<void> {
    const read = await this.selfScores.lock(tx, key);
    if ((read?.revision ?? null) !== revision) throw selfScoreChanged();
    const id = read?.id ?? (await this.selfScores.insert(tx, { ...key, ...content }));
    if (read && !(await this.selfScores.update(tx, read, content))) throw selfScoreChanged();
    await this.audit.record(tx, {
      action: 'assessment.selfScore',
      objectType: 'AssessmentSelfScore',
      objectId: id,
      details: { ...key, points: content.points, characters: [...content.narrative].length },
    });
  }
}

/** Paragraphs stay as they are. */
function checkedNarrative(text: string): string {
  const narrative = text.trim();
  if (narrative === '') throw new DomainError('BAD_INPUT', 'FIELD_REQUIRED', '“自评说明”不能为空，请填写。');
  if ([...narrative].length > NARRATIVE_CHARACTERS) {
    throw new DomainError('BAD_INPUT', 'FIELD_TOO_LONG', `“自评说明”最多 ${NARRATIVE_CHARACTERS} 个字，请缩短。`);
  }
  return narrative;
}
