import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { AssessmentScheme, Award, Goal, TieBreak, Veto } from '../model/assessment-scheme';
import { AssessmentSubject } from '../model/assessment-subject';
import { Ratio } from '../scoring/ratio';
import { sumProblems } from './goal-checks';
import { problem, repeated, SchemeProblem } from './scheme-problem';
import { subjectProblems } from './scoring-checks';

/** What is wrong between the goals. */
export function goalsTogetherProblems(goals: readonly Goal[]): SchemeProblem[] {
  return [
    ...sumProblems(
      goals.map(({ weight }) => weight),
      ['goals'],
      '各目标的权重',
    ),
    ...repeated(
      goals.map(({ code }) => code),
      (index) => ['goals', index, 'code'],
      '目标代码',
    ),
  ];
}

/** What is wrong with everything beside the goals. */
export function rulesProblems({
  subject,
  goals,
  tieBreaks,
  awards,
  vetoes,
  marking,
}: AssessmentScheme): SchemeProblem[] {
  const problems = [...tieBreakProblems(tieBreaks, goals), ...awardProblems(awards), ...vetoProblems(vetoes, subject)];
  if (!Ratio.HUNDRED.atLeast(Ratio.of(marking.differenceLimit))) {
    problems.push(problem(['marking', 'differenceLimit'], '两个评分的允许差距须在 0 与 100 之间。'));
  }
  return problems;
}

function tieBreakProblems(tieBreaks: readonly TieBreak[], goals: readonly Goal[]): SchemeProblem[] {
  const names = tieBreaks.map((each) => (each.kind === 'GOAL' ? each.goal : each.kind));
  const unknown = tieBreaks.flatMap((each, index) => {
    if (each.kind !== 'GOAL' || goals.some(({ code }) => code === each.goal)) return [];
    return [problem(['tieBreaks', index, 'goal'], `并列时比较的目标“${each.goal}”不存在。`)];
  });
  return [...unknown, ...repeated(names, (index) => ['tieBreaks', index], '并列时的比较项')];
}

function awardProblems(awards: readonly Award[]): SchemeProblem[] {
  const problems = repeated(
    awards.map(({ code }) => code),
    (index) => ['awards', index, 'code'],
    '表彰等次的代码',
  );
  awards.forEach(({ places, minimalScore }, index) => {
    const higher = awards[index - 1]?.minimalScore ?? null;
    if (places === null && minimalScore === null) {
      problems.push(problem(['awards', index], '表彰等次须有名额或最低分。'));
    }
    if (higher !== null && minimalScore !== null && !Ratio.of(higher).atLeast(Ratio.of(minimalScore))) {
      problems.push(problem(['awards', index, 'minimalScore'], '较低等次的最低分不得高于较高等次。'));
    }
  });
  return problems;
}

function vetoProblems(vetoes: readonly Veto[], subject: AssessmentSubject): SchemeProblem[] {
  const unfit = vetoes.flatMap(({ fact: code }, index) => {
    const fact = FACT_CATALOGUE[code];
    const at = ['vetoes', index, 'fact'];
    const wrongWay = fact.better === 'MORE' ? [problem(at, `“${fact.title}”越多越好，不能作为一票否决项。`)] : [];
    return [...subjectProblems(subject, fact, at), ...wrongWay];
  });
  return [
    ...repeated(
      vetoes.map(({ code }) => code),
      (index) => ['vetoes', index, 'code'],
      '否决项的代码',
    ),
    ...unfit,
  ];
}
