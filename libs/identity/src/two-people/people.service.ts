import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { KnownPerson, OnePerson, whyOnePerson } from '../domain/two-people.rule';
import { PeopleRepository } from '../persistence/people.repository';
import { twoPeopleNeeded } from './two-people.errors';

/** Whether what takes two people is done by two. */
@Injectable()
export class PeopleService {
  constructor(private readonly people: PeopleRepository) {}

  /** TWO_PEOPLE_NEEDED when both accounts are, or may be, one person's. */
  async assertTwo(tx: Transaction, firstUserId: EntityId, secondUserId: EntityId): Promise<void> {
    const why = await this.whyOne(tx, firstUserId, secondUserId);
    if (why !== null) throw twoPeopleNeeded(why);
  }

  /** The error when what is done to the account is done by its own person; whom somebody invited, they may deal with. */
  async assertOther(tx: Transaction, actor: EntityId, subject: EntityId, own: () => Error): Promise<void> {
    const why = await this.whyOne(tx, actor, subject);
    if (why !== null && why !== OnePerson.INVITED) throw own();
  }

  private async whyOne(tx: Transaction, firstUserId: EntityId, secondUserId: EntityId): Promise<OnePerson | null> {
    const [first, second] = (await this.people.known(tx, [firstUserId, secondUserId])) as [KnownPerson, KnownPerson];
    return whyOnePerson(first, second);
  }
}
