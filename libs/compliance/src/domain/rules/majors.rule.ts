import { AgreementKind } from '@sxbq/agreements/vocabulary';
import { IndicatorCode } from '@sxbq/policy/vocabulary';
import { Condition } from '../condition';
import { ClassFact, MajorFact, SchoolFacts } from '../facts';
import { countResult, notApplicable, splitEvidence } from '../indicator-results';
import { EvidenceItem, IndicatorResult, MajorEvidence } from '../result';
import { RuleContext } from '../rule-context';
import { classRunning } from './class-running.rule';
import { countPartners } from './counted-partners';

/**
 * MAJORS, every tier: each major with a running class at a concerned level needs a number of distinct counted partners
 * with an effective JOINT_TRAINING agreement that covers it. Only a latest snapshot of 0 students exempts a class.
 * Measured = majors met, target = majors concerned. Source: domain.md §2, cases 3, 7, 12.
 */
export function majorsRule(
  facts: Pick<SchoolFacts, 'agreements' | 'classes' | 'majors'>,
  context: RuleContext,
): IndicatorResult {
  const { concerned, exempt } = concernedClasses(facts.classes, context);
  const exemptions = exempt.map((schoolClass) => exemptClass(schoolClass, facts.majors));
  if (concerned.size === 0) {
    return notApplicable(
      IndicatorCode.MAJORS,
      { code: 'NO_MAJOR_CONCERNED', message: '基准日没有高级工、预备技师或技师层次的在读班级。' },
      { counted: [], notCounted: exemptions, majors: [] },
    );
  }
  const majors: MajorEvidence[] = [];
  const candidates: EvidenceItem[] = [];
  for (const [majorId, classes] of concerned) {
    const items = candidatesOf(majorOf(majorId, facts.majors), facts, context);
    majors.push(majorEvidence(majorOf(majorId, facts.majors), classes, items, context));
    candidates.push(...items);
  }
  const { counted, notCounted } = splitEvidence(candidates);
  const evidence = { counted, notCounted: [...notCounted, ...exemptions], majors };
  const met = majors.filter((major) => major.met).length;
  return countResult(IndicatorCode.MAJORS, met, majors.length, context.policy.majors.clause, evidence, context);
}

/** Running classes at concerned levels by major id, in ascending order of id, and those that 0 students exempt. */
function concernedClasses(
  classes: readonly ClassFact[],
  context: RuleContext,
): { concerned: Map<number, ClassFact[]>; exempt: ClassFact[] } {
  const running = classes.filter(
    (schoolClass) =>
      context.policy.majors.concernedLevels.includes(schoolClass.level) &&
      classRunning(schoolClass, context.asOf) === null,
  );
  const concerned = new Map<number, ClassFact[]>();
  for (const schoolClass of running.filter(({ heads }) => heads !== 0)) {
    const sameMajor = concerned.get(schoolClass.majorId);
    if (sameMajor) sameMajor.push(schoolClass);
    else concerned.set(schoolClass.majorId, [schoolClass]);
  }
  const byId = [...concerned].sort(([left], [right]) => left - right);
  return { concerned: new Map(byId), exempt: running.filter(({ heads }) => heads === 0) };
}

function candidatesOf(major: MajorFact, facts: Pick<SchoolFacts, 'agreements'>, context: RuleContext): EvidenceItem[] {
  const covering = facts.agreements.filter(
    ({ kinds, majorIds }) => kinds.includes(AgreementKind.JOINT_TRAINING) && majorIds.includes(major.id),
  );
  return countPartners(covering, context, major.code);
}

function majorEvidence(
  major: MajorFact,
  classes: readonly ClassFact[],
  items: readonly EvidenceItem[],
  context: RuleContext,
): MajorEvidence {
  const target = context.policy.majors.partnersPerMajor;
  const measured = items.filter(({ failed }) => failed === undefined).length;
  return {
    id: major.id,
    code: major.code,
    name: major.name,
    measured,
    target,
    met: measured >= target,
    classCodes: classes.map(({ code }) => code),
  };
}

function exemptClass(schoolClass: ClassFact, majors: readonly MajorFact[]): EvidenceItem {
  return {
    type: 'CLASS',
    id: schoolClass.id,
    code: schoolClass.code,
    majorCode: majorOf(schoolClass.majorId, majors).code,
    heads: 0,
    countedOn: schoolClass.countedOn ?? undefined,
    failed: Condition.ZERO_STUDENTS,
  };
}

/** A class's major is a foreign key of the same school, so a missing one means that the facts are incomplete. */
function majorOf(id: number, majors: readonly MajorFact[]): MajorFact {
  const major = majors.find((candidate) => candidate.id === id);
  if (!major) throw new Error(`facts name school major ${id} but do not contain it`);
  return major;
}
