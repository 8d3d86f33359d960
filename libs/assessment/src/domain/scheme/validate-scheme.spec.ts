import { AssessmentScheme, Goal } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { FactCode } from '../facts/fact-code';
import { sampleScheme } from './shipped-schemes';
import { parseScheme, schemeProblems } from './validate-scheme';

const school = sampleScheme(AssessmentSubject.SCHOOL, 2026);
const enterprise = sampleScheme(AssessmentSubject.ENTERPRISE, 2026);

/** The school's sample with its first goal changed. */
const withGoal = (change: (goal: Goal) => object, index = 1): unknown => ({
  ...school,
  goals: school.goals.map((goal, at) => (at === index ? change(goal) : goal)),
});

const withComponent = (change: object, index = 1): unknown =>
  withGoal((goal) => ({ ...goal, components: [{ ...goal.components[0], share: '100', ...change }] }), index);

const scoredBy = (scoring: object, fact: FactCode = FactCode.PARTNERS): unknown =>
  withComponent({ measure: { kind: 'FACT', fact }, scoring });

const proportional = { kind: 'PROPORTIONAL', target: '10', capPercent: '100', bonus: null };

const pathsOf = (scheme: unknown): string[] => schemeProblems(scheme).map(({ path }) => path);

describe('the schemes that come with the product', () => {
  it.each([school, enterprise])('$title is marked 示例, adds up to 100 and has nothing wrong', (scheme) => {
    expect(schemeProblems(scheme)).toEqual([]);
    expect(scheme.sample).toBe(true);
    expect(scheme.title).toContain('示例');
  });

  it('asks schools for the ten goals of the programme', () => {
    expect(school.goals.map(({ code }) => code)).toEqual([
      'PARTNERS',
      'MAJORS',
      'SENIOR_CLASSES',
      'TRAINING',
      'GRADUATES',
      'EXCHANGE',
      'CURRICULUM',
      'FACILITIES',
      'TECHNOLOGY',
      'ORGANISATION',
    ]);
  });
});

describe('a scheme is refused', () => {
  it.each<[string, unknown, string]>([
    ['weights of 99.9', withGoal((goal) => ({ ...goal, weight: '9.9' })), 'goals'],
    ['weights of 100.000001', withGoal((goal) => ({ ...goal, weight: '10.000001' })), 'goals'],
    ['a weight of 0', withGoal((goal) => ({ ...goal, weight: '0' })), 'goals.1.weight'],
    ['a weight that is a number', withGoal((goal) => ({ ...goal, weight: 10 })), 'goals.1.weight'],
    ['a weight in another form', withGoal((goal) => ({ ...goal, weight: '10.0' })), 'goals.1.weight'],
    ['a negative weight', withGoal((goal) => ({ ...goal, weight: '-10' })), 'goals.1.weight'],
    ['shares of 90', withComponent({ share: '90' }), 'goals.1.components'],
    ['a goal twice', withGoal((goal) => ({ ...goal, code: 'PARTNERS' })), 'goals.1.code'],
    ['a goal without parts', withGoal((goal) => ({ ...goal, components: [] })), 'goals.1.components'],
    [
      'a measure that does not exist',
      withComponent({ measure: { kind: 'FACT', fact: 'HAPPINESS' } }),
      'goals.1.components.0.measure.fact',
    ],
    ['a measure of enterprises', scoredBy(proportional, FactCode.POSTS_OFFERED), 'goals.1.components.0.measure.fact'],
    ['a function that does not exist', scoredBy({ kind: 'LOTTERY' }), 'goals.1.components.0.scoring.kind'],
    ['marks for a fact', scoredBy({ kind: 'MARKED' }), 'goals.1.components.0.scoring'],
    ['a fact function for marks', withComponent({ measure: { kind: 'MARKED' } }), 'goals.1.components.0.scoring'],
    [
      'steps that do not rise',
      scoredBy({
        kind: 'STEPS',
        basis: 'VALUE',
        steps: [
          { atLeast: '5', percent: '50' },
          { atLeast: '5', percent: '80' },
        ],
      }),
      'goals.1.components.0.scoring.steps.1.atLeast',
    ],
    [
      'steps that pay less for more',
      scoredBy({
        kind: 'STEPS',
        basis: 'VALUE',
        steps: [
          { atLeast: '5', percent: '50' },
          { atLeast: '9', percent: '40' },
        ],
      }),
      'goals.1.components.0.scoring.steps.1.percent',
    ],
    [
      'more than full by steps',
      scoredBy({ kind: 'STEPS', basis: 'VALUE', steps: [{ atLeast: '5', percent: '101' }] }),
      'goals.1.components.0.scoring.steps.0.percent',
    ],
    ['a target of 0', scoredBy({ ...proportional, target: '0' }), 'goals.1.components.0.scoring.target'],
    ['a cap below full', scoredBy({ ...proportional, capPercent: '99' }), 'goals.1.components.0.scoring.capPercent'],
    ['a count above full', scoredBy({ ...proportional, capPercent: '120' }), 'goals.1.components.0.scoring.capPercent'],
    [
      'a bonus on a share',
      scoredBy({ ...proportional, bonus: { pointsPerUnit: '1', cap: '1' } }, FactCode.COMMITTEE),
      'goals.1.components.0.scoring.bonus',
    ],
    [
      'a bonus above the goal itself',
      scoredBy({ ...proportional, bonus: { pointsPerUnit: '1', cap: '10.1' } }),
      'goals.1.components.0.scoring.bonus.cap',
    ],
    ['a deduction for what is good', scoredBy({ kind: 'DEDUCTION', pointsEach: '1' }), 'goals.1.components.0.scoring'],
    ['a reward for findings', scoredBy(proportional, FactCode.FINDINGS), 'goals.1.components.0.scoring.kind'],
    ['a tie-break by no goal', { ...school, tieBreaks: [{ kind: 'GOAL', goal: 'LUCK' }] }, 'tieBreaks.0.goal'],
    [
      'an award without limits',
      { ...school, awards: [{ code: 'A', title: '奖', places: null, minimalScore: null }] },
      'awards.0',
    ],
    [
      'a lower award that asks for more',
      {
        ...school,
        awards: [
          { code: 'A', title: '一等', places: null, minimalScore: '80' },
          { code: 'B', title: '二等', places: null, minimalScore: '90' },
        ],
      },
      'awards.1.minimalScore',
    ],
    [
      'a veto on what is good',
      { ...school, vetoes: [{ code: 'V', title: '否决', fact: 'PARTNERS', above: '0', effect: 'LAST' }] },
      'vetoes.0.fact',
    ],
    ['a limit of marks above 100', { ...school, marking: { differenceLimit: '101' } }, 'marking.differenceLimit'],
    ['a notice of six days', { ...school, noticeDays: 6 }, 'noticeDays'],
    ['people shown one by one', { ...school, suppressBelow: 1 }, 'suppressBelow'],
    ['a field nobody knows', { ...school, note: '' }, '.'],
    ['no scheme at all', null, '.'],
  ])('%s', (_, scheme, path) => {
    expect(pathsOf(scheme)).toContain(path);
    for (const { message } of schemeProblems(scheme)) expect(message).toMatch(/^[^\n]*\p{Script=Han}.*。$/u);
  });

  it('with every problem at once, also of goals beside one that cannot be read', () => {
    const goals = school.goals.map((goal, index) => {
      if (index === 0) return { ...goal, weight: 15 };
      return index === 2 ? { ...goal, weight: '0' } : goal;
    });
    expect(pathsOf({ ...school, goals, noticeDays: 0 })).toEqual(['goals.0.weight', 'noticeDays', 'goals.2.weight']);
  });

  it('by an error whose details name each problem', () => {
    const scheme: AssessmentScheme = { ...school, goals: school.goals.slice(1) };
    expect(() => parseScheme(scheme)).toThrow(
      expect.objectContaining({
        code: 'ASSESSMENT_SCHEME_INVALID',
        message: expect.stringContaining('权重合计须恰为 100，现为 85') as string,
        details: { problems: schemeProblems(scheme) },
      }) as Error,
    );
    expect(schemeProblems(scheme).map(({ path }) => path)).toEqual(['goals', 'tieBreaks.1.goal']);
  });
});
