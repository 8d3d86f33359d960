import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { goalUnknown } from './assessment-run.errors';
import { goalEvidence, GoalEvidence } from './domain/evidence/goal-evidence';
import { OrganisationRef } from './domain/model';
import { ObjectionsService } from './objections.service';
import { SnapshotsRepository } from './persistence/snapshots.repository';
import { RankingsService } from './rankings.service';

/** Follows a number of a ranking down to the rows it came from: frozen ids and counts, nobody's data. */
@Injectable()
export class RankingEvidenceService {
  constructor(
    private readonly rankings: RankingsService,
    private readonly snapshots: SnapshotsRepository,
    private readonly objections: ObjectionsService,
  ) {}

  /** A party sees its own. ASSESSED_ORGANISATION_NOT_FOUND, ASSESSMENT_GOAL_UNKNOWN. */
  async of(principal: Principal, runId: EntityId, ref: OrganisationRef, goal: string): Promise<GoalEvidence> {
    const facts = await this.rankings.facts(principal, runId, ref);
    const [snapshot, corrections] = await Promise.all([
      this.snapshots.ofRun(runId),
      this.objections.corrections([runId]),
    ]);
    const scheme = snapshot?.schemes.find(({ subject }) => subject === ref.subject);
    const found = scheme ? goalEvidence(scheme, facts, corrections.get(runId) ?? [], goal) : null;
    if (!found) throw goalUnknown(goal);
    return found;
  }
}
