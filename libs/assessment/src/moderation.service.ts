import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { refuseDuplicates } from '@sxbq/platform';
import {
  disagreementNotFound,
  moderatorMarked,
  pointsOutOfRange,
  runChanged,
  runNotFound,
} from './assessment-run.errors';
import { AssessmentSteps, assertSteers } from './assessment-steps';
import { differenceLimits } from './domain/marking/difference-limits';
import { canonicalPoints, givenPoints } from './domain/marking/marked-points';
import { DecimalText } from './domain/model';
import { AssessmentStep } from './domain/run/run-step';
import { needsModeration } from './domain/scoring/marked';
import { personOf } from './marking.service';
import { Disagreement, MarkedGoal, MarksRepository, SeatRow } from './persistence/marks.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';

const HIGHEST = '100';
const REASON_CHARACTERS = 500;

export interface GivenModeration extends MarkedGoal {
  /** Decimal, 0–100. */
  readonly points: string;
  readonly reason: string;
}

/** 复核: who marked neither decides where two marks lie too far apart. */
@Injectable()
export class ModerationService {
  constructor(
    private readonly marks: MarksRepository,
    private readonly runs: RunsRepository,
    private readonly snapshots: SnapshotsRepository,
    private readonly steps: AssessmentSteps,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** What the principal may decide: without what they marked themselves. */
  async queue(principal: Principal, runId: EntityId, page: PageRequest): Promise<Page<Disagreement>> {
    assertPermission(principal, 'assessment.moderate');
    const scope = rowScopeOf(principal);
    if (!(await this.runs.find(scope, [runId])).has(runId)) throw runNotFound();
    const snapshot = await this.snapshots.ofRun(runId);
    if (!snapshot) return { items: [], total: 0 };
    return this.marks.disagreements(scope, runId, differenceLimits(snapshot.schemes), personOf(principal), page);
  }

  /** ASSESSMENT_MODERATOR_MARKED, ASSESSMENT_DISAGREEMENT_NOT_FOUND where the marks agree or one is missing. */
  async decide(principal: Principal, given: GivenModeration): Promise<RunRow> {
    assertPermission(principal, 'assessment.moderate');
    const moderatorId = personOf(principal);
    const points = givenPoints(given.points, HIGHEST);
    if (points === null) throw pointsOutOfRange(HIGHEST);
    const reason = checkedText('裁定理由', given.reason, REASON_CHARACTERS);
    const { runId, subject, organisationId, goal } = given;
    return this.steps
      .run(principal, runId, async (tx) => {
        await this.steps.open(tx, principal, runId, AssessmentStep.MODERATE);
        assertSteers(principal, subject);
        const snapshot = await this.snapshots.ofRun(runId, tx);
        if (!snapshot) throw disagreementNotFound();
        const seats = await this.marks.lockSeats(tx, given);
        if (seats.some(({ markerId }) => markerId === moderatorId)) throw moderatorMarked();
        if (!disagree(seats, differenceLimits(snapshot.schemes)[subject])) throw disagreementNotFound();
        const key = { runId, subject, organisationId, goal };
        await this.marks.moderate(tx, { ...key, points, reason, moderatorId, decidedAt: this.clock.now() });
        await this.audit.record(tx, {
          action: 'assessment.moderate',
          objectType: 'AssessmentModeration',
          objectId: runId,
          details: { ...key, points },
        });
      })
      .catch(refuseDuplicates({ PRIMARY: runChanged }));
  }
}

function disagree(seats: readonly SeatRow[], limit: DecimalText): boolean {
  const marks = seats.flatMap(({ markerId, points }) =>
    points === null ? [] : [{ marker: markerId, points: canonicalPoints(points) }],
  );
  return marks.length === seats.length && needsModeration(marks, limit);
}
