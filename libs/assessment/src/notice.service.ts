import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { marksOutstanding, moderationOutstanding } from './assessment-run.errors';
import { AssessmentSteps } from './assessment-steps';
import { differenceLimits } from './domain/marking/difference-limits';
import { organisationKey } from './domain/model';
import { noticeEnd } from './domain/run/run-dates';
import { AssessmentStatus } from './domain/run/run-status';
import { AssessmentStep } from './domain/run/run-step';
import { AssessmentTask } from './domain/run/run-task';
import { MarksRepository } from './persistence/marks.repository';
import { RankingsRepository } from './persistence/rankings.repository';
import { RunChange, RunRow } from './persistence/runs.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';
import { RunMaterial, RunMaterials } from './run-material';
import { rankInThread } from './thread/ranking-threads';

/** 公示: the ranking is computed and shown, and computed again after each correction. */
@Injectable()
export class NoticeService {
  constructor(
    private readonly materials: RunMaterials,
    private readonly marks: MarksRepository,
    private readonly snapshots: SnapshotsRepository,
    private readonly rankings: RankingsRepository,
    private readonly steps: AssessmentSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Asks the worker for the ranking and the notice. ASSESSMENT_MARKS_OUTSTANDING, ASSESSMENT_MODERATION_OUTSTANDING. */
  async request(principal: Principal, id: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.BEGIN_NOTICE, revision);
      await this.assertSettled(id);
      await this.steps.request(tx, principal, read, 'requestNotice', AssessmentTask.BEGIN_NOTICE);
    });
  }

  /** The run is in NOTICE after it, the ranking kept, the days counted from today. */
  async begin(run: RunRow, actor: Principal): Promise<void> {
    const material = await this.materials.ofRun(run.id);
    const noticeFrom = this.clock.today();
    const noticeUntil = noticeEnd(noticeFrom, Math.max(...material.schemes.map(({ noticeDays }) => noticeDays)));
    const change = { status: AssessmentStatus.NOTICE, noticeFrom, noticeUntil };
    await this.keep(run, actor, material, 'beginNotice', change);
  }

  /** The ranking with every correction there is. */
  async rankAgain(run: RunRow, actor: Principal): Promise<void> {
    await this.keep(run, actor, await this.materials.ofRun(run.id), 'rankAgain', {});
  }

  /** Guarded by the run's revision, which a new correction moves on: a ranking of older corrections is not kept. */
  private async keep(
    run: RunRow,
    actor: Principal,
    material: RunMaterial,
    action: string,
    change: RunChange,
  ): Promise<void> {
    const { schemes, organisations, marks, corrections } = material;
    const rankings = await rankInThread({ schemes, organisations, marks, corrections });
    const regions = new Map(material.organisations.map((each) => [organisationKey(each), each.regionCode]));
    await this.uow.run(async (tx) => {
      await this.steps.take(tx, actor, run, action, { ...change, task: null });
      await this.rankings.replace(tx, run.id, rankings, (ref) => regions.get(organisationKey(ref)) ?? '');
    });
  }

  /** Looked at while the run is locked, so that no mark is on its way: giving one holds the run too. */
  private async assertSettled(runId: EntityId): Promise<void> {
    const [figures] = await this.marks.figures([runId]);
    const outstanding = figures ? figures.assigned - figures.given : 0;
    if (outstanding > 0) throw marksOutstanding(outstanding);
    const snapshot = await this.snapshots.ofRun(runId);
    const limits = differenceLimits(snapshot?.schemes ?? []);
    const everywhere = { kind: 'REGION', prefix: '' } as const;
    const { total } = await this.marks.disagreements(everywhere, runId, limits, null, { limit: 1, offset: 0 });
    if (total > 0) throw moderationOutstanding(total);
  }
}
