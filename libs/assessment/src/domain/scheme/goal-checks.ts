import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { Goal } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { Ratio } from '../scoring/ratio';
import { Path, problem, repeated, SchemeProblem } from './scheme-problem';
import { componentProblems, subjectProblems } from './scoring-checks';

/** What is wrong within one goal. */
export function goalProblems(subject: AssessmentSubject, goal: Goal, at: Path): SchemeProblem[] {
  const { components, hardTarget, weight } = goal;
  const problems = repeated(
    components.map(({ code }) => code),
    (index) => [...at, 'components', index, 'code'],
    '部分的代码',
  );
  if (weight === '0') problems.push(problem([...at, 'weight'], '权重须大于 0。'));
  problems.push(
    ...sumProblems(
      components.map(({ share }) => share),
      [...at, 'components'],
      '各部分的比例',
    ),
  );
  if (components.filter(({ measure }) => measure.kind === 'MARKED').length > 1) {
    problems.push(problem([...at, 'components'], '一个目标最多有一个由评委评定的部分。'));
  }
  if (hardTarget !== null) {
    problems.push(...subjectProblems(subject, FACT_CATALOGUE[hardTarget], [...at, 'hardTarget']));
  }
  const ofComponents = components.flatMap((component, index) =>
    componentProblems(subject, goal, component, [...at, 'components', index]),
  );
  return [...problems, ...ofComponents];
}

/** A problem unless the decimals add up to exactly 100. */
export function sumProblems(decimals: readonly string[], at: Path, what: string): SchemeProblem[] {
  const sum = Ratio.sum(decimals.map((each) => Ratio.of(each)));
  if (sum.compare(Ratio.HUNDRED) === 0) return [];
  return [problem(at, `${what}合计须恰为 100，现为 ${sum.rounded(12)}。`)];
}
