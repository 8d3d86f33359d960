import { FactCode } from '../facts/fact-code';
import { AssessmentScheme, Goal, JoinedInYearRule, NotApplicableRule, VetoEffect } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { OrganisationFacts } from '../model/facts';
import { RankingRow } from '../model/ranking';
import { ScoringFunction } from '../model/scoring-function';
import { finalMark, needsModeration } from '../scoring/marked';
import { sampleScheme } from '../scheme/shipped-schemes';
import { absent, measured, sampleInput, school, YEAR } from '../testing/sample-input';
import { rankAll } from './rank-organisations';

const proportional: ScoringFunction = { kind: 'PROPORTIONAL', target: null, capPercent: '100', bonus: null };

const goal = (code: FactCode, weight: string, scoring: ScoringFunction = proportional): Goal => ({
  code,
  title: code,
  weight,
  hardTarget: code,
  components: [{ code, title: code, share: '100', measure: { kind: 'FACT', fact: code }, scoring }],
});

const scheme = (change: Partial<AssessmentScheme> = {}): AssessmentScheme => ({
  ...sampleScheme(AssessmentSubject.SCHOOL, YEAR),
  goals: [goal(FactCode.PARTNERS, '60'), goal(FactCode.TRAINING, '40')],
  tieBreaks: [{ kind: 'HARD_TARGETS' }, { kind: 'GOAL', goal: 'TRAINING' }],
  awards: [],
  vetoes: [],
  ...change,
});

const facts = (partners: string, training: string): OrganisationFacts['facts'] => ({
  [FactCode.PARTNERS]: measured(partners, '20'),
  [FactCode.TRAINING]: measured(training, '300'),
});

const rank = (
  organisations: readonly OrganisationFacts[],
  change: Partial<AssessmentScheme> = {},
): readonly RankingRow[] => rankAll({ schemes: [scheme(change)], organisations, marks: [], corrections: [] })[0]!.rows;

const standing = (rows: readonly RankingRow[]): [string, number | null, string][] =>
  rows.map(({ code, rank, score }) => [code, rank, score]);

const single = (organisation: OrganisationFacts, change: Partial<AssessmentScheme> = {}): RankingRow =>
  rank([organisation], change)[0]!;

describe('the order', () => {
  it('lets true ties share a rank: 1, 2, 2, 4', () => {
    const rows = rank([
      school(4, facts('0', '30')),
      school(3, facts('10', '300')),
      school(2, facts('10', '300')),
      school(1, facts('20', '300')),
    ]);
    expect(standing(rows)).toEqual([
      ['S1', 1, '100'],
      ['S2', 2, '70'],
      ['S3', 2, '70'],
      ['S4', 4, '4'],
    ]);
  });

  it('asks for hard targets at equal scores, then for the goals named, in the order of the scheme', () => {
    // 60 × 10/20 + 40 = 70 = 60 + 40 × 75/300; one hard target each.
    const rows = rank([school(1, facts('20', '75')), school(2, facts('10', '300'))]);
    expect(standing(rows)).toEqual([
      ['S2', 1, '70'],
      ['S1', 2, '70'],
    ]);
    expect(standing(rank([school(1, facts('20', '75')), school(2, facts('10', '300'))], { tieBreaks: [] }))).toEqual([
      ['S1', 1, '70'],
      ['S2', 1, '70'],
    ]);
    const bare = measured('10', null);
    const stepped: ScoringFunction = { kind: 'STEPS', basis: 'VALUE', steps: [{ atLeast: '10', percent: '100' }] };
    const goals = [goal(FactCode.PARTNERS, '60', stepped), goal(FactCode.TRAINING, '40', stepped)];
    const byHard = rank(
      [
        school(1, { [FactCode.PARTNERS]: bare, [FactCode.TRAINING]: measured('10', '300') }),
        school(2, { [FactCode.PARTNERS]: measured('10', '5'), [FactCode.TRAINING]: measured('10', '300') }),
      ],
      { goals },
    );
    expect(byHard.map(({ code, hardTargetsMet, score }) => [code, hardTargetsMet, score])).toEqual([
      ['S2', 1, '100'],
      ['S1', 0, '100'],
    ]);
  });

  it('rounds each goal half up, once, and adds the rounded scores', () => {
    // 60 × 1/7 = 8.571428…, 40 × 1/32 = 1.25, by one decimal 8.6 and 1.3.
    const odd = { [FactCode.PARTNERS]: measured('1', '7'), [FactCode.TRAINING]: measured('1', '32') };
    const { goals, score } = single(school(1, odd), { decimals: 1 });
    expect(goals.map((each) => each.score)).toEqual(['8.6', '1.3']);
    expect(score).toBe('9.9');
  });
});

describe('what has no value', () => {
  const without = (absence: 'NO_DATA' | 'NOT_APPLICABLE'): OrganisationFacts =>
    school(1, {
      [FactCode.PARTNERS]: measured('10', '20'),
      [FactCode.TRAINING]: absent(absence, '该层次没有培训目标。'),
    });

  it('scores 0 without data, and says why', () => {
    const { score, goals, hardTargetsMet } = single(without('NO_DATA'));
    expect([score, hardTargetsMet]).toEqual(['30', 0]);
    expect(goals[1]).toMatchObject({ value: null, score: '0', maximum: '40', reason: '该层次没有培训目标，按零分计' });
    expect(single(school(1, {})).goals[0]).toMatchObject({ score: '0', reason: '没有这项数据，按零分计' });
  });

  it.each([
    [NotApplicableRule.FULL, '70', '40', '40', 1, '不适用（该层次没有培训目标），按满分计'],
    [NotApplicableRule.ZERO, '30', '0', '40', 0, '不适用（该层次没有培训目标），按零分计'],
    [NotApplicableRule.REDISTRIBUTE, '50', '0', '0', 1, '不适用（该层次没有培训目标），分值分摊到其他目标'],
  ])(
    'is worth what the scheme says where it does not apply: %s',
    (notApplicable, total, score, maximum, met, reason) => {
      const row = single(without('NOT_APPLICABLE'), { notApplicable });
      expect(row.score).toBe(total);
      expect(row.hardTargetsMet).toBe(met);
      expect(row.goals[1]).toMatchObject({ value: null, score, maximum, reason });
    },
  );

  it('keeps 100 within reach where points are redistributed, and is 0 where nothing applies at all', () => {
    const best = school(1, { ...without('NOT_APPLICABLE').facts, [FactCode.PARTNERS]: measured('20', '20') });
    expect(single(best, { notApplicable: NotApplicableRule.REDISTRIBUTE }).score).toBe('100');
    const nothing = absent('NOT_APPLICABLE', '没有');
    const none = school(1, { [FactCode.PARTNERS]: nothing, [FactCode.TRAINING]: nothing });
    expect(single(none, { notApplicable: NotApplicableRule.REDISTRIBUTE }).score).toBe('0');
  });
});

describe('one that joined during the year', () => {
  const late = school(2, facts('10', '150'), { joinedOn: `${YEAR}-07-02` });

  it('is scored without a rank or an award, or ranked like others, as the scheme says', () => {
    const awards = [{ code: 'FIRST', title: '一等', places: 1, minimalScore: null }];
    const others = [school(1, facts('0', '0')), late];
    const unranked = rank(others, { awards, joinedInYear: JoinedInYearRule.UNRANKED });
    expect(unranked.map(({ code, rank, award, score }) => [code, rank, award, score])).toEqual([
      ['S1', 1, 'FIRST', '0'],
      ['S2', null, null, '50'],
    ]);
    expect(standing(rank(others, { joinedInYear: JoinedInYearRule.AS_OTHERS }))).toEqual([
      ['S2', 1, '50'],
      ['S1', 2, '0'],
    ]);
  });

  it('has its targets of the year shrunk by the days left, and only those', () => {
    // 183 of 365 days: 300 × 183/365 = 150.41…; partners are no matter of days.
    const row = single(late, { joinedInYear: JoinedInYearRule.PRO_RATA });
    expect(row.goals.map(({ score, target, reason }) => [score, target, reason])).toEqual([
      ['30', '20', null],
      ['39.89', '150.411', '年中加入，目标按在册天数折算'],
    ]);
    expect(row.hardTargetsMet).toBe(0);
    const enough = { ...late, facts: facts('10', '151') };
    expect(single(enough, { joinedInYear: JoinedInYearRule.PRO_RATA }).hardTargetsMet).toBe(1);
  });

  it.each([`${YEAR}-01-01`, `${YEAR - 1}-12-31`])('is one of the others when it joined on %s', (joinedOn) => {
    expect(single({ ...late, joinedOn }, { joinedInYear: JoinedInYearRule.UNRANKED }).rank).toBe(1);
  });

  it('takes no part in a year that it joined after', () => {
    const next = { ...late, joinedOn: `${YEAR + 1}-01-01` };
    expect(single(next, { joinedInYear: JoinedInYearRule.AS_OTHERS }).rank).toBeNull();
  });
});

describe('vetoes and awards', () => {
  const falsified = (organisation: OrganisationFacts): OrganisationFacts => ({
    ...organisation,
    facts: { ...organisation.facts, [FactCode.FALSIFIED_DATA]: measured('1') },
  });
  const veto = (effect: VetoEffect): Partial<AssessmentScheme> => ({
    vetoes: [{ code: 'FALSIFIED', title: '弄虚作假', fact: FactCode.FALSIFIED_DATA, above: '0', effect }],
    awards: [
      { code: 'FIRST', title: '一等', places: 1, minimalScore: null },
      { code: 'SECOND', title: '二等', places: 1, minimalScore: '40' },
    ],
  });
  const city = [falsified(school(1, facts('20', '300'))), school(2, facts('10', '300')), school(3, facts('8', '0'))];

  it.each<[VetoEffect, [string, number | null, string, string | null][]]>([
    [
      VetoEffect.NO_AWARD,
      [
        ['S1', 1, '100', null],
        ['S2', 2, '70', 'FIRST'],
        ['S3', 3, '24', null],
      ],
    ],
    [
      VetoEffect.LAST,
      [
        ['S2', 1, '70', 'FIRST'],
        ['S3', 2, '24', null],
        ['S1', 3, '100', null],
      ],
    ],
    [
      VetoEffect.SCORE_ZERO,
      [
        ['S2', 1, '70', 'FIRST'],
        ['S3', 2, '24', null],
        ['S1', 3, '0', null],
      ],
    ],
  ])('%s', (effect, expected) => {
    const rows = rank(city, veto(effect));
    expect(rows.map(({ code, rank, score, award }) => [code, rank, score, award])).toEqual(expected);
    expect(rows.flatMap(({ code, vetoes }) => vetoes.map((each) => `${code} ${each}`))).toEqual(['S1 FALSIFIED']);
  });

  it('a place that is shared is an award for each, and uses the places after it', () => {
    const rows = rank(
      [school(1, facts('10', '300')), school(2, facts('10', '300')), school(3, facts('10', '200'))],
      veto(VetoEffect.LAST),
    );
    expect(rows.map(({ code, award }) => [code, award])).toEqual([
      ['S1', 'FIRST'],
      ['S2', 'FIRST'],
      ['S3', null],
    ]);
  });
});

describe('corrections and marks', () => {
  it('count in place of what was frozen', () => {
    const input = sampleInput();
    const rowOf = (corrections: typeof input.corrections): RankingRow =>
      rankAll({ ...input, corrections })[0]!.rows.find(({ organisationId }) => organisationId === 2)!;
    const mark = { kind: 'MARK', goal: 'CURRICULUM' } as const;
    const ofMark = { ...input.corrections[0]!, target: mark, from: '82.75', to: '90', objectionId: 4 };
    const goalOf = (row: RankingRow, code: string) => row.goals.find(({ goal }) => goal === code);
    expect(goalOf(rowOf([]), 'PARTNERS')).toMatchObject({ value: '18' });
    const after = rowOf([...input.corrections, ofMark]);
    expect(goalOf(after, 'PARTNERS')).toMatchObject({ value: '19', target: '20' });
    expect(goalOf(after, 'CURRICULUM')).toMatchObject({ value: '90', score: '4.5' });
  });

  it('the final mark is the mean of the marks, half up, unless a moderator decided', () => {
    const marks = [
      { marker: 1, points: '80' },
      { marker: 2, points: '85.25' },
    ];
    expect(finalMark({ marks, moderated: null })).toBe('82.63');
    expect(finalMark({ marks, moderated: '84' })).toBe('84');
    expect(needsModeration(marks, '5.25')).toBe(false);
    expect(needsModeration(marks, '5.24')).toBe(true);
    expect(needsModeration(marks.slice(1), '0')).toBe(false);
  });
});
