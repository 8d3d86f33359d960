import type { Matching } from './deferred-acceptance';
import { Market, NONE } from './market';

/** Why a matching must not be published. */
export type Flaw =
  /** The pair would rather have each other. */
  | { readonly kind: 'BLOCKING_PAIR'; readonly graduateId: number; readonly postingId: number }
  /** A graduate holds a place they did not choose, or where they are refused. */
  | { readonly kind: 'NOT_ACCEPTABLE'; readonly graduateId: number }
  /** More graduates than places, or a count that is not the number of graduates. */
  | { readonly kind: 'MISCOUNTED'; readonly postingId: number };

/**
 * Looks for a flaw in linear time, knowing nothing of how the matching came about: each graduate is compared, for every
 * choice above the one that holds, with the worst applicant the posting holds.
 *
 * @returns the first flaw by graduate, or null: the matching is stable
 */
export function findFlaw(market: Market, matching: Matching): Flaw | null {
  const worst = new Float64Array(market.postingIds.length).fill(NONE);
  const counts = new Int32Array(market.postingIds.length);
  for (let graduate = 0; graduate < market.graduateIds.length; graduate++) {
    const choice = matching.heldChoices[graduate]!;
    if (choice === NONE) continue;
    if (!isOwnAcceptable(market, graduate, choice)) {
      return { kind: 'NOT_ACCEPTABLE', graduateId: market.graduateIds[graduate]! };
    }
    const posting = market.choices[choice]!;
    counts[posting]!++;
    if (market.priorities[choice]! > worst[posting]!) worst[posting] = market.priorities[choice]!;
  }
  return miscounted(market, matching, counts) ?? blockingPair(market, matching, counts, worst);
}

function isOwnAcceptable(market: Market, graduate: number, choice: number): boolean {
  const own = choice >= market.choiceOffsets[graduate]! && choice < market.choiceOffsets[graduate + 1]!;
  return own && market.priorities[choice]! >= 0;
}

function miscounted(market: Market, { filled }: Matching, counts: Int32Array): Flaw | null {
  const posting = counts.findIndex((count, index) => count !== filled[index] || count > market.capacities[index]!);
  return posting === -1 ? null : { kind: 'MISCOUNTED', postingId: market.postingIds[posting]! };
}

function blockingPair(market: Market, matching: Matching, counts: Int32Array, worst: Float64Array): Flaw | null {
  const { choiceOffsets, choices, priorities, capacities } = market;
  for (let graduate = 0; graduate < market.graduateIds.length; graduate++) {
    const held = matching.heldChoices[graduate]!;
    const end = held === NONE ? choiceOffsets[graduate + 1]! : held;
    for (let choice = choiceOffsets[graduate]!; choice < end; choice++) {
      if (priorities[choice]! < 0) continue;
      const posting = choices[choice]!;
      if (counts[posting]! < capacities[posting]! || priorities[choice]! < worst[posting]!) {
        return {
          kind: 'BLOCKING_PAIR',
          graduateId: market.graduateIds[graduate]!,
          postingId: market.postingIds[posting]!,
        };
      }
    }
  }
  return null;
}
