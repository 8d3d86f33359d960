/** The same matching written down twice without the product's care: as a bare loop over arrays, and with objects. */
import type { Market, RoundInput } from '@sxbq/matching';

/**
 * The least that deferred acceptance takes: one function, a heap per posting, ranks as 32-bit numbers beside each choice.
 *
 * @param ranks the graduate's strict rank at each choice's posting, all acceptable
 * @returns proposals made
 */
export function bareMatching({ choiceOffsets, choices, capacities }: Market, ranks: Int32Array): number {
  const graduates = choiceOffsets.length - 1;
  const next = choiceOffsets.slice(0, graduates);
  const tops = new Int32Array(capacities.length + 1);
  for (let posting = 0; posting < capacities.length; posting++) {
    tops[posting + 1] = tops[posting]! + capacities[posting]!;
  }
  const counts = new Int32Array(capacities.length);
  const holders = new Int32Array(tops[capacities.length]!);
  const heldRanks = new Int32Array(tops[capacities.length]!);
  let proposals = 0;
  for (let first = 0; first < graduates; first++) {
    let proposer = first;
    while (proposer >= 0 && next[proposer]! < choiceOffsets[proposer + 1]!) {
      const choice = next[proposer]!++;
      const posting = choices[choice]!;
      const rank = ranks[choice]!;
      const top = tops[posting]!;
      const count = counts[posting]!;
      proposals++;
      let hole: number;
      if (count < capacities[posting]!) {
        hole = count;
        while (hole > 0 && heldRanks[top + ((hole - 1) >> 1)]! < rank) {
          const parent = (hole - 1) >> 1;
          holders[top + hole] = holders[top + parent]!;
          heldRanks[top + hole] = heldRanks[top + parent]!;
          hole = parent;
        }
        holders[top + hole] = proposer;
        counts[posting] = count + 1;
        proposer = -1;
      } else {
        if (rank > heldRanks[top]!) continue;
        const refused = holders[top]!;
        hole = 0;
        for (let child = 1; child < count; child = 2 * hole + 1) {
          if (child + 1 < count && heldRanks[top + child + 1]! > heldRanks[top + child]!) child++;
          if (heldRanks[top + child]! < rank) break;
          holders[top + hole] = holders[top + child]!;
          heldRanks[top + hole] = heldRanks[top + child]!;
          hole = child;
        }
        holders[top + hole] = proposer;
        proposer = refused;
      }
      heldRanks[top + hole] = rank;
    }
  }
  return proposals;
}

interface Graduate {
  readonly id: number;
  readonly wishes: Posting[];
  next: number;
  place: Posting | null;
}
interface Posting {
  readonly capacity: number;
  /** Strict rank by graduate. */
  readonly ranks: Map<number, number>;
  readonly held: Graduate[];
}

/** Graduates and postings as one would first write them; `rankOf` is strict, as in the market. */
export function objectsOf({ graduates, postings, wishes }: RoundInput, market: Market, ranks: Int32Array): Graduate[] {
  const postingById = new Map<number, Posting>();
  postings.ids.forEach((id, row) =>
    postingById.set(id, { capacity: postings.capacities[row]!, ranks: new Map(), held: [] }),
  );
  const graduateById = new Map<number, Graduate>();
  graduates.ids.forEach((id) => graduateById.set(id, { id, wishes: [], next: 0, place: null }));
  for (let row = 0; row < wishes.ranks.length; row++) {
    const graduate = graduateById.get(wishes.graduateIds[row]!)!;
    graduate.wishes[wishes.ranks[row]! - 1] = postingById.get(wishes.postingIds[row]!)!;
  }
  market.graduateIds.forEach((id, graduate) => {
    for (let choice = market.choiceOffsets[graduate]!; choice < market.choiceOffsets[graduate + 1]!; choice++) {
      postingById.get(market.postingIds[market.choices[choice]!]!)!.ranks.set(id, ranks[choice]!);
    }
  });
  return [...graduateById.values()];
}

/** Gale–Shapley over those objects: a queue of the free, a list of the held, the worst looked for when it is too long. */
export function matchObjects(graduates: readonly Graduate[]): number {
  const free = [...graduates];
  let proposals = 0;
  for (;;) {
    const graduate = free.pop();
    if (!graduate) return proposals;
    const posting = graduate.wishes[graduate.next++];
    if (!posting) continue;
    proposals++;
    posting.held.push(graduate);
    graduate.place = posting;
    if (posting.held.length <= posting.capacity) continue;
    const worst = posting.held.reduce((one, other) =>
      posting.ranks.get(one.id)! > posting.ranks.get(other.id)! ? one : other,
    );
    posting.held.splice(posting.held.indexOf(worst), 1);
    worst.place = null;
    free.push(worst);
  }
}

/** Undoes a run. */
export function releaseObjects(graduates: readonly Graduate[]): void {
  for (const graduate of graduates) {
    if (graduate.place) graduate.place.held.length = 0;
  }
  for (const graduate of graduates) {
    graduate.next = 0;
    graduate.place = null;
  }
}

/** Strict whole-number ranks from the market's priorities: the place of each choice in its posting's order. */
export function strictRanks({ choices, priorities, postingIds }: Market): Int32Array {
  const byPosting: number[][] = Array.from(postingIds, () => []);
  choices.forEach((posting, choice) => byPosting[posting]!.push(choice));
  const ranks = new Int32Array(choices.length);
  for (const applicants of byPosting) {
    applicants.sort((one, other) => priorities[one]! - priorities[other]!);
    applicants.forEach((choice, rank) => (ranks[choice] = rank));
  }
  return ranks;
}
