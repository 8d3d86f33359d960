import type { ErrorKind } from '@sxbq/kernel';
import { types } from 'node:util';
import type { RoundInput } from '../domain/deferred-acceptance/round-input';
import type { FrozenRound, RoundScoring } from '../domain/score-round';
import type { ScoreWeights } from '../domain/scoring/score-weights';
import type { ScoringInput } from '../domain/scoring/scoring-input';
import type { SuggestionLimits } from '../domain/scoring/suggest';
import type { PinnedPairs } from '../domain/suggestions/suggestion-rows';

/** What a matching thread is started with. */
export type ThreadTask =
  | { readonly task: 'ROUND'; readonly input: RoundInput }
  | { readonly task: 'PASS'; readonly round: FrozenRound; readonly scoring: RoundScoring }
  | {
      readonly task: 'SUGGEST';
      readonly input: ScoringInput;
      readonly weights: ScoreWeights;
      readonly limits: SuggestionLimits;
      readonly pinned: PinnedPairs;
    };

export interface ThreadStart {
  readonly task: ThreadTask;
  /** One number shared with the owner; not 0: end at the next checkpoint. */
  readonly cancelled: Int32Array<SharedArrayBuffer>;
}

/** Thread → owner. */
export type ThreadMessage<Result> =
  | { readonly kind: 'PROGRESS'; readonly done: number; readonly total: number }
  | { readonly kind: 'DONE'; readonly result: Result }
  | { readonly kind: 'CANCELLED' }
  /** A DomainError, which does not keep its class on the way. */
  | {
      readonly kind: 'REFUSED';
      readonly error: {
        readonly kind: ErrorKind;
        readonly code: string;
        readonly message: string;
        readonly details: Readonly<Record<string, unknown>>;
      };
    }
  | { readonly kind: 'FAILED'; readonly error: string };

/** The memory of every column in a tree of plain objects, once each: handed over instead of copied. */
export function columnBuffers(tree: object, found = new Set<ArrayBuffer>()): ArrayBuffer[] {
  for (const value of Object.values(tree) as unknown[]) {
    if (ArrayBuffer.isView(value)) {
      if (types.isArrayBuffer(value.buffer)) found.add(value.buffer);
    } else if (typeof value === 'object' && value !== null) {
      columnBuffers(value, found);
    }
  }
  return [...found];
}
