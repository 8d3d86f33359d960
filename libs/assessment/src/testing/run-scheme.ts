import { AssessmentScheme, AssessmentSubject } from '../domain/model';

/** 示例: findings 60, close partners 20, curriculum by marks 20; small enough to be reckoned by hand. */
export function runScheme(year: number, more: Partial<AssessmentScheme> = {}): object {
  return {
    code: 'school/test',
    version: 1,
    year,
    subject: AssessmentSubject.SCHOOL,
    title: '示例方案',
    sample: true,
    decimals: 2,
    notApplicable: 'FULL',
    joinedInYear: 'UNRANKED',
    tieBreaks: [],
    noticeDays: 7,
    suppressBelow: 5,
    goals: [
      goal('DISCIPLINE', '督查', '60', {
        measure: { kind: 'FACT', fact: 'FINDINGS' },
        scoring: { kind: 'DEDUCTION', pointsEach: '10' },
      }),
      goal('PARTNERS', '合作企业', '20', {
        measure: { kind: 'FACT', fact: 'PARTNERS' },
        scoring: { kind: 'PROPORTIONAL', target: '10', capPercent: '100', bonus: null },
      }),
      goal('CURRICULUM', '课程改革', '20', { measure: { kind: 'MARKED' }, scoring: { kind: 'MARKED' } }),
    ],
    awards: [{ code: 'FIRST', title: '一等', places: 1, minimalScore: null }],
    vetoes: [{ code: 'FALSIFIED_DATA', title: '弄虚作假', fact: 'FALSIFIED_DATA', above: '0', effect: 'LAST' }],
    marking: { differenceLimit: '15' },
    ...more,
  };
}

function goal(code: string, title: string, weight: string, component: object): object {
  return { code, title, weight, hardTarget: null, components: [{ code, title, share: '100', ...component }] };
}
