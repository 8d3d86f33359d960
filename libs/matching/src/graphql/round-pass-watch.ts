import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { Subscriptions } from '@sxbq/platform/graphql';
import { isPassOver } from '../domain/round-status';
import type { PassRow } from '../persistence/round-passes.repository';
import { passTopic, RoundRunsService } from '../round-runs.service';

/** Notifications are best effort, so the row is looked at this often all the same. */
const LOOK_MS = 2_000;

/** What the subscription's field is called, as graphql asks of its events. */
export interface PassProgressEvent {
  readonly roundPassProgress: PassRow;
}

/** Follows a pass until it is over: its state now, then every state after. */
@Injectable()
export class RoundPassWatch {
  constructor(
    private readonly runs: RoundRunsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what the principal may not see. */
  async watch(principal: Principal, passId: number): Promise<AsyncGenerator<PassProgressEvent>> {
    await this.runs.pass(principal, passId);
    return this.states(principal, passId);
  }

  private async *states(principal: Principal, passId: number): AsyncGenerator<PassProgressEvent> {
    const topic = this.subscriptions.topic(passTopic(passId));
    // Listening begins with the first next(), and must begin before the row is read.
    let news = topic.next();
    let seen = '';
    try {
      for (;;) {
        const pass = await this.runs.pass(principal, passId);
        const state = `${pass.version}/${pass.done}`;
        if (state !== seen) yield { roundPassProgress: pass };
        seen = state;
        if (isPassOver(pass.status)) return;
        if (await arrivedWithin(news, LOOK_MS)) news = topic.next();
      }
    } finally {
      await topic.return?.();
    }
  }
}

async function arrivedWithin(news: Promise<unknown>, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), milliseconds)));
  try {
    return await Promise.race([news.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
