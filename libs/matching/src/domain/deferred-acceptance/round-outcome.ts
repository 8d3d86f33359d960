import { Checkpoint, noCheckpoint } from '../checkpoint';
import { choiceOutcomes } from './choice-outcomes';
import { deferredAcceptance, Matching } from './deferred-acceptance';
import { Market, NONE } from './market';
import { marketDigest } from './market-digest';
import { prepareMarket } from './prepare-market';
import type { RoundInput } from './round-input';
import { findFlaw } from './stability';

/** A round's result in columns, as it is kept: by ids, without anything that the input did not say. */
export interface RoundOutcome {
  /** SHA-256 (hex) of what the result was computed from. */
  readonly digest: string;
  readonly seed: string;
  readonly proposals: number;
  readonly placed: number;
  /** Ascending. */
  readonly graduateIds: Uint32Array;
  /** Which of the graduate's choices holds, from 1; 0: no place. */
  readonly placedChoices: Int32Array;
  /** Graduate g's choices are `choiceOffsets[g]` up to, without, `choiceOffsets[g + 1]`. */
  readonly choiceOffsets: Int32Array;
  readonly choicePostingIds: Uint32Array;
  /** A ChoiceOutcome for each choice. */
  readonly choiceOutcomes: Uint8Array;
  /** How many of a graduate's choices are their own; the rest were completed by score. */
  readonly ownChoices: Int32Array;
  /** Ascending. */
  readonly postingIds: Uint32Array;
  readonly capacities: Int32Array;
  readonly filled: Int32Array;
}

/**
 * Runs one pass of a round: check, canonical form, deferred acceptance, proof of stability, reasons.
 *
 * @throws DomainError BAD_INPUT for bad rows; Error when the result has a flaw, which only a fault of ours can cause
 */
export function runRound(input: RoundInput, checkpoint: Checkpoint = noCheckpoint): RoundOutcome {
  const market = prepareMarket(input);
  const matching = deferredAcceptance(market, checkpoint);
  const flaw = findFlaw(market, matching);
  if (flaw) throw new Error(`the matching is not stable: ${JSON.stringify(flaw)}`);
  return {
    digest: marketDigest(market),
    seed: market.seed,
    proposals: matching.proposals,
    placed: matching.filled.reduce((sum, count) => sum + count, 0),
    graduateIds: market.graduateIds,
    placedChoices: placedChoices(market, matching),
    choiceOffsets: market.choiceOffsets,
    choicePostingIds: choicePostingIds(market),
    choiceOutcomes: choiceOutcomes(market, matching),
    ownChoices: market.ownChoices,
    postingIds: market.postingIds,
    capacities: market.capacities,
    filled: matching.filled,
  };
}

/** A plain loop: `Uint32Array.from` takes ten times as long for millions of choices. */
function choicePostingIds({ choices, postingIds }: Market): Uint32Array {
  const ids = new Uint32Array(choices.length);
  for (let choice = 0; choice < choices.length; choice++) ids[choice] = postingIds[choices[choice]!]!;
  return ids;
}

function placedChoices({ choiceOffsets }: Market, { heldChoices }: Matching): Int32Array {
  return heldChoices.map((held, graduate) => (held === NONE ? 0 : held - choiceOffsets[graduate]! + 1));
}
