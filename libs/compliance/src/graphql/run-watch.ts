import { Injectable } from '@nestjs/common';
import { Principal } from '@sxbq/kernel';
import { Subscriptions } from '@sxbq/platform/graphql';
import { ComplianceRunsService, runTopic } from '../compliance-runs.service';
import { RunStatus } from '../domain/run-status';
import type { RunRow } from '../persistence/runs.repository';

/** Notifications are best effort, so the row is looked at this often all the same. */
const LOOK_MS = 2_000;

/** What the subscription's field is called, as graphql asks of its events. */
export interface RunProgressEvent {
  readonly complianceRunProgress: RunRow;
}

/** Follows a run until it is over: its state now, then every state after. */
@Injectable()
export class RunWatch {
  constructor(
    private readonly runs: ComplianceRunsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what the principal may not see. */
  async watch(principal: Principal, runId: number): Promise<AsyncGenerator<RunProgressEvent>> {
    await this.runs.run(principal, runId);
    return this.states(principal, runId);
  }

  private async *states(principal: Principal, runId: number): AsyncGenerator<RunProgressEvent> {
    const topic = this.subscriptions.topic(runTopic(runId));
    // Listening begins with the first next(), and must begin before the row is read.
    let news = topic.next();
    let seen = 0;
    try {
      for (;;) {
        const run = await this.runs.run(principal, runId);
        if (run.version !== seen) yield { complianceRunProgress: run };
        seen = run.version;
        if (run.status === RunStatus.DONE || run.status === RunStatus.FAILED) return;
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
