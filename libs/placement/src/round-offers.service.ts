import { Injectable } from '@nestjs/common';
import { GraduatePlaces, GraduateStatus } from '@sxbq/graduates';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { PostingPlaces } from '@sxbq/postings';
import { ApplicationSteps } from './application-steps';
import { ApplicationStep } from './domain/application-lifecycle';
import { ApplicationOrigin, ApplicationStatus, ChoiceSide } from './domain/application-status';
import { ApplicationRow, ApplicationsRepository } from './persistence/applications.repository';
import { graduateNotAvailable, offerAlreadyAccepted, postingFull, postingNotOpen } from './placement.errors';

/** The two that a round of matching brought together. */
export interface RoundPair {
  readonly graduateId: EntityId;
  readonly jobPostingId: EntityId;
}

const EVERYWHERE = { kind: 'REGION', prefix: '' } as const;

/** Makes of a graduate's yes to a round's result an accepted application, under the same locks and keys as any other. */
@Injectable()
export class RoundOffers {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly steps: ApplicationSteps,
    private readonly postings: PostingPlaces,
    private readonly graduates: GraduatePlaces,
  ) {}

  /**
   * In the caller's transaction; the caller has looked whether the principal may speak for the graduate. Takes a place, takes
   * the graduate off the market and ends the other applications, one to the same posting too. GRADUATE_NOT_AVAILABLE, POSTING_FULL,
   * POSTING_NOT_OPEN, OFFER_ALREADY_ACCEPTED; the unique keys of the table may refuse it as well.
   */
  async accept(tx: Transaction, pair: RoundPair): Promise<EntityId> {
    // The first of all locks here too, as when any other offer is accepted.
    const status = await this.graduates.lockStatus(tx, pair.graduateId);
    if (status === GraduateStatus.ACCEPTED) throw offerAlreadyAccepted();
    const graduate = await this.graduates.available(tx, pair.graduateId);
    if (!graduate) throw graduateNotAvailable();
    await this.endOthers(tx, pair.graduateId);
    const posting = await this.postings.open(tx, pair.jobPostingId);
    if (!posting) throw postingNotOpen();
    if (!(await this.postings.take(tx, posting.id))) throw postingFull();
    const offered = await this.offered(tx, pair, { enterpriseId: posting.enterpriseId, schoolId: graduate.schoolId });
    const accepted = { acceptedGraduateId: pair.graduateId, expiresAt: null };
    await this.steps.take(tx, ChoiceSide.GRADUATE, offered, ApplicationStep.ACCEPT, accepted);
    await this.graduates.setStatus(tx, pair.graduateId, GraduateStatus.ACCEPTED);
    return offered.id;
  }

  private async offered(
    tx: Transaction,
    pair: RoundPair,
    parties: Pick<ApplicationRow, 'enterpriseId' | 'schoolId'>,
  ): Promise<ApplicationRow> {
    const offer = { origin: ApplicationOrigin.ROUND, status: ApplicationStatus.OFFERED, expiresAt: null };
    const application = { ...pair, ...parties, ...offer };
    const applicationId = await this.steps.begin(tx, ChoiceSide.ENTERPRISE, application);
    return (await this.applications.lock(tx, EVERYWHERE, applicationId)) as ApplicationRow;
  }

  private async endOthers(tx: Transaction, graduateId: EntityId): Promise<void> {
    for (const other of await this.applications.lockOthers(tx, graduateId, 0)) {
      if (other.status === ApplicationStatus.ACCEPTED) throw offerAlreadyAccepted();
      const ended = { reason: '已接受双选会录用', expiresAt: null };
      await this.steps.take(tx, ChoiceSide.GRADUATE, other, ApplicationStep.WITHDRAW, ended);
    }
  }
}
