import { runPassInThread } from '../thread/matching-threads';
import { FrozenRound, RoundScoring, runPass, scoreRound } from './score-round';
import { SAMPLE_WEIGHTS } from './scoring/score-weights';
import { GraduateRow, PostingRow, scoringInput } from './scoring/testing/scoring-rows';

/** A thread compiles its sources when tests run; a busy machine takes its time. */
jest.setTimeout(30_000);

const person: GraduateRow = {
  major: null,
  school: null,
  grade: null,
  salaryFloor: null,
  occupations: [0],
  districts: [],
  certificates: [],
  functions: [],
};
const offer: PostingRow = {
  enterprise: null,
  occupation: 0,
  standard: null,
  gradeFloor: null,
  district: null,
  salary: null,
  acceptedMajors: [],
};
/** Of the second posting nobody knows the occupation; the third asks for one that nobody wishes for. */
const OFFERS = [offer, { ...offer, occupation: null }, { ...offer, occupation: 1 }];

function scoring(graduates: readonly GraduateRow[]): RoundScoring {
  const input = scoringInput({
    graduates: [...graduates],
    postings: OFFERS,
    links: [{}, {}, {}, {}],
    standards: [],
    history: [{}, {}, {}],
  });
  return { input, weights: SAMPLE_WEIGHTS, completions: 2 };
}

const pairs = (rows: readonly (readonly [graduate: number, posting: number])[]) => ({
  graduateIds: Uint32Array.from(rows, ([graduate]) => graduate),
  postingIds: Uint32Array.from(rows, ([, posting]) => posting),
});

type Given = { wishes?: [number, number][]; barred?: [number, number][]; completes?: number[]; optedOut?: number[] };

function frozen(of: RoundScoring, { wishes = [], barred = [], completes = [], optedOut = [] }: Given): FrozenRound {
  const { graduates, postings } = of.input;
  const marked = (ids: readonly number[]) => Uint8Array.from(graduates.ids, (id) => (ids.includes(id) ? 1 : 0));
  return {
    seed: 's',
    graduates: { ids: graduates.ids.slice(), completes: marked(completes), optedOut: marked(optedOut) },
    postings: {
      ids: postings.ids.slice(),
      capacities: Int32Array.from(postings.ids, () => 1),
      completes: Uint8Array.from(postings.ids, () => 1),
    },
    wishes: { ...pairs(wishes), ranks: Uint16Array.from(wishes, (_, row) => row + 1) },
    rankings: { ...pairs([]), ranks: new Uint16Array(0) },
    barred: pairs(barred),
  };
}

const scored = (round: FrozenRound, by: RoundScoring): [number, number, number][] => {
  const { graduateIds, postingIds, scores } = scoreRound(round, by).scores;
  return Array.from(scores, (score, row) => [graduateIds[row]!, postingIds[row]!, score]);
};

describe('scores of a round', () => {
  const by = scoring([person, person]);
  const [first, second] = by.input.graduates.ids as unknown as [number, number];
  const [related, open, foreign] = by.input.postings.ids as unknown as [number, number, number];

  it('are of the wishes that meet the conditions', () => {
    const rows = scored(
      frozen(by, {
        wishes: [
          [first, related],
          [first, foreign],
          [second, open],
        ],
      }),
      by,
    );
    expect(rows.map(([graduate, posting]) => [graduate, posting])).toEqual([
      [first, related],
      [second, open],
    ]);
    expect(rows.every(([, , score]) => score > 0)).toBe(true);
  });

  it('follow the wishes of who agreed, without what is barred or wished for', () => {
    const round = frozen(by, { wishes: [[first, related]], completes: [first, second], barred: [[second, related]] });
    expect(scored(round, by).map(([graduate, posting]) => [graduate, posting])).toEqual([
      [first, related],
      [first, open],
      [second, open],
    ]);
  });

  it('are 0 for who wants none, and none for who is not known', () => {
    const quiet = frozen(by, {
      wishes: [
        [first, related],
        [second, related],
      ],
      optedOut: [second],
    });
    expect(scored(quiet, by).map(([, , score]) => score > 0)).toEqual([true, false]);
    const stranger = { ...quiet, graduates: { ...quiet.graduates, ids: Uint32Array.of(first, 4_000) } };
    const wishes = { ...quiet.wishes, graduateIds: Uint32Array.of(first, 4_000) };
    expect(scored({ ...stranger, wishes }, by).map(([graduate]) => graduate)).toEqual([first]);
  });

  it('make the same round in a thread as here', async () => {
    const round = () =>
      frozen(scoring([person, person]), {
        wishes: [
          [first, related],
          [second, related],
        ],
      });
    const here = runPass(round(), scoring([person, person]));
    expect(here.placed).toBe(1);
    expect(await runPassInThread(round(), scoring([person, person]))).toEqual(here);
  });
});
