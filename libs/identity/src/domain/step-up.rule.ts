import { Principal } from '@sxbq/kernel';

/** For how long a renewed proof of who one is counts (ASVS 5.0, 7.5.3). */
export const STEP_UP_MINUTES = 10;

/** True within ten minutes after the person last proved again who they are; the system needs no proof. */
export function isSteppedUp({ role, steppedUpAt }: Principal, now: Date): boolean {
  return role === 'SYSTEM' || isRecentProof(steppedUpAt ?? null, now);
}

export function isRecentProof(provenAt: Date | null, now: Date): boolean {
  return provenAt !== null && now.getTime() - provenAt.getTime() <= STEP_UP_MINUTES * 60_000;
}
