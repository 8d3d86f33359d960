import { Inject, Injectable } from '@nestjs/common';
import { graduateNotFound, GraduatePlaces } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { CONFIG, Config, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { postingNotFound, PostingPlaces, PostingRow } from '@sxbq/postings';
import { ApplicationSteps, sideOf } from './application-steps';
import { answerBy, ApplicationsService, ApplicationView } from './applications.service';
import { ApplicationOrigin, ApplicationStatus } from './domain/application-status';
import { ApplicationsRepository, OPEN_PAIR } from './persistence/applications.repository';
import { alreadyApplied, invitationsSpent, postingNotOpen } from './placement.errors';

/** A graduate and a posting that an enterprise wants to bring together. */
export interface InvitedPair {
  readonly graduateId: EntityId;
  readonly jobPostingId: EntityId;
}

/** Whether the graduate is suggested to the posting at this moment; asked in the transaction of the invitation. */
export type IsSuggested = (tx: Transaction, pair: InvitedPair) => Promise<boolean>;

/**
 * An enterprise invites. It may reach nobody but whom it was shown: who is suggested is told by whoever suggests, a lib
 * above this one, so that there is no way to invite without the question.
 */
@Injectable()
export class JobInvitations {
  private readonly perPlace: number;

  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly service: ApplicationsService,
    private readonly steps: ApplicationSteps,
    private readonly postings: PostingPlaces,
    private readonly graduates: GraduatePlaces,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<Config, 'INVITATIONS_PER_PLACE'>,
  ) {
    this.perPlace = config.INVITATIONS_PER_PLACE;
  }

  /**
   * POSTING_NOT_FOUND, POSTING_NOT_OPEN, INVITATIONS_SPENT, ALREADY_APPLIED. GRADUATE_NOT_FOUND whatever the reason: the
   * answer tells nobody who there is, who looks for work or who opted out.
   */
  async send(principal: Principal, pair: InvitedPair, isSuggested: IsSuggested): Promise<ApplicationView> {
    assertPermission(principal, 'placement.invite');
    const id = await this.uow
      .run(async (tx) => {
        const posting = await this.ownOpen(tx, principal, pair.jobPostingId);
        await this.assertBudget(tx, posting);
        const suggested = await isSuggested(tx, pair);
        const graduate = await this.graduates.available(tx, pair.graduateId);
        if (!suggested || !graduate || graduate.suggestionsOptedOut) throw graduateNotFound();
        return this.steps.begin(tx, sideOf(principal), {
          ...pair,
          enterpriseId: posting.enterpriseId,
          schoolId: graduate.schoolId,
          origin: ApplicationOrigin.INVITATION,
          status: ApplicationStatus.SENT,
          expiresAt: answerBy(this.clock.now()),
        });
      })
      .catch(refuseDuplicates({ [OPEN_PAIR]: alreadyApplied }));
    return this.service.get(principal, id);
  }

  /** Locked, so that two invitations sent at once count each other. */
  private async ownOpen(tx: Transaction, principal: Principal, jobPostingId: EntityId): Promise<PostingRow> {
    if (!(await this.postings.lockOwn(tx, rowScopeOf(principal), jobPostingId))) throw postingNotFound();
    const posting = await this.postings.open(tx, jobPostingId);
    if (!posting) throw postingNotOpen();
    return posting;
  }

  private async assertBudget(tx: Transaction, { id, heads, taken }: PostingRow): Promise<void> {
    const most = this.perPlace * Math.max(0, heads - taken);
    const waiting = await this.applications.countUnanswered(tx, id);
    if (waiting >= most) throw invitationsSpent(most, waiting);
  }
}
