import { createHash } from 'node:crypto';
import { AgreementFact, SchoolFacts, TraineeFact, TrainingFact } from './facts';

/**
 * SHA-256 (hex) over the canonical JSON of the facts: each fact an array of its fields in fixed order, rows in ascending
 * order of id, so equal facts give equal digests whatever order they were read in.
 */
export function factsDigest(facts: SchoolFacts): string {
  return createHash('sha256').update(canonicalJson(facts)).digest('hex');
}

/**
 * Written piece by piece: a school's trainees and executions come by the hundred, and arrays made only to be turned into
 * text cost more than the text.
 */
export function canonicalJson(facts: SchoolFacts): string {
  return list([
    `[${facts.id},${text(facts.code)}]`,
    list(facts.tiers.map((fact) => `["${fact.effectiveFrom}","${fact.tier}"]`).sort()),
    list(byId(facts.majors).map((fact) => `[${fact.id},${text(fact.code)}]`)),
    list(
      byId(facts.classes).map(
        (fact) =>
          `[${fact.id},${text(fact.code)},${fact.majorId},"${fact.level}","${fact.startsOn}",` +
          `${date(fact.endsOn)},${date(fact.countedOn)},${fact.heads}]`,
      ),
    ),
    list(byId(facts.agreements).map(agreementJson)),
    list(byId(facts.trainings).map(trainingJson)),
    list(
      byId(facts.secondments).map(
        (fact) =>
          `[${fact.id},${text(fact.code)},${text(fact.teacherNumber)},"${fact.startsOn}","${fact.endsOn}",` +
          `${fact.verified},${fact.reversed}]`,
      ),
    ),
    String(facts.secondmentQuota),
    list(
      byId(facts.committee).map((fact) => `[${fact.id},"${fact.affiliation}","${fact.startsOn}",${date(fact.endsOn)}]`),
    ),
  ]);
}

function agreementJson(fact: AgreementFact): string {
  const executions = byId(fact.executions).map(
    (record) => `[${record.id},"${record.occurredOn}",${record.verified},${record.reversed}]`,
  );
  const majorIds = [...fact.majorIds].sort((left, right) => left - right);
  return (
    `[${fact.id},${text(fact.code)},"${kindsText(fact.kinds)}",${fact.enterpriseId},"${fact.enterpriseKind}",` +
    `${date(fact.filedOn)},${date(fact.effectiveFrom)},${date(fact.effectiveTo)},${date(fact.terminatedOn)},` +
    `${fact.planId},${date(fact.planApprovedOn)},${list(executions)},[${majorIds.join()}]]`
  );
}

/** Few sets occur and many agreements share them. */
const kindsTexts = new WeakMap<AgreementFact['kinds'], string>();

function kindsText(kinds: AgreementFact['kinds']): string {
  let joined = kindsTexts.get(kinds);
  if (joined === undefined) kindsTexts.set(kinds, (joined = [...kinds].sort().join()));
  return joined;
}

function trainingJson(fact: TrainingFact): string {
  return (
    `[${fact.id},${text(fact.code)},${text(fact.occupationCode)},${fact.grade},"${fact.endsOn}",` +
    `${traineesJson(fact.passed)},${traineesJson(fact.notPassed)}]`
  );
}

function traineesJson(trainees: readonly TraineeFact[]): string {
  let json = '';
  for (const { id, personKey } of byId(trainees)) json += `${id},"${personKey}",`;
  return `[${json.slice(0, -1)}]`;
}

const list = (items: readonly string[]): string => `[${items.join()}]`;

/** What users wrote may hold quotes; dates, enum values and blind indexes cannot. */
const text = (value: string): string => JSON.stringify(value);
const date = (value: string | null): string => (value === null ? 'null' : `"${value}"`);

/** Readers deliver in order of id; only a list that is not in order is copied and sorted. */
function byId<T extends { readonly id: number }>(rows: readonly T[]): readonly T[] {
  for (let index = 1; index < rows.length; index++) {
    if (rows[index - 1]!.id > rows[index]!.id) return [...rows].sort((left, right) => left.id - right.id);
  }
  return rows;
}
