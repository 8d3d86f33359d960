import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'sxbq_';
const SHAPE = /^sxbq_[\w-]{43}$/;

/** A new opaque token: 256 random bits, with a prefix by which secret scanners know it. */
export function newSessionToken(): string {
  return PREFIX + randomBytes(32).toString('base64url');
}

export function isSessionToken(text: string): boolean {
  return SHAPE.test(text);
}

/** What is stored of a token: SHA-256, base64url, 43 characters. A random token needs no salt and no slow hash. */
export function sessionTokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
