import { Config } from '@sxbq/platform';

const MINUTE_MS = 60_000;

/** When a session dies, and how often its last use is written down. All in milliseconds. */
export interface SessionLimits {
  readonly idleMs: number;
  readonly absoluteMs: number;
  /** For the steps between the first proof and the session that counts. */
  readonly signingInMs: number;
  /** Below a minute only where the idle limit itself is a few minutes, so that a busy session never looks idle. */
  readonly touchEveryMs: number;
}

export function sessionLimits(config: Pick<Config, 'SESSION_IDLE_MINUTES' | 'SESSION_ABSOLUTE_HOURS'>): SessionLimits {
  const idleMs = config.SESSION_IDLE_MINUTES * MINUTE_MS;
  return {
    idleMs,
    absoluteMs: config.SESSION_ABSOLUTE_HOURS * 60 * MINUTE_MS,
    signingInMs: 15 * MINUTE_MS,
    touchEveryMs: Math.min(MINUTE_MS, idleMs / 4),
  };
}
