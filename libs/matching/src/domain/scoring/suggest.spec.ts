import fc from 'fast-check';
import { explainScore } from './explain-score';
import { PostingIndex } from './posting-index';
import { NO_SCORE, scorePairs } from './score-pairs';
import { SAMPLE_WEIGHTS } from './score-weights';
import { suggest } from './suggest';
import { arbitraryScoring, arbitraryWeights } from './testing/arbitrary-scoring';
import { naiveScore } from './testing/naive-scorer';
import { scoringInput, ScoringRows } from './testing/scoring-rows';

interface Pair {
  readonly graduate: number;
  readonly posting: number;
  readonly score: number;
}

function eligiblePairs(rows: ScoringRows, weights = SAMPLE_WEIGHTS): Pair[] {
  return rows.graduates.flatMap((graduateRow, graduate) =>
    rows.postings.flatMap((postingRow, posting) => {
      const score = naiveScore(rows, weights, graduateRow, postingRow);
      return score === null ? [] : [{ graduate, posting, score }];
    }),
  );
}

const best = (pairs: Pair[], own: 'graduate' | 'posting', index: number, limit: number) => {
  const other = own === 'graduate' ? 'posting' : 'graduate';
  return pairs
    .filter((pair) => pair[own] === index)
    .sort((one, another) => another.score - one.score || one[other] - another[other])
    .slice(0, limit)
    .map((pair) => [pair[other], pair.score]);
};

const listed = ({ offsets, partners, scores }: ReturnType<typeof suggest>['forGraduates'], owner: number) =>
  [...partners.subarray(offsets[owner], offsets[owner + 1])].map((partner, position) => [
    partner,
    scores[offsets[owner]! + position],
  ]);

describe('suggestions', () => {
  it('score exactly the pairs a look at every pair finds, and keep the best of both sides', () => {
    fc.assert(
      fc.property(arbitraryScoring, arbitraryWeights, fc.nat({ max: 4 }), fc.nat({ max: 4 }), (rows, weights, m, n) => {
        const found = suggest(scoringInput(rows), weights, { perGraduate: m, perPosting: n });
        const pairs = eligiblePairs(rows, weights);
        const graduates = rows.graduates.map((_, index) => index);
        const postings = rows.postings.map((_, index) => index);
        expect({
          eligible: found.eligible,
          forGraduates: graduates.map((graduate) => listed(found.forGraduates, graduate)),
          forPostings: postings.map((posting) => listed(found.forPostings, posting)),
        }).toEqual({
          eligible: pairs.length,
          forGraduates: graduates.map((graduate) => best(pairs, 'graduate', graduate, m)),
          forPostings: postings.map((posting) => best(pairs, 'posting', posting, n)),
        });
      }),
      { numRuns: 400 },
    );
  });

  it('score given pairs alike, and −1 those that fail a hard constraint', () => {
    const pairsOf = arbitraryScoring
      .filter(({ graduates, postings }) => graduates.length > 0 && postings.length > 0)
      .chain((rows) =>
        fc.record({
          rows: fc.constant(rows),
          pairs: fc.array(
            fc.tuple(fc.nat({ max: rows.graduates.length - 1 }), fc.nat({ max: rows.postings.length - 1 })),
          ),
        }),
      );
    fc.assert(
      fc.property(pairsOf, ({ rows, pairs }) => {
        const scores = scorePairs(
          scoringInput(rows),
          SAMPLE_WEIGHTS,
          Int32Array.from(pairs, ([graduate]) => graduate),
          Int32Array.from(pairs, ([, posting]) => posting),
        );
        expect([...scores]).toEqual(
          pairs.map(
            ([graduate, posting]) =>
              naiveScore(rows, SAMPLE_WEIGHTS, rows.graduates[graduate]!, rows.postings[posting]!) ?? NO_SCORE,
          ),
        );
      }),
    );
  });

  it('are explained by parts that add up to the score', () => {
    fc.assert(
      fc.property(arbitraryScoring, arbitraryWeights, (rows, weights) => {
        const input = scoringInput(rows);
        const explained = rows.graduates.flatMap((_, graduate) =>
          rows.postings.map((_, posting) => explainScore(input, weights, graduate, posting, 'GRADUATE')),
        );
        const scores = rows.graduates.flatMap((graduate) =>
          rows.postings.map((posting) => naiveScore(rows, weights, graduate, posting)),
        );
        expect(explained.map(({ score }) => score)).toEqual(scores);
        expect(explained.map(({ parts }) => parts.reduce((sum, { points }) => sum + points, 0))).toEqual(
          scores.map((score) => score ?? 0),
        );
      }),
    );
  });

  it('look at no more pairs than the most telling criterion leaves', () => {
    const graduate = {
      major: 1,
      school: null,
      grade: 4,
      salaryFloor: null,
      occupations: [2],
      districts: [3],
      certificates: [],
      functions: [],
    };
    const posting = {
      enterprise: null,
      occupation: 2,
      standard: null,
      gradeFloor: 4,
      district: 3,
      salary: null,
      acceptedMajors: [1],
    };
    const rows: ScoringRows = {
      graduates: [graduate, { ...graduate, grade: null }],
      postings: [
        posting,
        { ...posting, acceptedMajors: [] },
        { ...posting, acceptedMajors: [], district: 1 },
        { ...posting, acceptedMajors: [], occupation: 1, district: 1 },
        { ...posting, gradeFloor: 3, acceptedMajors: [0] },
      ],
      links: [{}, {}, {}, {}],
      standards: [{}, {}, {}],
      history: [{}, {}, {}],
    };
    const index = new PostingIndex(scoringInput(rows));
    const into = new Int32Array(rows.postings.length);
    // Three postings lie in district 3; the one that asks for grade 3 is cut for a graduate of grade 4.
    expect(index.candidates(0, 4, into)).toBe(2);
    expect([...into.subarray(0, 2)].sort()).toEqual([0, 1]);
    expect(index.candidates(1, 6, into)).toBe(0);
    expect(suggest(scoringInput(rows), SAMPLE_WEIGHTS, { perGraduate: 9, perPosting: 9 })).toMatchObject({
      candidates: 2,
      eligible: 2,
    });
  });
});
