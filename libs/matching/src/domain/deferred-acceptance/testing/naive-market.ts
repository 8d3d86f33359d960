import { createHash } from 'node:crypto';
import { GraduateRow, PostingRow, RoundRows, SEED } from './round-rows';

/** Both sides' strict lists by id, as the published rules make them; written without a look at the real thing. */
export interface NaiveMarket {
  /** Acceptable and other postings, best first. */
  readonly choices: ReadonlyMap<number, readonly number[]>;
  /** Acceptable graduates, best first. */
  readonly orders: ReadonlyMap<number, readonly number[]>;
  readonly capacities: ReadonlyMap<number, number>;
}

/** Posting by graduate; who has no place is not in it. */
export type NaiveMatching = ReadonlyMap<number, number>;

export function naiveMarket(rows: RoundRows): NaiveMarket {
  const seed = rows.seed ?? SEED;
  return {
    choices: new Map(rows.graduates.map((graduate) => [graduate.id, choicesOf(graduate, rows, seed)])),
    orders: new Map(rows.postings.map((posting) => [posting.id, orderOf(posting, rows, seed)])),
    capacities: new Map(rows.postings.map(({ id, capacity }) => [id, capacity])),
  };
}

function choicesOf({ id, wishes, completes }: GraduateRow, rows: RoundRows, seed: string): number[] {
  if (!completes) return [...wishes];
  const others = (rows.scores ?? [])
    .filter(({ graduateId, postingId }) => graduateId === id && !wishes.includes(postingId))
    .sort((one, other) => other.score - one.score || byLot(seed, 'posting', one.postingId, other.postingId));
  return [...wishes, ...others.map(({ postingId }) => postingId)];
}

function orderOf(posting: PostingRow, rows: RoundRows, seed: string): number[] {
  const ranked = posting.ranking.flatMap((tied) =>
    [...[tied].flat()].sort((one, other) => byLot(seed, 'graduate', one, other)),
  );
  if (!posting.completes) return ranked;
  const others = (rows.scores ?? [])
    .filter(({ graduateId, postingId }) => postingId === posting.id && !ranked.includes(graduateId))
    .sort((one, other) => other.score - one.score || byLot(seed, 'graduate', one.graduateId, other.graduateId));
  return [...ranked, ...others.map(({ graduateId }) => graduateId)];
}

function byLot(seed: string, side: string, one: number, other: number): number {
  const lot = (id: number) => createHash('sha256').update(`${seed}/${side}/${id}`).digest().readUInt32BE(0);
  return lot(one) - lot(other) || one - other;
}

/** Every pair is looked at: O(graduates × postings). */
export function naiveBlockingPairs(market: NaiveMarket, matching: NaiveMatching): [number, number][] {
  const pairs: [number, number][] = [];
  for (const [graduate, choices] of market.choices) {
    for (const [posting, order] of market.orders) {
      if (!choices.includes(posting) || !order.includes(graduate)) continue;
      const held = matching.get(graduate);
      if (held !== undefined && choices.indexOf(held) <= choices.indexOf(posting)) continue;
      const tenants = tenantsOf(matching, posting);
      const hasRoom = tenants.length < market.capacities.get(posting)!;
      if (hasRoom || tenants.some((tenant) => order.indexOf(tenant) > order.indexOf(graduate))) {
        pairs.push([graduate, posting]);
      }
    }
  }
  return pairs;
}

export function tenantsOf(matching: NaiveMatching, posting: number): number[] {
  return [...matching]
    .filter(([, held]) => held === posting)
    .map(([graduate]) => graduate)
    .sort((one, other) => one - other);
}

/** Gale–Shapley by the book: in each round every free graduate applies, every posting keeps the best. */
export function naiveGraduateProposing({ choices, orders, capacities }: NaiveMarket): NaiveMatching {
  const left = new Map([...choices].map(([graduate, list]) => [graduate, [...list]]));
  const held = new Map<number, number>();
  for (;;) {
    const applying = [...left].filter(([graduate, list]) => !held.has(graduate) && list.length > 0);
    if (applying.length === 0) return held;
    for (const [graduate, list] of applying) held.set(graduate, list.shift()!);
    for (const [posting, order] of orders) {
      const applicants = tenantsOf(held, posting);
      const kept = order.filter((graduate) => applicants.includes(graduate)).slice(0, capacities.get(posting));
      for (const graduate of applicants) if (!kept.includes(graduate)) held.delete(graduate);
    }
  }
}

/** The other side proposes: each posting with room asks the next on its list, a graduate keeps the better offer. */
export function naivePostingProposing({ choices, orders, capacities }: NaiveMarket): NaiveMatching {
  const left = new Map([...orders].map(([posting, order]) => [posting, [...order]]));
  const held = new Map<number, number>();
  for (;;) {
    const asking = [...left].find(
      ([posting, order]) => order.length > 0 && tenantsOf(held, posting).length < capacities.get(posting)!,
    );
    if (!asking) return held;
    const [posting, order] = asking;
    const graduate = order.shift()!;
    const list = choices.get(graduate)!;
    if (!list.includes(posting)) continue;
    const present = held.get(graduate);
    if (present === undefined || list.indexOf(posting) < list.indexOf(present)) held.set(graduate, posting);
  }
}

/** Every stable matching, by trying every matching: for tiny markets. */
export function allStableMatchings(market: NaiveMarket): NaiveMatching[] {
  const graduates = [...market.choices.keys()];
  const stable: NaiveMatching[] = [];
  const extend = (index: number, matching: Map<number, number>): void => {
    if (index === graduates.length) {
      if (naiveBlockingPairs(market, matching).length === 0) stable.push(new Map(matching));
      return;
    }
    const graduate = graduates[index]!;
    extend(index + 1, matching);
    for (const posting of market.choices.get(graduate)!) {
      if (!market.orders.get(posting)!.includes(graduate)) continue;
      if (tenantsOf(matching, posting).length >= market.capacities.get(posting)!) continue;
      extend(index + 1, new Map([...matching, [graduate, posting]]));
    }
  };
  extend(0, new Map());
  return stable;
}
