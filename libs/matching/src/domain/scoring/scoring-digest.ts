import { createHash } from 'node:crypto';
import type { ScoringInput } from './scoring-input';

/** Changes whenever equal inputs may give another score. */
export const SCORING_RULES_VERSION = 1;

/**
 * SHA-256 (hex) of all that scores are computed from: rule version, what the indices stand for, and every column, each led
 * by its name and length, in little-endian bytes.
 */
export function scoringDigest(
  input: ScoringInput,
  keys: Readonly<Record<string, readonly (string | number)[]>>,
): string {
  const digest = createHash('sha256').update(JSON.stringify([SCORING_RULES_VERSION, keys]));
  const add = (tree: object, path: string): void => {
    for (const [name, value] of Object.entries(tree) as [string, unknown][]) {
      if (ArrayBuffer.isView(value)) {
        digest.update(`${path}.${name}:${value.byteLength};`);
        digest.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      } else if (typeof value === 'object' && value !== null) {
        add(value, `${path}.${name}`);
      } else {
        digest.update(`${path}.${name}=${String(value)};`);
      }
    }
  };
  add(input, '');
  return digest.digest('hex');
}
