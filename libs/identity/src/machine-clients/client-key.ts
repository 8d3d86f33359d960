import { EntityId } from '@sxbq/kernel';
import { newSecret } from '../domain/opaque-secret';

/** The secret has as many characters as a session's token has behind its prefix, so that neither is ever read as the other. */
const SHAPE = /^sxbq_([1-9]\d{0,9})_[\w-]{43}$/;

/** A new key of the client: 'sxbq_17_…'. The number tells whose it is, the 256 random bits that it is theirs. */
export function newClientKey(clientId: EntityId): string {
  return `sxbq_${clientId}_${newSecret()}`;
}

/** The key in an Authorization header, with the client it names; null when there is none of that form. */
export function clientKeyOf(authorization: string | string[] | undefined): { key: string; clientId: EntityId } | null {
  const key = typeof authorization === 'string' ? /^Bearer +(\S+)$/i.exec(authorization)?.[1] : undefined;
  const clientId = key === undefined ? undefined : SHAPE.exec(key)?.[1];
  return key === undefined || clientId === undefined ? null : { key, clientId: Number(clientId) };
}
