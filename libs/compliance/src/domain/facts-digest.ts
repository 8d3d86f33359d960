import { createHash } from 'node:crypto';
import { SchoolFacts } from './facts';

/**
 * SHA-256 (hex) over the canonical JSON of the facts: each fact an array of its fields in fixed order, rows in ascending
 * order of id, so equal facts give equal digests whatever order they were read in.
 */
export function factsDigest(facts: SchoolFacts): string {
  return createHash('sha256')
    .update(JSON.stringify(canonical(facts)))
    .digest('hex');
}

function canonical(facts: SchoolFacts): unknown[] {
  return [
    [facts.id, facts.code],
    facts.tiers.map((fact) => [fact.effectiveFrom, fact.tier]).sort(byFirst),
    byId(facts.majors).map((fact) => [fact.id, fact.code]),
    byId(facts.classes).map((fact) => [
      fact.id,
      fact.code,
      fact.majorId,
      fact.level,
      fact.startsOn,
      fact.endsOn,
      fact.countedOn,
      fact.heads,
    ]),
    byId(facts.agreements).map((fact) => [
      fact.id,
      fact.code,
      [...fact.kinds].sort(),
      fact.enterpriseId,
      fact.enterpriseKind,
      fact.filedOn,
      fact.effectiveFrom,
      fact.effectiveTo,
      fact.terminatedOn,
      fact.planId,
      fact.planApprovedOn,
      byId(fact.executions).map((record) => [record.id, record.occurredOn, record.verified, record.reversed]),
      [...fact.majorIds].sort((left, right) => left - right),
    ]),
    byId(facts.trainings).map((fact) => [
      fact.id,
      fact.code,
      fact.occupationCode,
      fact.grade,
      fact.endsOn,
      byId(fact.trainees).map((trainee) => [trainee.id, trainee.personKey, trainee.passed]),
    ]),
    byId(facts.secondments).map((fact) => [
      fact.id,
      fact.code,
      fact.teacherNumber,
      fact.startsOn,
      fact.endsOn,
      fact.verified,
      fact.reversed,
    ]),
    facts.secondmentQuota,
    byId(facts.committee).map((fact) => [fact.id, fact.affiliation, fact.startsOn, fact.endsOn]),
  ];
}

/** Readers deliver in order of id; only a list that is not in order is copied and sorted. */
function byId<T extends { readonly id: number }>(rows: readonly T[]): readonly T[] {
  for (let index = 1; index < rows.length; index++) {
    if (rows[index - 1]!.id > rows[index]!.id) return [...rows].sort((left, right) => left.id - right.id);
  }
  return rows;
}

function byFirst(left: readonly string[], right: readonly string[]): number {
  return left[0]! < right[0]! ? -1 : 1;
}
