import { Config } from '@sxbq/platform';
import { newSecret } from '../domain/opaque-secret';

const PREFIX = 'sxbqi_';
const SHAPE = /^sxbqi_[\w-]{43}$/;

/** A new token of a link, with a prefix by which secret scanners know it. */
export function newInvitationToken(): string {
  return PREFIX + newSecret();
}

export function isInvitationToken(text: string): boolean {
  return SHAPE.test(text);
}

/**
 * The link to hand over. The token stands behind '#', which no browser sends to a server: it reaches no access log, no
 * proxy and no Referer header. Without PUBLIC_ORIGIN the link begins at the portal's root.
 */
export function invitationLink(token: string, { PUBLIC_ORIGIN }: Pick<Config, 'PUBLIC_ORIGIN'>): string {
  return `${PUBLIC_ORIGIN ? new URL(PUBLIC_ORIGIN).origin : ''}/invitation#${token}`;
}
