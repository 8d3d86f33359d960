import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { Component, Goal } from '../model/assessment-scheme';
import { AssessmentSubject, ASSESSMENT_SUBJECT_TITLES } from '../model/assessment-subject';
import { Bonus, Deduction, PassFail, Proportional, SCORING_TITLES, Steps } from '../model/scoring-function';
import { FactDefinition } from '../facts/fact-catalogue';
import { Ratio } from '../scoring/ratio';
import { worthOf } from '../scoring/score-goals';
import { Path, problem, SchemeProblem } from './scheme-problem';

/** Most that a proportion may reach, in percent. */
const HIGHEST_CAP = '150';

/** What is wrong with how one component measures and scores. */
export function componentProblems(
  subject: AssessmentSubject,
  goal: Goal,
  component: Component,
  at: Path,
): SchemeProblem[] {
  const { measure, scoring } = component;
  if (measure.kind === 'MARKED' || scoring.kind === 'MARKED') {
    if (measure.kind === scoring.kind) return [];
    return [problem([...at, 'scoring'], '由评委评定的部分须用“评委打分”，其他部分不得使用。')];
  }
  const fact = FACT_CATALOGUE[measure.fact];
  const unfit = subjectProblems(subject, fact, [...at, 'measure', 'fact']);
  const place = [...at, 'scoring'];
  switch (scoring.kind) {
    case 'PROPORTIONAL':
      return [...unfit, ...proportionalProblems(scoring, fact, worthOf(goal, component), place)];
    case 'STEPS':
      return [...unfit, ...stepsProblems(scoring, fact, place)];
    case 'PASS_FAIL':
      return [...unfit, ...passFailProblems(scoring, fact, place)];
    case 'DEDUCTION':
      return [...unfit, ...deductionProblems(scoring, fact, place)];
  }
}

export function subjectProblems(subject: AssessmentSubject, fact: FactDefinition, at: Path): SchemeProblem[] {
  if (fact.subjects.includes(subject)) return [];
  return [problem(at, `“${fact.title}”不是${ASSESSMENT_SUBJECT_TITLES[subject]}的数据。`)];
}

function proportionalProblems(scoring: Proportional, fact: FactDefinition, worth: Ratio, at: Path): SchemeProblem[] {
  const problems = moreIsBetter(scoring, fact, at);
  if (scoring.target === '0') problems.push(problem([...at, 'target'], '目标值须大于 0。'));
  const cap = Ratio.of(scoring.capPercent);
  if (!cap.atLeast(Ratio.HUNDRED) || !Ratio.of(HIGHEST_CAP).atLeast(cap)) {
    problems.push(problem([...at, 'capPercent'], `上限须在 100 与 ${HIGHEST_CAP}（%）之间。`));
  } else if (fact.count && cap.compare(Ratio.HUNDRED) !== 0) {
    problems.push(problem([...at, 'capPercent'], '按数量计的目标以满分（100%）为上限，超出部分只能用加分。'));
  }
  return scoring.bonus ? [...problems, ...bonusProblems(scoring.bonus, fact, worth, [...at, 'bonus'])] : problems;
}

function bonusProblems({ pointsPerUnit, cap }: Bonus, fact: FactDefinition, worth: Ratio, at: Path): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  if (!fact.count) problems.push(problem(at, '只有按数量计的目标可以加分。'));
  if (pointsPerUnit === '0') problems.push(problem([...at, 'pointsPerUnit'], '每单位加分须大于 0。'));
  if (cap === '0' || !worth.atLeast(Ratio.of(cap))) {
    problems.push(problem([...at, 'cap'], `加分上限须大于 0，且不超过本部分的分值（${worth.rounded(4)}）。`));
  }
  return problems;
}

function stepsProblems(scoring: Steps, fact: FactDefinition, at: Path): SchemeProblem[] {
  const problems = moreIsBetter(scoring, fact, at);
  scoring.steps.forEach(({ atLeast, percent }, index) => {
    const place = [...at, 'steps', index];
    const before = scoring.steps[index - 1];
    if (before && Ratio.of(before.atLeast).atLeast(Ratio.of(atLeast))) {
      problems.push(problem([...place, 'atLeast'], '各档门槛须依次升高。'));
    }
    if (before && !Ratio.of(percent).atLeast(Ratio.of(before.percent))) {
      problems.push(problem([...place, 'percent'], '门槛更高的档次得分不得更低。'));
    }
    if (!Ratio.HUNDRED.atLeast(Ratio.of(percent))) {
      problems.push(problem([...place, 'percent'], '得分比例不得超过 100（%）。'));
    }
  });
  return problems;
}

function passFailProblems(scoring: PassFail, fact: FactDefinition, at: Path): SchemeProblem[] {
  return scoring.atLeast === null ? [] : moreIsBetter(scoring, fact, at);
}

function deductionProblems({ pointsEach }: Deduction, fact: FactDefinition, at: Path): SchemeProblem[] {
  const problems: SchemeProblem[] = [];
  if (fact.better === 'MORE') problems.push(problem(at, `“${fact.title}”越多越好，不能用来扣分。`));
  if (pointsEach === '0') problems.push(problem([...at, 'pointsEach'], '每项扣分须大于 0。'));
  return problems;
}

function moreIsBetter({ kind }: Proportional | Steps | PassFail, fact: FactDefinition, at: Path): SchemeProblem[] {
  if (fact.better === 'MORE') return [];
  return [problem([...at, 'kind'], `“${fact.title}”越少越好，不能用“${SCORING_TITLES[kind]}”，请改用“扣分”。`)];
}
