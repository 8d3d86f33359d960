import { addDays, CalendarDate } from '@sxbq/kernel';
import type { PolicyDocument } from '@sxbq/policy';
import { AgreementFact, SchoolFacts } from '../facts';

/** What the law says, read once more without any of the product's code: sets of days, sets of strings, plain loops. */
export interface OracleAnswer {
  readonly partners: number | null;
  readonly majors: { readonly met: number; readonly concerned: number } | null;
  readonly seniorClasses:
    { readonly counted: number; readonly total: number; readonly pass: boolean } | 'NO_DATA' | null;
  readonly training: number | null;
  readonly secondments: number | null;
  readonly committee: { readonly counted: number; readonly total: number; readonly pass: boolean } | 'NO_DATA';
}

export function oracle(facts: SchoolFacts, policy: PolicyDocument, year: number, asOf: CalendarDate): OracleAnswer {
  const tiers = [...facts.tiers].sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? -1 : 1));
  const tier = tiers.filter((row) => row.effectiveFrom <= asOf).pop()?.tier;
  const targets = tier === undefined ? undefined : policy.tiers[tier];
  return {
    partners: targets?.PARTNERS ? partnersOf(facts, policy, year, asOf, 'CLOSE', null).size : null,
    majors: majors(facts, policy, year, asOf),
    seniorClasses: targets?.SENIOR_CLASSES ? seniorClasses(facts, targets.SENIOR_CLASSES, asOf) : null,
    training: targets?.TRAINING ? training(facts, policy, year, asOf) : null,
    secondments: facts.secondmentQuota === null ? null : secondmentDays(facts, year, asOf),
    committee: committee(facts, policy, asOf),
  };
}

function effective(agreement: AgreementFact, policy: PolicyDocument, year: number, asOf: CalendarDate): boolean {
  const from = agreement.effectiveFrom ?? '9999-12-31';
  const to = agreement.effectiveTo ?? '9999-12-31';
  const filed = agreement.filedOn ?? '9999-12-31';
  const ended = agreement.terminatedOn ?? '9999-12-31';
  const approved = agreement.planApprovedOn ?? '9999-12-31';
  let records = 0;
  for (const record of agreement.executions) {
    if (!record.verified || record.reversed) continue;
    if (Number(record.occurredOn.slice(0, 4)) === year && !(record.occurredOn > asOf)) records += 1;
  }
  const inForce = !(filed > asOf) && !(from > asOf) && !(to < asOf) && ended > asOf;
  return inForce && !(approved > asOf) && records >= policy.minVerifiedExecutions;
}

function partnersOf(
  facts: SchoolFacts,
  policy: PolicyDocument,
  year: number,
  asOf: CalendarDate,
  kind: string,
  majorId: number | null,
): Set<number> {
  const partners = new Set<number>();
  for (const agreement of facts.agreements) {
    if (!agreement.kinds.some((each) => (each as string) === kind)) continue;
    if (majorId !== null && !agreement.majorIds.includes(majorId)) continue;
    if (!policy.countedPartnerKinds.includes(agreement.enterpriseKind)) continue;
    if (effective(agreement, policy, year, asOf)) partners.add(agreement.enterpriseId);
  }
  return partners;
}

function runningClasses(facts: SchoolFacts, asOf: CalendarDate) {
  return facts.classes.filter((row) => !(row.startsOn > asOf) && (row.endsOn === null || !(row.endsOn < asOf)));
}

function majors(facts: SchoolFacts, policy: PolicyDocument, year: number, asOf: CalendarDate): OracleAnswer['majors'] {
  const concerned = new Set<number>();
  for (const row of runningClasses(facts, asOf)) {
    if (row.heads !== 0 && policy.majors.concernedLevels.includes(row.level)) concerned.add(row.majorId);
  }
  let met = 0;
  for (const majorId of concerned) {
    if (partnersOf(facts, policy, year, asOf, 'JOINT_TRAINING', majorId).size >= policy.majors.partnersPerMajor)
      met += 1;
  }
  return concerned.size === 0 ? null : { met, concerned: concerned.size };
}

function seniorClasses(
  facts: SchoolFacts,
  target: { percent: number; heads: number; countedLevels: readonly string[] },
  asOf: CalendarDate,
): OracleAnswer['seniorClasses'] {
  let counted = 0;
  let total = 0;
  for (const row of runningClasses(facts, asOf)) {
    if (row.heads === null) return 'NO_DATA';
    total += row.heads;
    if (target.countedLevels.includes(row.level)) counted += row.heads;
  }
  if (total === 0) return 'NO_DATA';
  // Integers of any size: no rounding can hide a head.
  const byPercent = BigInt(counted) * 100n >= BigInt(target.percent) * BigInt(total);
  return { counted, total, pass: byPercent || counted >= target.heads };
}

function training(facts: SchoolFacts, policy: PolicyDocument, year: number, asOf: CalendarDate): number {
  const certificates = new Set<string>();
  for (const session of facts.trainings) {
    if (Number(session.endsOn.slice(0, 4)) !== year || session.endsOn > asOf) continue;
    if (session.grade > policy.training.gradeFloor) continue;
    for (const { personKey } of session.passed) {
      certificates.add(`${personKey}|${session.occupationCode}|${session.grade}`);
    }
  }
  return certificates.size;
}

function secondmentDays(facts: SchoolFacts, year: number, asOf: CalendarDate): number {
  const days = new Set<string>();
  for (const row of facts.secondments) {
    if (!row.verified || row.reversed) continue;
    for (let day = row.startsOn; day <= row.endsOn; day = addDays(day, 1)) {
      if (Number(day.slice(0, 4)) === year && day <= asOf) days.add(`${row.teacherNumber}|${day}`);
    }
  }
  return days.size;
}

function committee(facts: SchoolFacts, policy: PolicyDocument, asOf: CalendarDate): OracleAnswer['committee'] {
  const members = facts.committee.filter((row) => row.startsOn <= asOf && (row.endsOn ?? '9999-12-31') > asOf);
  if (members.length === 0) return 'NO_DATA';
  const counted = members.filter((row) => ['ENTERPRISE', 'INDUSTRY'].includes(row.affiliation)).length;
  return { counted, total: members.length, pass: counted * 100 >= policy.committee.percent * members.length };
}
