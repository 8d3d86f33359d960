import { Injectable } from '@nestjs/common';
import { EntityId, Principal } from '@sxbq/kernel';
import { Subscriptions } from '@sxbq/platform/graphql';
import { AssessmentRunsService } from '../assessment-runs.service';
import { assessmentTopic } from '../assessment-steps';
import type { RunRow } from '../persistence/runs.repository';

/** Notifications are best effort, so the row is looked at this often all the same. */
const LOOK_MS = 2_000;

/** What the subscription's field is called, as graphql asks of its events. */
export interface AssessmentProgressEvent {
  readonly assessmentRunProgress: RunRow;
}

/** Follows a run until the worker has nothing to do with it: its state now, then every state after. */
@Injectable()
export class AssessmentWatch {
  constructor(
    private readonly runs: AssessmentRunsService,
    private readonly subscriptions: Subscriptions,
  ) {}

  /** Refuses before the first event what the principal may not see. */
  async watch(principal: Principal, runId: EntityId): Promise<AsyncGenerator<AssessmentProgressEvent>> {
    await this.runs.get(principal, runId);
    return this.states(principal, runId);
  }

  private async *states(principal: Principal, runId: EntityId): AsyncGenerator<AssessmentProgressEvent> {
    const topic = this.subscriptions.topic(assessmentTopic(runId));
    // Listening begins with the first next(), and must begin before the row is read.
    let news = topic.next();
    let seen = 0;
    try {
      for (;;) {
        const run = await this.runs.get(principal, runId);
        if (run.revision !== seen) yield { assessmentRunProgress: run };
        seen = run.revision;
        if (run.task === null) return;
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
