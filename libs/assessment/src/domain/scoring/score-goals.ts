import { AssessmentScheme, Component, Goal, NotApplicableRule } from '../model/assessment-scheme';
import { ComponentScore, GoalScore } from '../model/ranking';
import { Standing } from './corrections';
import { Points } from './points';
import { Ratio } from './ratio';
import { isNotApplicable, scoreComponent } from './score-component';

/** Decimals of what a component shows beyond its goal's: enough to see how the goal was rounded. */
const EXTRA_DECIMALS = 2;

/** All goals of one organisation, in the scheme's order. */
export function scoreGoals(scheme: AssessmentScheme, standing: Standing): GoalScore[] {
  const factor = redistribution(scheme, standing);
  return scheme.goals.map((goal) => scoreGoal(scheme, goal, standing, factor));
}

/** The part of 100 points that a component stands for. */
export function worthOf(goal: Goal, component: Component): Ratio {
  return Ratio.of(goal.weight).percent(Ratio.of(component.share));
}

function scoreGoal(scheme: AssessmentScheme, goal: Goal, standing: Standing, factor: Ratio): GoalScore {
  const parts = goal.components.map((component) => {
    const maximum = worthOf(goal, component).times(factor);
    return { component: component.code, ...scoreComponent(scheme, goal, component, standing, maximum) };
  });
  const [leading] = parts;
  return {
    goal: goal.code,
    value: leading?.value ?? null,
    target: leading?.target ?? null,
    score: Ratio.sum(parts.map(({ points }) => points)).rounded(scheme.decimals),
    maximum: Ratio.sum(parts.map(({ maximum }) => maximum)).rounded(scheme.decimals),
    reason: reasonOf(goal, parts),
    components: parts.map((part) => shown(part, scheme.decimals + EXTRA_DECIMALS)),
  };
}

/** 1, or by how much the applicable components grow to take over the points of those that do not apply. */
function redistribution(scheme: AssessmentScheme, standing: Standing): Ratio {
  if (scheme.notApplicable !== NotApplicableRule.REDISTRIBUTE) return Ratio.ONE;
  const worths = scheme.goals.flatMap((goal) =>
    goal.components.map((component) => (isNotApplicable(component, standing) ? Ratio.ZERO : worthOf(goal, component))),
  );
  const applicable = Ratio.sum(worths);
  return applicable.isZero() ? Ratio.ONE : Ratio.HUNDRED.dividedBy(applicable);
}

function shown(
  { component, value, target, points, maximum, reason }: Points & { component: string },
  decimals: number,
) {
  const score: ComponentScore = {
    component,
    value,
    target,
    score: points.rounded(decimals),
    maximum: maximum.rounded(decimals),
    reason,
  };
  return score;
}

/** One sentence for the goal; with several components each is named. */
function reasonOf(goal: Goal, parts: readonly Points[]): string | null {
  const reasons = parts.flatMap(({ reason }, index) => {
    if (reason === null) return [];
    return goal.components.length === 1 ? [reason] : [`${goal.components[index]?.title}：${reason}`];
  });
  return reasons.length === 0 ? null : reasons.join('；');
}
