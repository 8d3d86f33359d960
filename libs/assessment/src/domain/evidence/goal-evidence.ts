import { FactCode } from '../facts/fact-code';
import { AssessmentScheme } from '../model/assessment-scheme';
import { Correction } from '../model/correction';
import { DecimalText } from '../model/decimal-text';
import { Fact, OrganisationFacts } from '../model/facts';

/** What one goal of an organisation was measured by, down to the rows it came from. */
export interface GoalEvidence {
  readonly goal: string;
  readonly title: string;
  readonly weight: DecimalText;
  readonly components: readonly ComponentEvidence[];
}

export interface ComponentEvidence {
  readonly component: string;
  readonly title: string;
  /** Percent of the goal's weight. */
  readonly share: DecimalText;
  /** null: people score it. */
  readonly code: FactCode | null;
  /** As frozen; null: people score it. */
  readonly fact: Fact | null;
  /** What upheld objections made of it since, in order. */
  readonly corrections: readonly Pick<Correction, 'from' | 'to'>[];
}

/** null when the scheme has no such goal. */
export function goalEvidence(
  scheme: AssessmentScheme,
  { facts, subject, organisationId }: OrganisationFacts,
  corrections: readonly Correction[],
  goalCode: string,
): GoalEvidence | null {
  const goal = scheme.goals.find(({ code }) => code === goalCode);
  if (!goal) return null;
  const own = corrections.filter((each) => each.subject === subject && each.organisationId === organisationId);
  const changesOf = (isIt: (target: Correction['target']) => boolean) =>
    own.filter(({ target }) => isIt(target)).map(({ from, to }) => ({ from, to }));
  return {
    goal: goal.code,
    title: goal.title,
    weight: goal.weight,
    components: goal.components.map(({ code, title, share, measure }) => {
      const of = { component: code, title, share };
      if (measure.kind === 'MARKED') {
        const changes = changesOf((target) => target.kind === 'MARK' && target.goal === goal.code);
        return { ...of, code: null, fact: null, corrections: changes };
      }
      const changes = changesOf((target) => target.kind === 'FACT' && target.fact === measure.fact);
      return { ...of, code: measure.fact, fact: facts[measure.fact] ?? null, corrections: changes };
    }),
  };
}
