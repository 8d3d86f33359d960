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
  const marks = new Int32Array(Math.ceil(total / BITS));
  let proposals = 0;
  let seen = 0;
  for (let count = total, turnedAway = 0; count > 0; count = turnedAway, turnedAway = 0) {
    // In order of the graduates the lists are read nearly one after another, which is what the caches like best.
    if (count < total && count * BITS >= total) sortAscending(proposers, count, marks);
    for (let turn = 0; turn < count; turn++) {
      if (seen++ % GRADUATES_PER_CHECKPOINT === 0) checkpoint(total - count, total);
      const proposer = proposers[turn]!;
      const end = choiceOffsets[proposer + 1]!;
      let choice = next[proposer]!;
      while (choice < end && held.refuses(choices[choice]!, priorities[choice]!)) choice++;
      proposals += Math.min(choice + 1, end) - next[proposer]!;
      if (choice < end) {
        const refused = held.hold(choices[choice]!, proposer, priorities[choice]!);
        if (refused !== NONE) proposers[turnedAway++] = refused;
        choice++;
      }
      next[proposer] = choice;
    }
  }
  return { heldChoices: held.choicesHeld(next), filled: held.counts, proposals };
}

const BITS = 32;

/**
 * Sorts the first `count` graduates, each there once.
 *
 * @param marks a bit for each graduate, all 0 before and after
 */
function sortAscending(graduates: Int32Array, count: number, marks: Int32Array): void {
  for (let position = 0; position < count; position++) {
    marks[graduates[position]! >> 5]! |= 1 << (graduates[position]! & 31);
  }
  let position = 0;
  for (let word = 0; word < marks.length; word++) {
    for (let rest = marks[word]!; rest !== 0; rest &= rest - 1) {
      graduates[position++] = word * BITS + 31 - Math.clz32(rest & -rest);
    }
    marks[word] = 0;
  }
}

/** For each posting a heap of those it holds, the worst on top; all heaps in one array. */
class HeldApplicants {
  readonly counts: Int32Array;
  private readonly offsets: Int32Array;
  private readonly graduates: Int32Array;
  private readonly priorities: Float64Array;
  /** Priority of the worst that each full posting holds; infinite while it has room. Small, since it is asked most. */
  private readonly worst: Float64Array;

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
    this.worst = new Float64Array(postings).fill(Infinity);
  }

  /** Whether the posting is full of better ones, or does not accept the graduate at all. */
  refuses(posting: number, priority: number): boolean {
    return priority > this.worst[posting]! || priority < 0;
  }

  /**
   * Holds a graduate whom the posting does not refuse.
   *
   * @returns the graduate who is turned away for it, or −1
   */
  hold(posting: number, graduate: number, priority: number): number {
    const top = this.offsets[posting]!;
    const room = this.offsets[posting + 1]! - top;
    const count = this.counts[posting]!;
    if (count < room) {
      this.counts[posting] = count + 1;
      this.rise(top, count, graduate, priority);
      if (count + 1 === room) this.worst[posting] = this.priorities[top]!;
      return NONE;
    }
    const refused = this.graduates[top]!;
    this.sink(top, count, graduate, priority);
    this.worst[posting] = this.priorities[top]!;
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
