import { generateSecret, generateURI, verifySync } from 'otplib';

const PERIOD_SECONDS = 30;
/** A phone's clock may be one step off (RFC 6238, 5.2). */
const TOLERANCE_SECONDS = 30;
const ISSUER = '十校百企';

/** 160 random bits, base32. */
export function newTotpSecret(): string {
  return generateSecret();
}

/** What an authenticator app reads as a QR code. */
export function totpUri(secret: string, username: string): string {
  return generateURI({ issuer: ISSUER, label: username, secret });
}

export function isTotpCode(text: string): boolean {
  return /^\d{6}$/.test(text);
}

/** The step whose code this is, later than `after`; null when it is none, or one of a step already used (assurance S3). */
export function totpStep(secret: string, code: string, now: Date, after: number | null): number | null {
  const epoch = Math.floor(now.getTime() / 1_000);
  const latest = Math.floor((epoch + TOLERANCE_SECONDS) / PERIOD_SECONDS);
  if (after !== null && after >= latest) return null;
  const answer = verifySync({
    secret,
    token: code,
    epoch,
    epochTolerance: TOLERANCE_SECONDS,
    ...(after === null ? {} : { afterTimeStep: after }),
  });
  return answer.valid && 'timeStep' in answer ? answer.timeStep : null;
}
