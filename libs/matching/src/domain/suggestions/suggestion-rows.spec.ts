import fc from 'fast-check';
import { explainParts, explainScore } from '../scoring/explain-score';
import type { PartnerLists } from '../scoring/best-partners';
import { suggest } from '../scoring/suggest';
import { arbitraryScoring, arbitraryWeights } from '../scoring/testing/arbitrary-scoring';
import { scoringInput } from '../scoring/testing/scoring-rows';
import { PARTS_BYTES, readParts } from './stored-parts';
import { PinnedPairs, SuggestionRows, suggestionRows } from './suggestion-rows';

const NO_PINS: PinnedPairs = { graduateIds: Uint32Array.of(), postingIds: Uint32Array.of() };

const rowsOf = (rows: SuggestionRows) =>
  [...rows.graduateIds].map((graduateId, row) => ({
    graduateId,
    postingId: rows.postingIds[row]!,
    graduateRank: rows.graduateRanks[row]!,
    postingRank: rows.postingRanks[row]!,
    score: rows.scores[row]!,
    parts: readParts(rows.parts.subarray(row * PARTS_BYTES, (row + 1) * PARTS_BYTES)),
  }));
const ofOwner = ({ offsets, partners }: PartnerLists, owner: number) => [
  ...partners.subarray(offsets[owner], offsets[owner + 1]),
];
/** Ids are ten times the index, from 10. */
const idOf = (index: number) => 10 * index + 10;

describe('suggestions as they are stored', () => {
  it('hold both sides’ lists, each pair once, explained from the stored parts as from the facts', () => {
    fc.assert(
      fc.property(
        arbitraryScoring,
        arbitraryWeights,
        fc.nat({ max: 3 }),
        fc.nat({ max: 3 }),
        (facts, weights, m, n) => {
          const input = scoringInput(facts);
          const limits = { perGraduate: m, perPosting: n };
          const stored = rowsOf(suggestionRows(input, weights, limits, NO_PINS));
          const { forGraduates, forPostings } = suggest(input, weights, limits);
          const keys = stored.map(({ graduateId, postingId }) => `${graduateId}|${postingId}`);
          expect(new Set(keys).size).toBe(keys.length);
          facts.graduates.forEach((_, graduate) => {
            const own = stored.filter((row) => row.graduateId === idOf(graduate) && row.graduateRank > 0);
            own.sort((one, other) => one.graduateRank - other.graduateRank);
            expect(own.map((row) => row.postingId)).toEqual(ofOwner(forGraduates, graduate).map(idOf));
          });
          facts.postings.forEach((_, posting) => {
            const own = stored.filter((row) => row.postingId === idOf(posting) && row.postingRank > 0);
            own.sort((one, other) => one.postingRank - other.postingRank);
            expect(own.map((row) => row.graduateId)).toEqual(ofOwner(forPostings, posting).map(idOf));
          });
          for (const row of stored) {
            const [graduate, posting] = [row.graduateId / 10 - 1, row.postingId / 10 - 1];
            for (const audience of ['GRADUATE', 'ENTERPRISE'] as const) {
              const explained = explainParts(row.parts, weights, audience);
              expect(explained).toEqual(explainScore(input, weights, graduate, posting, audience));
              if (audience === 'GRADUATE') expect(explained.score).toBe(row.score);
            }
          }
        },
      ),
    );
  });

  it('keep a pinned pair whatever its place, unless a hard constraint fails or a side is gone', () => {
    const open = {
      major: null,
      school: null,
      grade: null,
      salaryFloor: null,
      occupations: [],
      districts: [],
      certificates: [],
      functions: [],
    };
    const posting = {
      enterprise: null,
      occupation: null,
      standard: null,
      gradeFloor: null,
      district: null,
      salary: null,
      acceptedMajors: [],
    };
    const facts = {
      graduates: [open, open],
      postings: [posting, posting, { ...posting, gradeFloor: 3 }],
      links: [{}, {}, {}, {}],
      standards: [{}, {}, {}],
      history: [{}, {}, {}],
    };
    const pinned = { graduateIds: Uint32Array.of(20, 20, 20, 90), postingIds: Uint32Array.of(20, 30, 70, 20) };
    const weights = {
      version: 1,
      weights: { LINK: 25, SKILLS: 20, GRADE: 10, DISTRICT: 10, WISHES: 20, SALARY: 10, HISTORY: 5 },
    };
    const rows = rowsOf(suggestionRows(scoringInput(facts), weights, { perGraduate: 1, perPosting: 0 }, pinned));
    expect(rows.map(({ graduateId, postingId, graduateRank }) => [graduateId, postingId, graduateRank])).toEqual([
      [10, 10, 1],
      [20, 10, 1],
      [20, 20, 0],
    ]);
  });
});
