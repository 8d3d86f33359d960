import { DomainError } from '@sxbq/kernel';
import { isDatabaseOutage } from '../database/database-faults';

/** What ioredis and Redis say when there is no Redis, or none that takes commands. */
const REDIS_AWAY =
  /Stream isn't writeable|Connection is closed|max retries per request|^(?:LOADING|READONLY|MASTERDOWN|CLUSTERDOWN|MISCONF|OOM) /;

/** Refusals that say something of the moment, not of what was asked for; a slow statement is slow the next time too. */
const OF_THE_MOMENT = (error: DomainError): boolean =>
  error.kind === 'UNAVAILABLE' && error.code !== 'STATEMENT_TIMEOUT';

/**
 * True when work failed because the database or Redis was away or unable, or because this process may not work just
 * now: no attempt at the work was made, so none may be counted.
 */
export function isOutage(error: unknown): boolean {
  if (error instanceof DomainError) return OF_THE_MOMENT(error);
  return isDatabaseOutage(error) || REDIS_AWAY.test(String((error as Error | null)?.message));
}
