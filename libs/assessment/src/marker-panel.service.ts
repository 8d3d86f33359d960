import { Injectable } from '@nestjs/common';
import { assertPermission, Requesters } from '@sxbq/identity';
import { CalendarDate, Clock, EntityId, narrowerRegion, Principal, regionPrefixesOf, rowScopeOf } from '@sxbq/kernel';
import { refuseDuplicates, SqlRunner } from '@sxbq/platform';
import { markerOfOwn, markerUnfit, markNotFound, runNotFound } from './assessment-run.errors';
import { AssessmentSteps } from './assessment-steps';
import { MarkerCandidate, mayMark } from './domain/marking/draw-markers';
import { organisationKey, OrganisationRef } from './domain/model';
import { AssessmentStep } from './domain/run/run-step';
import { AssessmentTask } from './domain/run/run-task';
import { MarkerRow, MarkersRepository } from './persistence/markers.repository';
import { MarksRepository } from './persistence/marks.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';

export interface SeatToGive extends OrganisationRef {
  readonly runId: EntityId;
  readonly goal: string;
  /** 1 or 2. */
  readonly seat: number;
}

/** Who marks: chosen by officers, drawn by lot, changed one by one where somebody cannot. */
@Injectable()
export class MarkerPanelService {
  constructor(
    private readonly markers: MarkersRepository,
    private readonly marks: MarksRepository,
    private readonly runs: RunsRepository,
    private readonly snapshots: SnapshotsRepository,
    private readonly steps: AssessmentSteps,
    private readonly requesters: Requesters,
    private readonly clock: Clock,
  ) {}

  /** Who may be drawn, for who steers the run. */
  async list(principal: Principal, runId: EntityId): Promise<MarkerRow[]> {
    await this.steered(principal, runId);
    return this.markers.ofRuns([runId]);
  }

  /** Takes the place of those chosen before; who was drawn stays drawn. ASSESSMENT_MARKER_UNFIT. */
  async choose(
    principal: Principal,
    runId: EntityId,
    revision: number,
    membershipIds: readonly EntityId[],
  ): Promise<RunRow> {
    const users = await this.fitUsers(await this.steered(principal, runId), membershipIds);
    const chosenAt = this.clock.now();
    const rows = [...users].map(([userId, membershipId]) => ({ userId, membershipId, chosenAt }));
    return this.steps.run(principal, runId, async (tx) => {
      const read = await this.steps.open(tx, principal, runId, AssessmentStep.CHOOSE_MARKERS, revision);
      await this.markers.replace(tx, runId, rows);
      await this.steps.take(tx, principal, read, 'chooseMarkers', {}, { userIds: [...users.keys()] });
    });
  }

  /** Draws again after there were too few. */
  async draw(principal: Principal, runId: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    return this.steps.run(principal, runId, async (tx) => {
      const read = await this.steps.open(tx, principal, runId, AssessmentStep.BEGIN_MARKING, revision);
      await this.steps.request(tx, principal, read, 'drawMarkers', AssessmentTask.DRAW_MARKERS);
    });
  }

  /**
   * Gives a seat without a mark to somebody else. ASSESSMENT_MARKER_OF_OWN for who belongs to the organisation,
   * ASSESSMENT_MARKER_UNFIT also for who has the other seat, ASSESSMENT_MARK_NOT_FOUND.
   */
  async assign(principal: Principal, seat: SeatToGive, membershipId: EntityId): Promise<RunRow> {
    const [[userId] = []] = await this.fitUsers(await this.steered(principal, seat.runId), [membershipId]);
    if (userId === undefined) throw markerUnfit();
    return this.steps
      .run(principal, seat.runId, async (tx) => {
        const run = await this.steps.open(tx, principal, seat.runId, AssessmentStep.MARK);
        await this.assertMayMark(run, userId, membershipId, seat);
        if (!(await this.marks.reassign(tx, seat, userId))) throw markNotFound();
        const { subject, organisationId, goal } = seat;
        const details = { subject, organisationId, goal, seat: seat.seat, userId };
        await this.steps.take(tx, principal, run, 'assignMarker', {}, details);
      })
      .catch(
        // Nobody holds both seats of a goal.
        refuseDuplicates({ ix_assessment_mark_run_id_subject_organisation_id_g_1dcbf3f8: markerUnfit }),
      );
  }

  /** The chosen who may still mark, with where they may and what they belong to. */
  async candidates(run: RunRow, runner?: SqlRunner): Promise<MarkerCandidate[]> {
    const chosen = await this.markers.ofRuns([run.id], runner);
    const belongings = await this.belongings(
      run.year,
      chosen.map(({ userId }) => userId),
      runner,
    );
    const candidates: MarkerCandidate[] = [];
    for (const { userId, membershipId } of chosen) {
      const regions = await this.regionsOf(membershipId);
      if (regions) candidates.push({ userId, regions, belongsTo: belongings.get(userId) ?? new Set() });
    }
    return candidates;
  }

  /** Whether the user belongs to the organisation, or did in the year. */
  async belongsTo(year: number, userId: EntityId, organisation: OrganisationRef): Promise<boolean> {
    return (await this.belongings(year, [userId])).get(userId)?.has(organisationKey(organisation)) ?? false;
  }

  private async steered(principal: Principal, runId: EntityId): Promise<RunRow> {
    assertPermission(principal, 'assessment.manage');
    const run = (await this.runs.isSteered(rowScopeOf(principal), runId)) ? await this.runs.byId(runId) : null;
    if (!run) throw runNotFound();
    return run;
  }

  private async assertMayMark(run: RunRow, userId: EntityId, membershipId: EntityId, seat: SeatToGive): Promise<void> {
    const key = organisationKey(seat);
    const organisation = (await this.snapshots.organisations(run.id)).find((each) => organisationKey(each) === key);
    if (!organisation) throw markNotFound();
    if (await this.belongsTo(run.year, userId, seat)) throw markerOfOwn();
    const regions = (await this.regionsOf(membershipId)) ?? [];
    const candidate = { userId, regions, belongsTo: new Set<string>() };
    if (!mayMark(candidate, key, organisation.regionCode)) throw markerUnfit();
  }

  private async belongings(
    year: number,
    userIds: readonly EntityId[],
    runner?: SqlRunner,
  ): Promise<Map<EntityId, Set<string>>> {
    const byUser = new Map<EntityId, Set<string>>();
    for (const { userId, ...organisation } of await this.markers.belongings(
      userIds,
      beginOf(`${year}-01-01`),
      runner,
    )) {
      byUser.set(userId, (byUser.get(userId) ?? new Set()).add(organisationKey(organisation)));
    }
    return byUser;
  }

  /** Membership of each user. ASSESSMENT_MARKER_UNFIT when one of them may not mark anybody of the run, or is not there. */
  private async fitUsers(
    { regionPrefix }: RunRow,
    membershipIds: readonly EntityId[],
  ): Promise<Map<EntityId, EntityId>> {
    const users = await this.markers.usersOf(membershipIds);
    for (const id of membershipIds) {
      const regions = users.has(id) ? await this.regionsOf(id) : null;
      if (!regions?.some((region) => narrowerRegion(region, regionPrefix) !== null)) throw markerUnfit();
    }
    return new Map([...users].map(([membershipId, userId]) => [userId, membershipId]));
  }

  /** Where the membership may mark now; null when it may not at all. */
  private async regionsOf(membershipId: EntityId): Promise<readonly string[] | null> {
    const marker = await this.requesters.stillHolding({ membershipId, clientId: null }, 'assessment.mark');
    return marker && regionPrefixesOf(rowScopeOf(marker));
  }
}

/** The instant at which the day begins in Asia/Shanghai. */
const beginOf = (day: CalendarDate): Date => new Date(`${day}T00:00:00+08:00`);
