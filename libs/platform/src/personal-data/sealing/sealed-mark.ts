import { SealingAlgorithm } from './sealing-key';

/** What a sealed value says about itself. */
export interface SealedMark {
  readonly algorithm: SealingAlgorithm;
  /** Id of a configured key, or PERSONS_OWN. */
  readonly keyId: string;
}

/** Stands where a key's id stands: the value is sealed with the secret of the person it is about. No key has this id. */
export const PERSONS_OWN = '@';

export function writtenMark({ algorithm, keyId }: SealedMark): string {
  return `${algorithm}.${keyId}`;
}

/** Reads the beginning of a value; without an algorithm it is of release 0.1.0. Throws on an unknown algorithm. */
export function markOf(written: string): SealedMark {
  const dot = written.indexOf('.');
  if (dot === -1) return { algorithm: 'aes', keyId: written };
  const algorithm = written.slice(0, dot);
  if (algorithm !== 'aes' && algorithm !== 'sm4') throw new Error(`unknown algorithm of a sealed value`);
  return { algorithm, keyId: written.slice(dot + 1) };
}
