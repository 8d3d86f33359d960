import { Injectable } from '@nestjs/common';
import { bundleNotFound } from './assessment-run.errors';
import { settledMarks } from './domain/marking/settled-marks';
import { Correction, OrganisationRef } from './domain/model';
import { Rankable } from './domain/ranking/rank-organisations';
import { MarksRepository } from './persistence/marks.repository';
import { CorrectionRow, ObjectionsRepository } from './persistence/objections.repository';
import { SnapshotRow, SnapshotsRepository } from './persistence/snapshots.repository';

/** What a frozen run's ranking is computed from: nothing of it is a live fact. */
export interface RunMaterial extends Rankable {
  readonly snapshot: SnapshotRow;
}

/** Reads the frozen facts of a run with the marks and corrections made since. */
@Injectable()
export class RunMaterials {
  constructor(
    private readonly snapshots: SnapshotsRepository,
    private readonly marks: MarksRepository,
    private readonly objections: ObjectionsRepository,
  ) {}

  async ofRun(runId: number): Promise<RunMaterial> {
    const [snapshot, facts, seats, moderations, corrections] = await Promise.all([
      this.snapshots.ofRun(runId),
      this.snapshots.facts(runId),
      this.marks.seats(runId),
      this.marks.moderations(runId),
      this.objections.corrections([runId]),
    ]);
    if (!snapshot) throw bundleNotFound();
    return {
      snapshot,
      schemes: snapshot.schemes,
      organisations: facts.map(({ organisation }) => organisation),
      marks: settledMarks(seats, moderations),
      corrections: corrections.map(correctionOf),
    };
  }

  /** Of one organisation alone. */
  async ofOrganisation(runId: number, ref: OrganisationRef): Promise<RunMaterial | null> {
    const [snapshot, organisation, seats, moderations, corrections] = await Promise.all([
      this.snapshots.ofRun(runId),
      this.snapshots.factsOf({ kind: 'REGION', prefix: '' }, runId, ref),
      this.marks.seats(runId, ref),
      this.marks.moderations(runId),
      this.objections.corrections([runId]),
    ]);
    if (!snapshot || !organisation) return null;
    const isOwn = (of: OrganisationRef): boolean =>
      of.subject === ref.subject && of.organisationId === ref.organisationId;
    return {
      snapshot,
      schemes: snapshot.schemes,
      organisations: [organisation],
      marks: settledMarks(seats, moderations.filter(isOwn)),
      corrections: corrections.filter(isOwn).map(correctionOf),
    };
  }
}

function correctionOf({ subject, organisationId, target, from, to, reason, objectionId }: CorrectionRow): Correction {
  return { subject, organisationId, target, from, to, reason, objectionId };
}
