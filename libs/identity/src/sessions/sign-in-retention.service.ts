import { Injectable } from '@nestjs/common';
import { Clock } from '@sxbq/kernel';
import { SessionRepository } from '../persistence/session.repository';
import { SignInOriginRepository } from '../persistence/sign-in-origin.repository';
import { ORIGIN_DAYS } from './sign-in-origins';

/** For how long a dead session is kept, so that its owner may be told of it; the audit keeps who acted in it. */
export const SESSION_DAYS = 30;
const DAY_MS = 86_400_000;
const BATCH = 1_000;

/** Forgets what signing in leaves behind, in small statements that block nobody. */
@Injectable()
export class SignInRetentionService {
  constructor(
    private readonly clock: Clock,
    private readonly sessions: SessionRepository,
    private readonly origins: SignInOriginRepository,
  ) {}

  async prune(): Promise<void> {
    const now = this.clock.now().getTime();
    await inBatches(() => this.sessions.prune(new Date(now - SESSION_DAYS * DAY_MS), BATCH));
    await inBatches(() => this.origins.prune(new Date(now - ORIGIN_DAYS * DAY_MS), BATCH));
  }
}

async function inBatches(prune: () => Promise<number>): Promise<void> {
  while ((await prune()) === BATCH);
}
