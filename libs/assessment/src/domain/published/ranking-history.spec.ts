import { AssessmentScheme } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { RankingRow } from '../model/ranking';
import { sampleScheme } from '../scheme/shipped-schemes';
import { publishedRanking, PublishedRanking } from './published-ranking';
import { rankingHistory } from './ranking-history';

const { SCHOOL, ENTERPRISE } = AssessmentSubject;

/** A published year: `scores` by code, rank first; goals of which nothing is said have 1 point each. */
function year(
  number: number,
  scores: Record<string, [rank: number | null, score: string, goals?: Record<string, string | null>]>,
  change: (scheme: AssessmentScheme) => AssessmentScheme = (scheme) => scheme,
): PublishedRanking {
  const scheme = change(sampleScheme(SCHOOL, number));
  const rows = Object.entries(scores).map(([code, [rank, score, goals = {}]], index): RankingRow => ({
    organisationId: index + 1,
    code,
    name: `示例${code}`,
    rank,
    score,
    hardTargetsMet: 0,
    award: index === 0 ? scheme.awards[0]!.code : null,
    vetoes: index === 1 ? [scheme.vetoes[0]!.code] : [],
    goals: scheme.goals
      .filter((goal) => goals[goal.code] !== null)
      .map(({ code: goal, weight }) => ({
        goal,
        value: '7',
        target: null,
        score: goals[goal] ?? '1',
        maximum: weight,
        reason: null,
        components: [],
      })),
  }));
  return publishedRanking({
    region: '3204',
    year: number,
    version: 1,
    digest: 'd'.repeat(64),
    schemes: [scheme],
    rankings: [{ subject: SCHOOL, rows }],
  });
}

const [FIRST, SECOND] = sampleScheme(SCHOOL, 2026).goals.map(({ code }) => code) as [string, string];

describe('a published ranking', () => {
  it('names awards and vetoes by their titles, and says which goals are withheld', () => {
    const scheme = sampleScheme(SCHOOL, 2026);
    const [subject] = year(2026, { A: [1, '80', { [FIRST]: null }], B: [2, '70'] }).rankings;
    expect(subject?.goals.map(({ code }) => code)).toEqual(scheme.goals.map(({ code }) => code));
    const [a, b] = subject!.rows;
    expect([a?.award, a?.vetoes, b?.award, b?.vetoes]).toEqual([
      ...[scheme.awards[0]!.title, [], null, [scheme.vetoes[0]!.title]],
    ]);
    expect(a?.goals).toHaveLength(scheme.goals.length);
    expect(a?.goals[0]).toEqual({
      goal: FIRST,
      withheld: true,
      score: null,
      maximum: null,
      value: null,
      target: null,
      reason: null,
    });
    expect(b?.goals[0]).toMatchObject({ goal: FIRST, withheld: false, score: '1', value: '7' });
  });
});

describe('years side by side', () => {
  const history = (...years: PublishedRanking[]) => rankingHistory(years, SCHOOL);

  it('stand in order of the year, in the latest one’s order, whoever came or went', () => {
    const found = history(
      year(2026, { B: [1, '90'], A: [2, '80'], NEW: [null, '10'] }),
      year(2024, { A: [1, '50'], GONE: [2, '40'] }),
    );
    expect(found?.years).toEqual([2024, 2026]);
    expect(found?.rows.map(({ code, places }) => [code, ...places.map(({ rank, score }) => [rank, score])])).toEqual([
      ['B', [null, null], [1, '90']],
      ['A', [1, '50'], [2, '80']],
      ['NEW', [null, null], [null, '10']],
      ['GONE', [2, '40'], [null, null]],
    ]);
    expect(rankingHistory([year(2026, {})], ENTERPRISE)).toBeNull();
    expect(history()).toBeNull();
  });

  it('tell who moved, by how many points, and in which goals', () => {
    const [row] = history(
      year(2025, { A: [3, '70.1', { [FIRST]: '2.25', [SECOND]: '4' }] }),
      year(2026, { A: [1, '80', { [FIRST]: '12.2', [SECOND]: '3.3' }] }),
    )!.rows;
    expect(row?.movement).toMatchObject({ places: 2, score: '9.9' });
    expect(row?.movement?.goals.slice(0, 3)).toMatchObject([
      { goal: FIRST, from: '2.25', to: '12.2', difference: '9.95', reweighted: false },
      { goal: SECOND, from: '4', to: '3.3', difference: '-0.7' },
      { from: '1', to: '1', difference: '0' },
    ]);
  });

  it('say nothing of a goal that is withheld in one of them, and mark one whose weight has changed', () => {
    const reweighted = (scheme: AssessmentScheme): AssessmentScheme => ({
      ...scheme,
      goals: scheme.goals.slice(0, 9).map((goal, index) => (index === 1 ? { ...goal, weight: '11.5' } : goal)),
    });
    const [row] = history(
      year(2025, { A: [3, '70'] }, reweighted),
      year(2026, { A: [4, '60', { [FIRST]: null }] }),
    )!.rows;
    expect(row?.movement).toMatchObject({ places: -1, score: '-10' });
    expect(row?.movement?.goals.slice(0, 2)).toMatchObject([
      { goal: FIRST, from: '1', to: null, difference: null, reweighted: false },
      { goal: SECOND, difference: '0', reweighted: true },
    ]);
    expect(row?.movement?.goals).toHaveLength(9);
  });

  it('tell no movement of who was not ranked in both', () => {
    const found = history(year(2025, { A: [null, '70'], B: [1, '60'] }), year(2026, { B: [null, '60'], A: [1, '70'] }));
    expect(found?.rows.map(({ movement }) => movement)).toEqual([null, null]);
    expect(history(year(2026, { A: [1, '70'] }))?.rows[0]?.movement).toBeNull();
  });
});
