import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { Condition } from '../condition';
import { SchoolFacts, TraineeFact, TrainingFact } from '../facts';
import { countResult, withoutTierTarget } from '../indicator-results';
import { Evidence, EvidenceItem, IndicatorResult } from '../result';
import { RuleContext, tierTargets } from '../rule-context';

/**
 * TRAINING: distinct (person, occupation, grade) passed in sessions that ended from 1 January to D, at the policy's
 * grade floor or higher (a lower number is a higher grade). Source: domain.md §2, case 8.
 */
export function trainingRule(facts: Pick<SchoolFacts, 'trainings'>, context: RuleContext): IndicatorResult {
  const target = tierTargets(context.policy, context.tier).TRAINING;
  if (!target) return withoutTierTarget(IndicatorCode.TRAINING, context);
  const { evidence, measured } = countTrainees(facts.trainings, context);
  const clauses = [...new Set([target.clause, context.policy.training.clause])].join('；');
  return countResult(IndicatorCode.TRAINING, measured, target.target, clauses, evidence, context);
}

/** Each (person, occupation, grade) counts at its first session in the order given. */
function countTrainees(
  trainings: readonly TrainingFact[],
  context: RuleContext,
): { evidence: Evidence; measured: number } {
  const counted: EvidenceItem[] = [];
  const notCounted: EvidenceItem[] = [];
  const seen = new Map<string, Set<string>>();
  let measured = 0;
  for (const training of trainings) {
    const failure = sessionFailure(training, context);
    if (failure !== null) {
      notCounted.push(sessionItem(training, [...training.passed, ...training.notPassed], failure));
      continue;
    }
    const { fresh, repeated } = newPersons(training.passed, personsOf(seen, training));
    measured += fresh.length;
    if (fresh.length > 0) counted.push(sessionItem(training, fresh));
    if (repeated.length > 0) notCounted.push(sessionItem(training, repeated, Condition.PERSON_ALREADY_COUNTED));
    if (training.notPassed.length > 0) notCounted.push(sessionItem(training, training.notPassed, Condition.NOT_PASSED));
  }
  return { evidence: { counted, notCounted }, measured };
}

function sessionFailure(training: TrainingFact, context: RuleContext): Condition | null {
  if (training.endsOn < context.year.firstDay) return Condition.SESSION_OUTSIDE_YEAR;
  if (training.endsOn > context.asOf) return Condition.SESSION_NOT_ENDED;
  return training.grade > context.policy.training.gradeFloor ? Condition.GRADE_BELOW_FLOOR : null;
}

function newPersons(
  passed: readonly TraineeFact[],
  persons: Set<string>,
): { fresh: TraineeFact[]; repeated: TraineeFact[] } {
  const fresh: TraineeFact[] = [];
  const repeated: TraineeFact[] = [];
  for (const trainee of passed) (persons.has(trainee.personKey) ? repeated : fresh).push(trainee);
  for (const { personKey } of fresh) persons.add(personKey);
  return { fresh, repeated };
}

function personsOf(seen: Map<string, Set<string>>, training: TrainingFact): Set<string> {
  const key = `${training.grade}:${training.occupationCode}`;
  let persons = seen.get(key);
  if (!persons) seen.set(key, (persons = new Set()));
  return persons;
}

function sessionItem(training: TrainingFact, trainees: readonly TraineeFact[], failed?: Condition): EvidenceItem {
  const item: EvidenceItem = {
    type: 'TRAINING_SESSION',
    id: training.id,
    code: training.code,
    traineeIds: trainees.map(({ id }) => id),
  };
  return failed === undefined ? item : { ...item, failed };
}
