import { Goal } from '../model/assessment-scheme';
import { OrganisationRef, organisationKey } from '../model/facts';
import { RankingInput } from '../model/ranking-bundle';
import { schemeProblems } from '../scheme/validate-scheme';
import { standings } from '../scoring/corrections';
import { finalMark } from '../scoring/marked';
import { problem, repeated, SchemeProblem } from '../scheme/scheme-problem';

/** Something in the input that does not fit the rest of it. */
export type InputProblem = SchemeProblem;

/** What is wrong between the parts of an input whose shape is right. */
export function inputProblems(input: Omit<RankingInput, 'salt'>): InputProblem[] {
  return [
    ...schemesProblems(input),
    ...repeated(input.organisations.map(organisationKey), (index) => ['organisations', index], '单位'),
    ...marksProblems(input),
    ...correctionsProblems(input),
  ];
}

function schemesProblems({ schemes, year }: Omit<RankingInput, 'salt'>): InputProblem[] {
  const invalid = schemes.flatMap((scheme, index) =>
    schemeProblems(scheme).map(({ path, message }) => problem(['schemes', index, path], message)),
  );
  const otherYear = schemes.flatMap((scheme, index) =>
    scheme.year === year ? [] : [problem(['schemes', index, 'year'], `方案的年度须为 ${year}。`)],
  );
  const subjects = schemes.map(({ subject }) => subject);
  return [...invalid, ...otherYear, ...repeated(subjects, (index) => ['schemes', index, 'subject'], '考核对象')];
}

function marksProblems({ marks, organisations, schemes }: Omit<RankingInput, 'salt'>): InputProblem[] {
  const known = new Set(organisations.map(organisationKey));
  const markedGoals = new Set(
    schemes.flatMap(({ subject, goals }) => goals.filter(isMarked).map(({ code }) => `${subject}/${code}`)),
  );
  const problems = marks.flatMap((each, index) => {
    const found: InputProblem[] = [];
    const at = ['marks', index];
    if (!known.has(organisationKey(each))) found.push(problem(at, `评分的单位 ${keyOf(each)} 不在名单中。`));
    if (!markedGoals.has(`${each.subject}/${each.goal}`)) {
      found.push(problem([...at, 'goal'], `目标“${each.goal}”不由评委评分。`));
    }
    if (each.marks.length === 0 && each.moderated === null) found.push(problem(at, '没有任何评分。'));
    else if (finalMark(each) !== each.final) {
      found.push(
        problem(
          [...at, 'final'],
          `单位 ${keyOf(each)} 目标“${each.goal}”的最终评分应为 ${finalMark(each)}，现为 ${each.final}。`,
        ),
      );
    }
    return found;
  });
  const cells = marks.map((each) => `${organisationKey(each)}/${each.goal}`);
  return [...problems, ...repeated(cells, (index) => ['marks', index], '评分')];
}

function correctionsProblems({ organisations, marks, corrections }: Omit<RankingInput, 'salt'>): InputProblem[] {
  const known = new Set(organisations.map(organisationKey));
  const unknown = corrections.flatMap((each, index) =>
    known.has(organisationKey(each)) ? [] : [problem(['corrections', index], `更正的单位 ${keyOf(each)} 不在名单中。`)],
  );
  const stale = standings(organisations, marks, corrections).stale.map(({ correction, found }) =>
    problem(
      ['corrections', corrections.indexOf(correction), 'from'],
      `单位 ${keyOf(correction)} 的更正从 ${correction.from ?? '无'} 起，而当时的数值是 ${found ?? '无'}。`,
    ),
  );
  return [...unknown, ...stale];
}

const isMarked = ({ components }: Goal): boolean => components.some(({ measure }) => measure.kind === 'MARKED');

const keyOf = (ref: OrganisationRef): string => organisationKey(ref);
