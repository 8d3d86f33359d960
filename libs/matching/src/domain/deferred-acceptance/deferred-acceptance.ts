import { Checkpoint, noCheckpoint } from '../checkpoint';
import { Market, NONE } from './market';

export interface Matching {
  /** The choice that holds, as an index into `market.choices`; −1: no place. */
  readonly heldChoices: Int32Array;
  /** Graduates placed at each posting. */
  readonly filled: Int32Array;
  /** Proposals made until nobody had another one to make. */
  readonly proposals: number;
}

const GRADUATES_PER_CHECKPOINT = 4_096;

/**
 * Graduate-proposing deferred acceptance, many to one (Gale & Shapley 1962). Stable, and for every graduate the best of
 * all stable matchings; no graduate gains by wishing otherwise than they mean (Roth 1982). In passes: who is turned away
 * proposes again in the next one. Time grows with the proposals made and the logarithm of capacities.
 *
 * @throws what the checkpoint throws
 */
export function deferredAcceptance(market: Market, checkpoint: Checkpoint = noCheckpoint): Matching {
  const { choiceOffsets, choices, priorities, graduateIds } = market;
  const total = graduateIds.length;
  const held = new HeldApplicants(market);
  const next = choiceOffsets.slice(0, total);
  const proposers = new Int32Array(total).map((_, graduate) => graduate);
  let proposals = 0;
  let seen = 0;
  for (let count = total, turnedAway = 0; count > 0; count = turnedAway, turnedAway = 0) {
    for (let turn = 0; turn < count; turn++) {
      if (seen++ % GRADUATES_PER_CHECKPOINT === 0) checkpoint(total - count, total);
      const proposer = proposers[turn]!;
      const end = choiceOffsets[proposer + 1]!;
      let choice = next[proposer]!;
      let refused = proposer;
      while (refused === proposer && choice < end) {
        if (priorities[choice]! >= 0) refused = held.propose(choices[choice]!, proposer, priorities[choice]!);
        choice++;
      }
      proposals += choice - next[proposer]!;
      next[proposer] = choice;
      if (refused !== proposer && refused !== NONE) proposers[turnedAway++] = refused;
    }
  }
  return { heldChoices: held.choicesHeld(next), filled: held.counts, proposals };
}

/** For each posting a heap of those it holds, the worst on top; all heaps in one array. */
class HeldApplicants {
  readonly counts: Int32Array;
  private readonly offsets: Int32Array;
  private readonly graduates: Int32Array;
  private readonly priorities: Float64Array;

  constructor({ capacities, applicants }: Market) {
    const postings = capacities.length;
    this.counts = new Int32Array(postings);
    this.offsets = new Int32Array(postings + 1);
    for (let posting = 0; posting < postings; posting++) {
      const room = Math.min(capacities[posting]!, applicants[posting]!);
      this.offsets[posting + 1] = this.offsets[posting]! + room;
    }
    this.graduates = new Int32Array(this.offsets[postings]!);
    this.priorities = new Float64Array(this.offsets[postings]!);
  }

  /** @returns the graduate who is turned away: the proposer, another, or −1 */
  propose(posting: number, graduate: number, priority: number): number {
    const top = this.offsets[posting]!;
    const count = this.counts[posting]!;
    if (count < this.offsets[posting + 1]! - top) {
      this.counts[posting] = count + 1;
      this.rise(top, count, graduate, priority);
      return NONE;
    }
    if (priority > this.priorities[top]!) return graduate;
    const refused = this.graduates[top]!;
    this.sink(top, count, graduate, priority);
    return refused;
  }

  /** @param next each graduate's choice after the one that holds, if any does */
  choicesHeld(next: Int32Array): Int32Array {
    const heldChoices = new Int32Array(next.length).fill(NONE);
    for (let posting = 0; posting < this.counts.length; posting++) {
      const top = this.offsets[posting]!;
      for (let position = top; position < top + this.counts[posting]!; position++) {
        const graduate = this.graduates[position]!;
        heldChoices[graduate] = next[graduate]! - 1;
      }
    }
    return heldChoices;
  }

  private rise(top: number, hole: number, graduate: number, priority: number): void {
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (this.priorities[top + parent]! > priority) break;
      this.put(top + hole, this.graduates[top + parent]!, this.priorities[top + parent]!);
      hole = parent;
    }
    this.put(top + hole, graduate, priority);
  }

  private sink(top: number, count: number, graduate: number, priority: number): void {
    let hole = 0;
    for (let child = 1; child < count; child = 2 * hole + 1) {
      if (child + 1 < count && this.priorities[top + child + 1]! > this.priorities[top + child]!) child++;
      if (this.priorities[top + child]! < priority) break;
      this.put(top + hole, this.graduates[top + child]!, this.priorities[top + child]!);
      hole = child;
    }
    this.put(top + hole, graduate, priority);
  }

  private put(position: number, graduate: number, priority: number): void {
    this.graduates[position] = graduate;
    this.priorities[position] = priority;
  }
}
