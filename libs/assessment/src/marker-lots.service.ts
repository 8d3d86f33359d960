import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { bundleNotFound, markersTooFew } from './assessment-run.errors';
import { AssessmentSteps } from './assessment-steps';
import { markedGoals } from './domain/marking/difference-limits';
import { drawMarkers } from './domain/marking/draw-markers';
import { AssessmentStatus } from './domain/run/run-status';
import { MarkerPanelService } from './marker-panel.service';
import { MarksRepository } from './persistence/marks.repository';
import { RunRow } from './persistence/runs.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';

/** Draws the markers of a frozen run; the facts' digest is the seed, so that the lot can be recomputed. */
@Injectable()
export class MarkerLotsService {
  constructor(
    private readonly panel: MarkerPanelService,
    private readonly snapshots: SnapshotsRepository,
    private readonly marks: MarksRepository,
    private readonly steps: AssessmentSteps,
    private readonly uow: UnitOfWork,
  ) {}

  /** The run is MARKING after it, without a task. ASSESSMENT_MARKERS_TOO_FEW, and then nothing is drawn. */
  async draw(run: RunRow, actor: Principal): Promise<void> {
    const snapshot = await this.snapshots.ofRun(run.id);
    if (!snapshot) throw bundleNotFound();
    const goalsOf = (subject: Parameters<typeof markedGoals>[1]) => markedGoals(snapshot.schemes, subject);
    const organisations = (await this.snapshots.organisations(run.id)).filter(
      ({ subject }) => goalsOf(subject).length > 0,
    );
    const lot = drawMarkers(snapshot.factsDigest, organisations, await this.panel.candidates(run));
    if (lot.unserved.length > 0) throw markersTooFew(lot.unserved.length);
    const seats = lot.drawn.flatMap(({ subject, organisationId, markers }) =>
      goalsOf(subject).flatMap(({ code: goal }) =>
        markers.map((markerId, at) => ({ runId: run.id, subject, organisationId, goal, seat: at + 1, markerId })),
      ),
    );
    await this.uow.run(async (tx) => {
      const change = { status: AssessmentStatus.MARKING, task: null };
      await this.steps.take(tx, actor, run, 'beginMarking', change, { seats: seats.length });
      await this.marks.assign(tx, seats);
    });
  }
}
