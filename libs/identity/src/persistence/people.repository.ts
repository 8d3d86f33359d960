import { Injectable } from '@nestjs/common';
import { EntityId, groupBy } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { KnownPerson } from '../domain/two-people.rule';

/** What the tables know of who stands behind accounts. */
@Injectable()
export class PeopleRepository {
  async known(tx: Transaction, userIds: readonly EntityId[]): Promise<KnownPerson[]> {
    const ancestors = groupBy(await this.ancestors(tx, userIds), ({ userId }) => userId);
    const subjects = groupBy(await this.subjects(tx, userIds), ({ userId }) => userId);
    return userIds.map((userId) => ({
      userId,
      marks: new Set(subjects.get(userId)?.map(({ subject }) => `single-sign-on:${subject}`)),
      invitedBy: new Set(ancestors.get(userId)?.map(({ ancestorId }) => ancestorId)),
    }));
  }

  private ancestors(tx: Transaction, ids: readonly EntityId[]): Promise<{ userId: EntityId; ancestorId: EntityId }[]> {
    return tx.query(
      `WITH RECURSIVE chain (user_id, ancestor_id) AS (
         SELECT i.used_by, i.invited_by FROM invitation i WHERE i.used_by IN (?) AND i.organisation_id IS NOT NULL
          UNION
         SELECT c.user_id, i.invited_by
           FROM chain c JOIN invitation i ON i.used_by = c.ancestor_id AND i.organisation_id IS NOT NULL)
       SELECT user_id AS userId, ancestor_id AS ancestorId FROM chain`,
      [ids],
    );
  }

  private subjects(tx: Transaction, ids: readonly EntityId[]): Promise<{ userId: EntityId; subject: string }[]> {
    return tx.query(
      'SELECT user_id AS userId, subject FROM single_sign_on_link WHERE user_id IN (?) AND confirmed_at IS NOT NULL',
      [ids],
    );
  }
}
