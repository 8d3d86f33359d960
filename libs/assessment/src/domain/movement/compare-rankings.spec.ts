import fc from 'fast-check';
import { FactCode } from '../facts/fact-code';
import { AssessmentScheme } from '../model/assessment-scheme';
import { rankAll } from '../ranking/rank-organisations';
import { arbitraryRanking } from '../testing/arbitrary-ranking';
import { measured, sampleInput } from '../testing/sample-input';
import { compareRankings, SchemedRanking, whoMoves } from './compare-rankings';

const input = sampleInput();
const [schoolScheme] = input.schemes as [AssessmentScheme];

const ranked = (scheme: AssessmentScheme, organisations = input.organisations): SchemedRanking => ({
  scheme,
  ranking: rankAll({ ...input, organisations, schemes: [scheme] })[0]!,
});

describe('what-if', () => {
  it('another scheme on the same facts: who moves, by how much, and why', () => {
    const goals = schoolScheme.goals.map((goal) => {
      if (goal.code === 'PARTNERS') return { ...goal, weight: '5' };
      if (goal.code === 'SENIOR_CLASSES') return { ...goal, weight: '25' };
      return goal;
    });
    const moves = compareRankings(ranked(schoolScheme), ranked({ ...schoolScheme, goals }));
    const third = moves.find(({ code }) => code === 'S3')!;
    // Its class target does not apply: those points go to the other goals.
    expect(third.goals.map(({ goal, reasons }) => [goal, reasons])).toContainEqual(['PARTNERS', ['分值 17.65 → 6.67']]);
    const first = moves.find(({ code }) => code === 'S1')!;
    expect(first).toMatchObject({ rankBefore: 1, rankAfter: 1, places: 0 });
    expect(first.goals.map(({ goal, reasons }) => [goal, reasons])).toEqual([
      ['PARTNERS', ['分值 15 → 5']],
      ['SENIOR_CLASSES', ['分值 15 → 25']],
    ]);
    expect(whoMoves(moves).length).toBeGreaterThan(0);
  });

  it('the same scheme moves nobody', () => {
    const moves = compareRankings(ranked(schoolScheme), ranked(schoolScheme));
    expect(whoMoves(moves)).toEqual([]);
    expect(moves.flatMap(({ goals }) => goals)).toEqual([]);
  });

  it('of any two rankings: goal by goal the changes add up to the change of the score', () => {
    fc.assert(
      fc.property(arbitraryRanking, arbitraryRanking, (one, other) => {
        const [before, after] = [one, other].map(({ scheme, organisations, marks }) => ({
          scheme,
          ranking: rankAll({ schemes: [{ ...scheme, vetoes: [] }], organisations, marks, corrections: [] })[0]!,
        })) as [SchemedRanking, SchemedRanking];
        for (const { goals, scoreBefore, scoreAfter, scoreChange } of compareRankings(before, after)) {
          const sum = goals.reduce((total, { change }) => total + Number(change), 0);
          expect(sum).toBeCloseTo(Number(scoreAfter ?? 0) - Number(scoreBefore ?? 0), 6);
          if (scoreChange !== null) expect(Number(scoreChange)).toBeCloseTo(sum, 6);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('one year and the next', () => {
  const next = { ...schoolScheme, year: schoolScheme.year + 1 };
  const [first, second, third, ...rest] = input.organisations;
  const grown = {
    ...second!,
    facts: { ...second!.facts, [FactCode.MAJORS]: measured('100', '100'), [FactCode.FINDINGS]: measured('0') },
  };
  const newcomer = { ...third!, organisationId: 9, code: 'S9', name: '示例学校9' };

  it('names what changed, who came and who left', () => {
    const moves = compareRankings(ranked(schoolScheme), ranked(next, [first!, grown, newcomer, ...rest]));
    const of = (code: string) => moves.find((move) => move.code === code);
    expect(of('S2')?.goals).toEqual([
      {
        goal: 'MAJORS',
        title: '专业合作培养协议',
        scoreBefore: '6.67',
        scoreAfter: '10',
        change: '3.33',
        reasons: ['达标专业占比：数值 66.6666% → 100%'],
      },
      {
        goal: 'ORGANISATION',
        title: '组织保障',
        scoreBefore: expect.any(String) as string,
        scoreAfter: expect.any(String) as string,
        change: '1',
        reasons: ['督查问题：数值 1项 → 0项'],
      },
    ]);
    expect(of('S2')).toMatchObject({ rankBefore: 2, rankAfter: 1, places: 1, scoreChange: '4.33' });
    expect(of('S1')).toMatchObject({ rankBefore: 1, rankAfter: 2, places: -1, scoreChange: '0' });
    expect(of('S9')).toMatchObject({ rankBefore: null, places: null, scoreBefore: null, scoreChange: null });
    expect(of('S3')).toMatchObject({ rankAfter: null, places: null, scoreAfter: null });
    expect(of('S9')?.goals.every(({ reasons }) => reasons.includes('此前未参加考核'))).toBe(true);
    expect(of('S3')?.goals.every(({ reasons }) => reasons.includes('此后未参加考核'))).toBe(true);
    const fewer = { ...next, goals: next.goals.slice(1) };
    const [dropped] = compareRankings(ranked(schoolScheme), ranked(fewer))[0]!.goals.slice(-1);
    expect(dropped).toMatchObject({ goal: 'PARTNERS', scoreAfter: null, reasons: ['不再考核'] });
  });
});
