import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedOptionalText, Clock, EntityId, Page, PageRequest, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import {
  markerOfOwn,
  markGiven,
  markNotFound,
  peopleOnly,
  pointsOutOfRange,
  runChanged,
  runNotFound,
  runSuperseded,
  stepNotAllowed,
  taskRunning,
} from './assessment-run.errors';
import { givenPoints } from './domain/marking/marked-points';
import { AssessmentSubject } from './domain/model';
import { AssessmentStep, isStepAllowed } from './domain/run/run-step';
import { MarkerPanelService } from './marker-panel.service';
import { MarkedGoal, MarkingFigures, MarkRow, MarksRepository } from './persistence/marks.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { SelfScoreRow, SelfScoresRepository } from './persistence/self-scores.repository';

const HIGHEST = '100';
const COMMENT_CHARACTERS = 500;

export interface GivenMark {
  readonly id: EntityId;
  readonly revision: number;
  /** Decimal, 0–100. */
  readonly points: string;
  readonly comment?: string | null;
}

/** Marks, given blind: a marker sees their own, never the other's. */
@Injectable()
export class MarkingService {
  constructor(
    private readonly marks: MarksRepository,
    private readonly panel: MarkerPanelService,
    private readonly runs: RunsRepository,
    private readonly selfScores: SelfScoresRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** The principal's own; with `open` only those without, or only those with a mark. */
  queue(principal: Principal, request: PageRequest & { readonly open?: boolean | null }): Promise<Page<MarkRow>> {
    assertPermission(principal, 'assessment.mark');
    return this.marks.queue(personOf(principal), request.open ?? null, request);
  }

  /** What the organisations say of the goals that the caller is to mark, by their keys. */
  async selfScoresFor(keys: readonly string[]): Promise<Map<string, SelfScoreRow>> {
    const rows = await this.selfScores.forMarks(keys.map(markedGoalOf));
    return new Map(rows.map((row) => [markedGoalKey(row), row]));
  }

  /** How far runs are that the caller has read. */
  async figures(runIds: readonly EntityId[]): Promise<Map<EntityId, MarkingFigures>> {
    return new Map((await this.marks.figures(runIds)).map((row) => [row.runId, row]));
  }

  /**
   * Gives a mark, or another one while the second marker has not given theirs. ASSESSMENT_MARK_NOT_FOUND for anybody
   * else's, ASSESSMENT_MARKER_OF_OWN, ASSESSMENT_MARK_GIVEN, ASSESSMENT_POINTS_OUT_OF_RANGE.
   */
  async give(principal: Principal, given: GivenMark): Promise<MarkRow> {
    assertPermission(principal, 'assessment.mark');
    const markerId = personOf(principal);
    const points = givenPoints(given.points, HIGHEST);
    if (points === null) throw pointsOutOfRange(HIGHEST);
    const comment = checkedOptionalText('评语', given.comment, COMMENT_CHARACTERS);
    await this.uow.run(async (tx) => {
      const mark = await this.marks.own(markerId, given.id);
      if (!mark) throw markNotFound();
      const run = openFor(await this.runs.holdOpen(tx, mark.runId));
      const seats = await this.marks.lockSeats(tx, mark);
      if (seats.every((seat) => seat.points !== null)) throw markGiven();
      // Somebody may have joined the organisation after the lot.
      if (await this.panel.belongsTo(run.year, markerId, mark)) throw markerOfOwn();
      const at = { id: mark.id, markerId, revision: given.revision };
      if (!(await this.marks.give(tx, at, { points, comment, markedAt: this.clock.now() }))) throw runChanged();
      const { runId, subject, organisationId, goal } = mark;
      await this.audit.record(tx, {
        action: 'assessment.mark',
        objectType: 'AssessmentMark',
        objectId: mark.id,
        details: { runId, subject, organisationId, goal },
      });
    });
    return (await this.marks.own(markerId, given.id)) as MarkRow;
  }
}

/** 'run:subject:id:goal'. */
export const markedGoalKey = (of: Pick<MarkRow, 'runId' | 'subject' | 'organisationId' | 'goal'>): string =>
  `${of.runId}:${of.subject}:${of.organisationId}:${of.goal}`;

function markedGoalOf(key: string): MarkedGoal {
  const [runId, subject, organisationId, ...goal] = key.split(':');
  return {
    runId: Number(runId),
    subject: subject as AssessmentSubject,
    organisationId: Number(organisationId),
    goal: goal.join(':'),
  };
}

/** A person marks, decides, publishes: a machine client cannot. */
export function personOf({ userId }: Principal): EntityId {
  if (userId === null) throw peopleOnly();
  return userId;
}

/** A marker's region may be a part of the run's: their right comes from the lot. */
function openFor(run: RunRow | null): RunRow {
  if (!run) throw runNotFound();
  if (run.supersededById !== null) throw runSuperseded();
  if (!isStepAllowed(AssessmentStep.MARK, run.status)) throw stepNotAllowed(AssessmentStep.MARK, run.status);
  if (run.task !== null) throw taskRunning(run.task);
  return run;
}
