import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { graduateNotFound, GraduatePlaces } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import { Clock, EntityId, groupBy, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { PostingPlaces } from '@sxbq/postings';
import { assertMaySpeak } from './application-steps';
import { MAX_POST_WISHES, repeatedAt } from './domain/post-wishes';
import { PostWishesRepository, PostWishRow } from './persistence/post-wishes.repository';
import { graduateNotAvailable, postWishesRepeated, postWishesTooMany, wishedPostingsNotOpen } from './placement.errors';

/** 志愿: the postings a graduate wishes for, in order. */
@Injectable()
export class PostWishesService {
  constructor(
    private readonly wishes: PostWishesRepository,
    private readonly graduates: GraduatePlaces,
    private readonly postings: PostingPlaces,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** By graduate, first wish first. The caller has read the graduates within its scope. */
  async byGraduates(graduateIds: readonly EntityId[]): Promise<Map<EntityId, PostWishRow[]>> {
    return groupBy(await this.wishes.find(graduateIds, this.clock.today()), (wish) => wish.graduateId);
  }

  /**
   * Replaces the wishes by these, first wish first; none takes all back. POST_WISHES_TOO_MANY beyond 20,
   * POST_WISHES_REPEATED, WISHED_POSTINGS_NOT_OPEN, GRADUATE_NOT_FOUND, GRADUATE_ACTS_ALONE, GRADUATE_NOT_AVAILABLE.
   */
  async rank(principal: Principal, graduateId: EntityId, postingIds: readonly EntityId[]): Promise<PostWishRow[]> {
    assertPermission(principal, 'placement.apply');
    if (postingIds.length > MAX_POST_WISHES) throw postWishesTooMany(MAX_POST_WISHES);
    const repeated = repeatedAt(postingIds);
    if (repeated !== null) throw postWishesRepeated(repeated.first, repeated.again);
    return this.uow.run(async (tx) => {
      await this.assertMayWish(tx, principal, graduateId);
      await this.assertOpen(tx, principal, postingIds);
      const before = await this.wishes.find([graduateId], this.clock.today(), tx);
      await this.wishes.replace(tx, graduateId, postingIds);
      await this.audit.record(tx, {
        action: 'placement.setPostWishes',
        objectType: 'Graduate',
        objectId: graduateId,
        before: { jobPostingIds: before.map(({ jobPostingId }) => jobPostingId) },
        after: { jobPostingIds: postingIds },
      });
      return this.wishes.find([graduateId], this.clock.today(), tx);
    });
  }

  private async assertMayWish(tx: Transaction, principal: Principal, graduateId: EntityId): Promise<void> {
    // The lock keeps two orders sent at once apart.
    if (!(await this.graduates.lockOwn(tx, rowScopeOf(principal), graduateId))) throw graduateNotFound();
    const graduate = await this.graduates.available(tx, graduateId);
    if (!graduate) throw graduateNotAvailable();
    assertMaySpeak(principal, graduate.claimedUserId);
  }

  /** Among what is shown to who wishes; another city's answers as one that is not there. */
  private async assertOpen(tx: Transaction, principal: Principal, postingIds: readonly EntityId[]): Promise<void> {
    const open = await this.postings.openAmong(tx, rowScopeOf(principal), postingIds);
    const closed = postingIds.flatMap((id, index) => (open.has(id) ? [] : [index + 1]));
    if (closed.length > 0) throw wishedPostingsNotOpen(closed);
  }
}
