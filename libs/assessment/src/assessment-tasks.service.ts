import { Injectable } from '@nestjs/common';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { Requesters } from '@sxbq/identity';
import { Clock, DomainError, Principal, rowScopeOf, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { isOutage, Notifier, UnitOfWork } from '@sxbq/platform';
import { requesterLostRights, runChanged } from './assessment-run.errors';
import { AssessmentSteps, assessmentTopic } from './assessment-steps';
import { AssessmentStatus } from './domain/run/run-status';
import { AssessmentTask } from './domain/run/run-task';
import { FreezingService } from './freezing.service';
import { MarkerLotsService } from './marker-lots.service';
import { NoticeService } from './notice.service';
import { RunChange, RunRow, RunsRepository } from './persistence/runs.repository';
import { PublicationService } from './publication.service';

/** A task without progress for this long has lost its worker or its job. */
const STRANDED_MS = 120_000;

/** Says how much of the work is done, in organisations. */
export type Progress = (done: number) => Promise<void>;

const PERMISSION_OF: Readonly<Record<AssessmentTask, string>> = {
  [AssessmentTask.FREEZE]: 'assessment.manage',
  [AssessmentTask.DRAW_MARKERS]: 'assessment.manage',
  [AssessmentTask.BEGIN_NOTICE]: 'assessment.manage',
  [AssessmentTask.RANK_AGAIN]: 'assessment.answer',
  [AssessmentTask.PUBLISH]: 'assessment.publish',
};

/**
 * What the worker does for a run. The run's row says what is to be done and how far it is; each part of a task is one
 * transaction that also moves the row on, so that whoever takes it up after a crash goes on where it stands.
 */
@Injectable()
export class AssessmentTasksService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly freezing: FreezingService,
    private readonly lots: MarkerLotsService,
    private readonly notice: NoticeService,
    private readonly publication: PublicationService,
    private readonly steps: AssessmentSteps,
    private readonly requesters: Requesters,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** Takes the run's task to its end, or to what refuses it; quietly when there is none any more. */
  async proceed(runId: number, progress: Progress): Promise<void> {
    for (;;) {
      const run = await this.runs.byId(runId);
      if (!run || run.task === null) return;
      const actor = await this.actorOf(run, run.task);
      try {
        if (!actor) throw requesterLostRights();
        await this.part(run, run.task, actor, progress);
      } catch (error) {
        if (!(error instanceof DomainError) || isOutage(error)) throw error;
        if (!(await this.isStill(run))) continue;
        await this.refuse(run, error.code);
      }
      await this.notifier.publish(assessmentTopic(runId), { runId });
    }
  }

  /** Ids of runs whose task needs a new job. */
  async stranded(): Promise<number[]> {
    const since = new Date(this.clock.now().getTime() - STRANDED_MS);
    return (await this.runs.stranded(since)).map(({ id }) => id);
  }

  /** Locks self scores whose deadline is over and ends notices whose days are; each once. */
  async keepDeadlines(): Promise<void> {
    const today = this.clock.today();
    const now = this.clock.now();
    for (const run of await this.runs.overdueSelfScores(today)) {
      await this.ifStill(run, 'lockSelfScores', { selfScoresLockedAt: now });
    }
    for (const run of await this.runs.overdueNotices(today)) {
      await this.ifStill(run, 'endNotice', { noticeEndedAt: now });
    }
  }

  private async part(run: RunRow, task: AssessmentTask, actor: Principal, progress: Progress): Promise<void> {
    switch (task) {
      case AssessmentTask.FREEZE:
        if (run.status === AssessmentStatus.OPEN) return this.freezing.freeze(run, actor, progress);
        return this.lots.draw(run, actor);
      case AssessmentTask.DRAW_MARKERS:
        return this.lots.draw(run, actor);
      case AssessmentTask.BEGIN_NOTICE:
        return this.notice.begin(run, actor);
      case AssessmentTask.RANK_AGAIN:
        return this.notice.rankAgain(run, actor);
      case AssessmentTask.PUBLISH:
        await this.publication.seal(run);
        return this.publication.publish(run, actor);
    }
  }

  /** Who asked for it, with the rights of this moment and over this region; null when they lost them (assurance A7). */
  private async actorOf(run: RunRow, task: AssessmentTask): Promise<Principal | null> {
    const requester = await this.requesters.stillHolding(run, PERMISSION_OF[task]);
    return requester && (await this.runs.isSteered(rowScopeOf(requester), run.id)) ? requester : null;
  }

  /** False when another worker has moved the run on: then its row says what comes next. */
  private async isStill(run: RunRow): Promise<boolean> {
    return (await this.runs.byId(run.id))?.revision === run.revision;
  }

  private async refuse(run: RunRow, code: string): Promise<void> {
    const actor = await this.requesters.formerly(run);
    await this.uow.run(async (tx) => {
      await this.steps.take(tx, actor, run, 'refuseTask', { task: null, taskError: code, ...undone(run) });
      await this.audit.record(tx, {
        action: PERMISSION_OF[run.task as AssessmentTask],
        objectType: 'AssessmentRun',
        objectId: run.id,
        details: { code, task: run.task },
        result: AuditResult.REFUSED,
        actor,
      });
    });
  }

  /** Not at all when somebody moved the run on in this moment: the next round looks again. */
  private async ifStill(run: RunRow, action: string, change: RunChange): Promise<void> {
    await this.steps
      .run(SYSTEM_PRINCIPAL, run.id, (tx) => this.steps.take(tx, SYSTEM_PRINCIPAL, run, action, change))
      .catch((error) => {
        if ((error as { code?: string }).code !== runChanged().code) throw error;
      });
  }
}

/** A publication that was refused needs its second person again. */
const undone = ({ task }: RunRow): object => (task === AssessmentTask.PUBLISH ? { confirmedBy: null } : {});
