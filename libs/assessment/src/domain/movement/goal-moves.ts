import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { AssessmentScheme, Component, Goal } from '../model/assessment-scheme';
import { DecimalText } from '../model/decimal-text';
import { ComponentScore, GoalScore } from '../model/ranking';
import { SCORING_TITLES } from '../model/scoring-function';
import { difference } from './difference-of';

/** How one goal's points changed, and why. */
export interface GoalMove {
  readonly goal: string;
  readonly title: string;
  /** null: the goal is not in that scheme. */
  readonly scoreBefore: DecimalText | null;
  readonly scoreAfter: DecimalText | null;
  /** A goal that one scheme does not have counts as 0. */
  readonly change: DecimalText;
  /** Chinese phrases: what is not the same as before. */
  readonly reasons: readonly string[];
}

/** Goals of either scheme that are not the same, those of the later first. */
export function goalMoves(
  before: readonly GoalScore[],
  after: readonly GoalScore[],
  schemeBefore: AssessmentScheme,
  schemeAfter: AssessmentScheme,
): GoalMove[] {
  const codes = new Set([...schemeAfter.goals, ...schemeBefore.goals].map(({ code }) => code));
  const moves = [...codes].map((code) => {
    const [one, other] = [before, after].map((scores) => scores.find(({ goal }) => goal === code));
    const [goalBefore, goalAfter] = [schemeBefore, schemeAfter].map(({ goals }) =>
      goals.find((each) => each.code === code),
    );
    return moveOf(code, one, other, goalBefore, goalAfter);
  });
  return moves.filter(({ change, reasons }) => change !== '0' || reasons.length > 0);
}

function moveOf(
  code: string,
  before: GoalScore | undefined,
  after: GoalScore | undefined,
  goalBefore: Goal | undefined,
  goalAfter: Goal | undefined,
): GoalMove {
  return {
    goal: code,
    title: (goalAfter ?? goalBefore)?.title ?? code,
    scoreBefore: before?.score ?? null,
    scoreAfter: after?.score ?? null,
    change: difference(before?.score ?? '0', after?.score ?? '0'),
    reasons:
      before && after && goalBefore && goalAfter
        ? reasonsOf(before, after, goalBefore, goalAfter)
        : absence(goalBefore, goalAfter, before),
  };
}

/** One side has no such goal, or the organisation is not on it. */
function absence(goalBefore: Goal | undefined, goalAfter: Goal | undefined, before: GoalScore | undefined): string[] {
  if (!goalAfter) return ['不再考核'];
  if (!goalBefore) return ['新增考核'];
  return [before ? '此后未参加考核' : '此前未参加考核'];
}

function reasonsOf(before: GoalScore, after: GoalScore, goalBefore: Goal, goalAfter: Goal): string[] {
  const reasons = before.maximum === after.maximum ? [] : [`分值 ${before.maximum} → ${after.maximum}`];
  const codes = new Set([...goalAfter.components, ...goalBefore.components].map(({ code }) => code));
  for (const code of codes) {
    const [partBefore, partAfter] = [goalBefore, goalAfter].map((goal) =>
      goal.components.find((each) => each.code === code),
    );
    const [one, other] = [before, after].map((goal) => goal.components.find(({ component }) => component === code));
    reasons.push(...componentReasons(partBefore, partAfter, one, other));
  }
  return reasons;
}

function componentReasons(
  partBefore: Component | undefined,
  partAfter: Component | undefined,
  before: ComponentScore | undefined,
  after: ComponentScore | undefined,
): string[] {
  const title = (partAfter ?? partBefore)?.title ?? '';
  if (!partBefore || !partAfter) return [`${title}：${partBefore ? '不再计入' : '新增计入'}`];
  const found = [
    ...changed('数值', before?.value ?? null, after?.value ?? null, unitOf(partAfter)),
    ...changed('目标', before?.target ?? null, after?.target ?? null, unitOf(partAfter)),
    ...changed('比例', partBefore.share, partAfter.share, '%'),
    ...scoringChange(partBefore, partAfter),
  ];
  return found.map((reason) => `${title}：${reason}`);
}

function changed(what: string, before: string | null, after: string | null, unit: string): string[] {
  if (before === after) return [];
  const shown = (value: string | null): string => (value === null ? '无' : `${value}${unit}`);
  return [`${what} ${shown(before)} → ${shown(after)}`];
}

function scoringChange(before: Component, after: Component): string[] {
  if (JSON.stringify(before.measure) !== JSON.stringify(after.measure)) return ['考核内容不同'];
  if (before.scoring.kind !== after.scoring.kind) {
    return [`${SCORING_TITLES[before.scoring.kind]} → ${SCORING_TITLES[after.scoring.kind]}`];
  }
  return JSON.stringify(before.scoring) === JSON.stringify(after.scoring) ? [] : ['计分参数不同'];
}

const unitOf = ({ measure }: Component): string => (measure.kind === 'FACT' ? FACT_CATALOGUE[measure.fact].unit : '分');
