import { Principal } from '@sxbq/kernel';
import { currentContext } from '../observability/request-context';
import { Subscriptions } from './subscriptions';

/** A durable row that somebody follows until it is over. */
export interface FollowedRow<State> {
  /** Where its changes are told. */
  readonly topic: string;
  /** As it is now; refuses who may not see it, as whom they are now. */
  readonly read: (principal: Principal) => Promise<State>;
  /** The same while there is nothing new to tell. */
  readonly mark: (state: State) => string | number;
  readonly isOver: (state: State) => boolean;
}

/** Notifications are best effort, so the row is looked at this often all the same. */
const LOOK_MS = 2_000;

/**
 * The row's state now, then every state after, until it is over; events of the subscription called `field`. Refuses
 * before the first event what may not be seen. Who follows is looked up anew each time: what they may see no longer is not
 * told them, and when they are nobody any more the subscription ends.
 */
export async function follow<Field extends string, State>(
  subscriptions: Subscriptions,
  field: Field,
  row: FollowedRow<State>,
): Promise<AsyncGenerator<Record<Field, State>>> {
  await row.read(await followerNow());
  return states(subscriptions, field, row);
}

async function* states<Field extends string, State>(
  subscriptions: Subscriptions,
  field: Field,
  { topic: name, read, mark, isOver }: FollowedRow<State>,
): AsyncGenerator<Record<Field, State>> {
  const topic = subscriptions.topic(name);
  // Listening begins with the first next(), and must begin before the row is read.
  let news = topic.next();
  let seen: string | number | undefined;
  try {
    for (;;) {
      const state = await read(await followerNow());
      if (mark(state) !== seen) yield { [field]: state } as Record<Field, State>;
      seen = mark(state);
      if (isOver(state)) return;
      if (await arrivedWithin(news, LOOK_MS)) news = topic.next();
    }
  } finally {
    await topic.return?.();
  }
}

/** The principal of the context, brought up to date in it for the resolvers of what is read. */
async function followerNow(): Promise<Principal> {
  const context = currentContext();
  if (context?.lookAgain) context.principal = await context.lookAgain();
  if (!context?.principal) throw new Error('nobody follows: there is no principal in the context');
  return context.principal;
}

/** Whether the promise settled in the time; it goes on waiting for nobody. */
async function arrivedWithin(news: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([news.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
