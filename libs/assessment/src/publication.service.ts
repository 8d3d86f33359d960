import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission, PeopleService } from '@sxbq/identity';
import { Clock, EntityId, Principal, SigningKey } from '@sxbq/kernel';
import { Config, CONFIG, duplicateKeyOf, UnitOfWork } from '@sxbq/platform';
import {
  alreadyProposed,
  noticeStillOpen,
  notProposed,
  objectionsOpen,
  publishingAlone,
  signingKeyMissing,
} from './assessment-run.errors';
import { AssessmentSteps } from './assessment-steps';
import { PreviousBundle } from './domain/model';
import { isOver } from './domain/run/run-dates';
import { AssessmentStatus } from './domain/run/run-status';
import { AssessmentStep } from './domain/run/run-step';
import { AssessmentTask } from './domain/run/run-task';
import { personOf } from './marking.service';
import { BundlesRepository } from './persistence/bundles.repository';
import { ObjectionsRepository } from './persistence/objections.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { RunMaterials } from './run-material';
import { sealInThread } from './thread/ranking-threads';

/** Publishing takes two people; what is published is sealed first (assurance A8). */
@Injectable()
export class PublicationService {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'ASSESSMENT_SIGNING_KEY'>,
    private readonly objections: ObjectionsRepository,
    private readonly materials: RunMaterials,
    private readonly bundles: BundlesRepository,
    private readonly runs: RunsRepository,
    private readonly steps: AssessmentSteps,
    private readonly people: PeopleService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** ASSESSMENT_NOTICE_STILL_OPEN, ASSESSMENT_OBJECTIONS_OPEN, ASSESSMENT_ALREADY_PROPOSED. */
  async propose(principal: Principal, id: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.publish');
    const proposedBy = personOf(principal);
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.PROPOSE, revision);
      if (read.proposedBy !== null) throw alreadyProposed();
      const { noticeUntil } = read;
      if (noticeUntil !== null && !isOver(noticeUntil, this.clock.today())) throw noticeStillOpen(noticeUntil);
      const open = await this.objections.openOnes(tx, id);
      if (open > 0) throw objectionsOpen(open);
      await this.steps.take(tx, principal, read, 'proposePublication', { proposedBy });
    });
  }

  /**
   * By another person than who proposed, not by another account of theirs; of two at once one is told that it was done.
   * ASSESSMENT_PUBLISHING_ALONE, TWO_PEOPLE_NEEDED.
   */
  async confirm(principal: Principal, id: EntityId, revision: number): Promise<RunRow> {
    assertPermission(principal, 'assessment.publish');
    const confirmedBy = personOf(principal);
    return this.steps.run(principal, id, async (tx) => {
      const read = await this.steps.open(tx, principal, id, AssessmentStep.CONFIRM, revision);
      if (read.proposedBy === null) throw notProposed();
      if (read.proposedBy === confirmedBy) throw publishingAlone();
      await this.people.assertTwo(tx, read.proposedBy, confirmedBy);
      await this.steps.request(tx, principal, read, 'confirmPublication', AssessmentTask.PUBLISH, { confirmedBy });
    });
  }

  /** Seals what is there, once: what was sealed before stays, whoever tries again. ASSESSMENT_SIGNING_KEY_MISSING. */
  async seal(run: RunRow): Promise<void> {
    if ((await this.bundles.ofRuns([run.id])).length > 0) return;
    if (!this.config.ASSESSMENT_SIGNING_KEY) throw signingKeyMissing();
    const key = new SigningKey(this.config.ASSESSMENT_SIGNING_KEY);
    const { snapshot, ...rankable } = await this.materials.ofRun(run.id);
    const previous = await this.previousOf(run);
    const of = { region: run.regionPrefix, year: run.year, run: run.id, version: run.version };
    const sealed = await sealInThread({ ...of, ...rankable, salt: snapshot.salt, previous }, key);
    const kept = {
      ...sealed,
      runId: run.id,
      previousDigest: previous?.digest ?? null,
      keyId: key.id,
      byteSize: sealed.content.length,
      sealedAt: this.clock.now(),
    };
    await this.uow
      .run(async (tx) => {
        await this.bundles.insert(tx, kept);
        const { digest, sha256, keyId } = kept;
        await this.audit.record(tx, {
          action: 'assessment.seal',
          objectType: 'AssessmentBundle',
          objectId: run.id,
          details: { digest, sha256, keyId },
        });
      })
      .catch((error: unknown) => {
        // Another worker sealed the same in this moment.
        if (duplicateKeyOf(error) === null) throw error;
      });
  }

  /** The run is PUBLISHED after it. */
  async publish(run: RunRow, actor: Principal): Promise<void> {
    const change = { status: AssessmentStatus.PUBLISHED, publishedAt: this.clock.now(), task: null };
    await this.uow.run((tx) => this.steps.take(tx, actor, run, 'publish', change));
  }

  /** The bundle of the last year before that was published. */
  private async previousOf({ regionPrefix, year }: RunRow): Promise<PreviousBundle | null> {
    const before = await this.runs.publishedBefore(regionPrefix, year);
    const [bundle] = before ? await this.bundles.ofRuns([before.id]) : [];
    return before && bundle ? { year: before.year, digest: bundle.digest } : null;
  }
}
