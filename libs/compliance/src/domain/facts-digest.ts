import { createHash } from 'node:crypto';
import { SchoolFacts, TraineeFact } from './facts';

type Field = string | number | boolean | null;

/**
 * SHA-256 (hex) over the canonical JSON of the facts: one flat array of the fields in fixed order, each list led by its
 * length and in a fixed order, so equal facts give equal digests whatever order they were read in. Codes and names are
 * left out: they label rows and decide nothing.
 */
export function factsDigest(facts: SchoolFacts): string {
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}

/** Flat, because a school's rows come by the hundred: arrays and texts made for each cost more than the rules. */
export function canonicalJson(facts: SchoolFacts): string {
  const fields: Field[] = [facts.id, facts.secondmentQuota];
  addTiers(fields, facts.tiers);
  addClasses(fields, facts.classes);
  addAgreements(fields, facts.agreements);
  addTrainings(fields, facts.trainings);
  addSecondments(fields, facts.secondments);
  addCommittee(fields, facts.committee);
  return JSON.stringify(fields);
}

function addTiers(fields: Field[], tiers: SchoolFacts['tiers']): void {
  fields.push(tiers.length);
  for (const { effectiveFrom, tier } of inOrder(tiers, byDate)) {
    fields.push(effectiveFrom, tier);
  }
}

function addClasses(fields: Field[], classes: SchoolFacts['classes']): void {
  fields.push(classes.length);
  for (const { id, majorId, level, startsOn, endsOn, countedOn, heads } of inOrder(classes, byId)) {
    fields.push(id, majorId, level, startsOn, endsOn, countedOn, heads);
  }
}

function addAgreements(fields: Field[], agreements: SchoolFacts['agreements']): void {
  fields.push(agreements.length);
  for (const fact of inOrder(agreements, byId)) {
    fields.push(fact.id, fact.enterpriseId, fact.enterpriseKind, fact.kinds.length);
    for (const kind of inOrder(fact.kinds, ascending)) fields.push(kind);
    fields.push(fact.filedOn, fact.effectiveFrom, fact.effectiveTo, fact.terminatedOn);
    fields.push(fact.planId, fact.planApprovedOn, fact.executions.length);
    for (const { id, occurredOn, verified, reversed } of inOrder(fact.executions, byId)) {
      fields.push(id, occurredOn, verified, reversed);
    }
    fields.push(fact.majorIds.length);
    for (const majorId of inOrder(fact.majorIds, ascending)) fields.push(majorId);
  }
}

function addTrainings(fields: Field[], trainings: SchoolFacts['trainings']): void {
  fields.push(trainings.length);
  for (const { id, occupationCode, grade, endsOn, passed, notPassed } of inOrder(trainings, byId)) {
    fields.push(id, occupationCode, grade, endsOn);
    addTrainees(fields, passed);
    addTrainees(fields, notPassed);
  }
}

/** By person, as the covering index delivers them. */
function addTrainees(fields: Field[], trainees: readonly TraineeFact[]): void {
  fields.push(trainees.length);
  for (const { id, personKey } of inOrder(trainees, byPerson)) fields.push(id, personKey);
}

function addSecondments(fields: Field[], secondments: SchoolFacts['secondments']): void {
  fields.push(secondments.length);
  for (const { id, teacherNumber, startsOn, endsOn, verified, reversed } of inOrder(secondments, byId)) {
    fields.push(id, teacherNumber, startsOn, endsOn, verified, reversed);
  }
}

function addCommittee(fields: Field[], committee: SchoolFacts['committee']): void {
  fields.push(committee.length);
  for (const { id, affiliation, startsOn, endsOn } of inOrder(committee, byId)) {
    fields.push(id, affiliation, startsOn, endsOn);
  }
}

type Compare<T> = (left: T, right: T) => number;

const ascending = <T extends string | number>(left: T, right: T): number => (left < right ? -1 : left > right ? 1 : 0);

const byId: Compare<{ readonly id: number }> = (left, right) => left.id - right.id;
const byDate: Compare<{ readonly effectiveFrom: string }> = (left, right) =>
  ascending(left.effectiveFrom, right.effectiveFrom);
const byPerson: Compare<TraineeFact> = (left, right) =>
  ascending(left.personKey, right.personKey) || left.id - right.id;

/** Readers deliver rows in order; only a list that is not is copied and sorted. */
function inOrder<T>(rows: readonly T[], compare: Compare<T>): readonly T[] {
  for (let index = 1; index < rows.length; index++) {
    if (compare(rows[index - 1]!, rows[index]!) > 0) return [...rows].sort(compare);
  }
  return rows;
}
