import { EntityId } from '@sxbq/kernel';

/** What is known of who stands behind an account. */
export interface KnownPerson {
  readonly userId: EntityId;
  /** What proves who it is and belongs to one person alone: subjects of the single sign-on; a verified phone or mail, were one kept. */
  readonly marks: ReadonlySet<string>;
  /** Who let the account in, and who let those in, and so on. */
  readonly invitedBy: ReadonlySet<EntityId>;
}

/** Why two accounts do not count as two people. */
export enum OnePerson {
  SAME_ACCOUNT = 'SAME_ACCOUNT',
  SAME_MARK = 'SAME_MARK',
  INVITED = 'INVITED',
}

/**
 * What takes two people is not done by one with two accounts (assurance A8, 三员分立 is about people). Accounts are
 * compared by what proves a person; where nothing does, an account that the other one let in, directly or through
 * others, may be the other one's own.
 */
export function whyOnePerson(first: KnownPerson, second: KnownPerson): OnePerson | null {
  if (first.userId === second.userId) return OnePerson.SAME_ACCOUNT;
  if ([...first.marks].some((mark) => second.marks.has(mark))) return OnePerson.SAME_MARK;
  return first.invitedBy.has(second.userId) || second.invitedBy.has(first.userId) ? OnePerson.INVITED : null;
}
