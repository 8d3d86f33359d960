import { checkedText } from '@sxbq/kernel';
import { correctionMissing, correctionValueMalformed } from '../../assessment-run.errors';
import { FactCode } from '../facts/fact-code';
import { CorrectionTarget, DecimalText, isDecimalText } from '../model';
import { Rankable } from '../ranking/rank-organisations';
import { standings } from '../scoring/corrections';
import { markedGoals } from '../marking/difference-limits';
import { givenPoints } from '../marking/marked-points';

const REASON_CHARACTERS = 500;
const HIGHEST = '100';

/** As an officer gives it: a fact, or the goal whose mark is wrong. */
export interface GivenCorrection {
  readonly fact?: FactCode | null;
  readonly goal?: string | null;
  /** Decimal. */
  readonly to: string;
  readonly reason: string;
}

export interface CheckedCorrection {
  readonly target: CorrectionTarget;
  readonly to: DecimalText;
  readonly reason: string;
}

/** ASSESSMENT_CORRECTION_MISSING unless it names one target, ASSESSMENT_CORRECTION_VALUE. */
export function checkedCorrection({ fact, goal, to, reason }: GivenCorrection): CheckedCorrection {
  const why = checkedText('更正理由', reason, REASON_CHARACTERS);
  if (Boolean(fact) === Boolean(goal)) throw correctionMissing();
  const target: CorrectionTarget = fact ? { kind: 'FACT', fact } : { kind: 'MARK', goal: goal as string };
  const value = target.kind === 'MARK' ? givenPoints(to, HIGHEST) : isDecimalText(to) ? to : null;
  if (value === null || value.startsWith('-')) throw correctionValueMalformed();
  return { target, to: value, reason: why };
}

/** What counts of the target until now; ASSESSMENT_CORRECTION_MISSING where the scheme has no such mark. */
export function countedValue(material: Rankable, target: CorrectionTarget): DecimalText | null {
  const [standing] = standings(material.organisations, material.marks, material.corrections).standings;
  if (!standing) return null;
  if (target.kind === 'FACT') return standing.organisation.facts[target.fact]?.value ?? null;
  const goals = markedGoals(material.schemes, standing.organisation.subject);
  if (!goals.some(({ code }) => code === target.goal)) throw correctionMissing();
  return standing.finals.get(target.goal) ?? null;
}
