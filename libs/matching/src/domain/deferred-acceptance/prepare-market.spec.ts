import { DomainError } from '@sxbq/kernel';
import { marketDigest } from './market-digest';
import { prepareMarket } from './prepare-market';
import type { RoundInput } from './round-input';
import { columnsOf, RoundRows } from './testing/round-rows';

const ROWS: RoundRows = {
  graduates: [
    { id: 11, wishes: [1, 2] },
    { id: 12, wishes: [2], completes: true },
  ],
  postings: [
    { id: 1, capacity: 1, ranking: [11, 12] },
    { id: 2, capacity: 2, ranking: [[11, 12]] },
    { id: 3, capacity: 1, ranking: [], completes: true },
  ],
  scores: [
    { graduateId: 12, postingId: 3, score: 6_000 },
    { graduateId: 12, postingId: 1, score: 7_000 },
  ],
};
const input = columnsOf(ROWS);

function codeOf(bad: RoundInput): string {
  try {
    prepareMarket(bad);
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
  return 'accepted';
}

const empty = { graduateIds: new Uint32Array(), postingIds: new Uint32Array() };
const withWishes = (pairs: [graduateId: number, postingId: number, rank: number][]): RoundInput => ({
  ...input,
  wishes: {
    graduateIds: Uint32Array.from(pairs, ([id]) => id),
    postingIds: Uint32Array.from(pairs, ([, id]) => id),
    ranks: Uint16Array.from(pairs, ([, , rank]) => rank),
  },
});
const withPostings = (postings: Partial<RoundInput['postings']>): RoundInput => ({
  ...input,
  postings: { ...input.postings, ...postings },
});

describe('preparing a round', () => {
  it('puts completed choices after the wishes, best score first', () => {
    const { choiceOffsets, choices, ownChoices, postingIds } = prepareMarket(input);
    expect([...choiceOffsets]).toEqual([0, 2, 5]);
    expect([...choices].map((posting) => postingIds[posting])).toEqual([1, 2, 2, 1, 3]);
    expect([...ownChoices]).toEqual([2, 1]);
  });

  it.each<[string, string, RoundInput]>([
    ['nobody', 'ROUND_EMPTY', { ...input, graduates: { ids: new Uint32Array(), completes: new Uint8Array() } }],
    [
      'no posting',
      'ROUND_EMPTY',
      withPostings({ ids: new Uint32Array(), capacities: new Int32Array(), completes: new Uint8Array() }),
    ],
    ['capacity 0', 'CAPACITY_INVALID', withPostings({ capacities: Int32Array.of(1, 0, 1) })],
    ['a negative capacity', 'CAPACITY_INVALID', withPostings({ capacities: Int32Array.of(1, -2, 1) })],
    ['a posting twice', 'POSTING_TWICE', withPostings({ ids: Uint32Array.of(1, 2, 1) })],
    ['an id of 0', 'PARTICIPANT_ID_INVALID', withPostings({ ids: Uint32Array.of(1, 2, 0) })],
    [
      'a graduate twice',
      'GRADUATE_TWICE',
      { ...input, graduates: { ...input.graduates, ids: Uint32Array.of(11, 11) } },
    ],
    ['a wish of a stranger', 'GRADUATE_UNKNOWN', withWishes([[13, 1, 1]])],
    ['a wish for a closed posting', 'POSTING_UNKNOWN', withWishes([[11, 9, 1]])],
    ['rank 0', 'RANK_INVALID', withWishes([[11, 1, 0]])],
    [
      'two first wishes',
      'RANK_TWICE',
      withWishes([
        [11, 1, 1],
        [11, 2, 1],
      ]),
    ],
    [
      'a posting wished twice',
      'WISH_TWICE',
      withWishes([
        [11, 1, 1],
        [11, 1, 2],
      ]),
    ],
    [
      'a graduate ranked twice',
      'RANKING_TWICE',
      columnsOf({ ...ROWS, postings: [{ id: 1, capacity: 1, ranking: [11, 12, 11] }, ...ROWS.postings.slice(1)] }),
    ],
    ['a score twice', 'SCORE_TWICE', columnsOf({ ...ROWS, scores: [...ROWS.scores!, ROWS.scores![0]!] })],
    [
      'a score above the highest',
      'SCORE_INVALID',
      columnsOf({ ...ROWS, scores: [{ graduateId: 12, postingId: 3, score: 10_001 }] }),
    ],
  ])('refuses %s', (_case, code, bad) => {
    expect(codeOf(bad)).toBe(code);
  });

  it('refuses more participants than a priority has room for', () => {
    const ids = Uint32Array.from({ length: 2 ** 21 + 1 }, (_, index) => index + 1);
    expect(codeOf({ ...input, graduates: { ids, completes: new Uint8Array(ids.length) } })).toBe('ROUND_TOO_LARGE');
  });

  it('refuses columns of different lengths', () => {
    expect(() => prepareMarket({ ...input, wishes: { ...empty, ranks: Uint16Array.of(1) } })).toThrow(RangeError);
  });

  it.each<[string, RoundRows, boolean]>([
    ['the seed', { ...ROWS, seed: '另一种子' }, false],
    ['a capacity', { ...ROWS, postings: [{ ...ROWS.postings[0]!, capacity: 2 }, ...ROWS.postings.slice(1)] }, false],
    ['the order of wishes', { ...ROWS, graduates: [{ id: 11, wishes: [2, 1] }, ROWS.graduates[1]!] }, false],
    [
      'a ranking',
      { ...ROWS, postings: [{ ...ROWS.postings[0]!, ranking: [12, 11] }, ...ROWS.postings.slice(1)] },
      false,
    ],
    ['a completing score', { ...ROWS, scores: [{ ...ROWS.scores![0]!, score: 6_001 }, ROWS.scores![1]!] }, false],
    [
      'a score that nobody uses',
      { ...ROWS, scores: [...ROWS.scores!, { graduateId: 11, postingId: 3, score: 1 }] },
      true,
    ],
  ])('digests the input: %s', (_what, rows, same) => {
    const digest = (round: RoundRows) => marketDigest(prepareMarket(columnsOf(round)));
    expect(digest(rows) === digest(ROWS)).toBe(same);
  });
});
