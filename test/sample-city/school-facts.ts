import type { CalendarDate } from '@sxbq/kernel';
import type { CityLedger, EnterpriseFact, SchoolLedger } from '../../apps/cli/src/sample-city/facts/facts';
import type { SchoolPlan } from '../../apps/cli/src/sample-city/plan-types';
import type { SchoolFacts } from '../../libs/compliance/src/domain/facts';

/** A school of the sample city as the rules are fed: what the database would deliver for (year, D), without one. */
export function schoolFacts(
  plan: SchoolPlan,
  ledger: SchoolLedger,
  bureau: CityLedger,
  year: number,
  asOf: CalendarDate,
): SchoolFacts {
  const ids = new Ids();
  const partners = new Map(bureau.enterprises.map((row) => [row.uscc, row]));
  const quota = bureau.quotas.find((row) => row.schoolCode === plan.code && row.year === year);
  return {
    id: 1,
    code: plan.code,
    name: plan.name,
    tiers: bureau.tiers.filter((row) => row.schoolCode === plan.code),
    majors: ledger.majors.map((row) => ({ id: ids.of(`major ${row.code}`), code: row.code, name: row.name })),
    classes: classFacts(ledger, asOf, ids),
    agreements: agreementFacts(ledger, partners, year, ids),
    trainings: ledger.sessions
      .filter(({ endsOn }) => endsOn.startsWith(`${year}-`))
      .map((row) => ({
        ...row,
        id: ids.of(row.code),
        passed: traineeFacts(ledger, row.code, true, ids),
        notPassed: traineeFacts(ledger, row.code, false, ids),
      })),
    secondments: ledger.secondments.map((row) => ({ ...row, id: ids.of(row.code), reversed: false })),
    secondmentQuota: quota?.amount ?? null,
    committee: ledger.members.map((row) => ({ ...row, id: ids.of(`member ${row.name}`), endsOn: row.endsOn ?? null })),
  };
}

class Ids {
  private readonly known = new Map<string, number>();

  of(key: string): number {
    const id = this.known.get(key) ?? this.known.size + 1;
    this.known.set(key, id);
    return id;
  }
}

function classFacts(ledger: SchoolLedger, asOf: CalendarDate, ids: Ids): SchoolFacts['classes'] {
  const latest = new Map<string, SchoolLedger['snapshots'][number]>();
  for (const row of ledger.snapshots) {
    const known = latest.get(row.classCode);
    if (row.countedOn <= asOf && (!known || row.countedOn > known.countedOn)) latest.set(row.classCode, row);
  }
  return ledger.classes.map((row) => ({
    id: ids.of(`class ${row.code}`),
    code: row.code,
    majorId: ids.of(`major ${row.majorCode}`),
    level: row.level,
    startsOn: row.startsOn,
    endsOn: row.endsOn ?? null,
    heads: latest.get(row.code)?.heads ?? null,
    countedOn: latest.get(row.code)?.countedOn ?? null,
  }));
}

function agreementFacts(
  ledger: SchoolLedger,
  partners: ReadonlyMap<string, EnterpriseFact>,
  year: number,
  ids: Ids,
): SchoolFacts['agreements'] {
  return ledger.agreements.map((row) => {
    const partner = partners.get(row.uscc) as EnterpriseFact;
    return {
      id: ids.of(row.code),
      code: row.code,
      kinds: row.kinds,
      enterpriseId: ids.of(row.uscc),
      enterpriseKind: partner.kind,
      filedOn: row.filedOn ?? null,
      effectiveFrom: row.effectiveFrom,
      effectiveTo: row.effectiveTo ?? null,
      terminatedOn: row.terminatedOn ?? null,
      planId: row.planName ? ids.of(`plan ${row.code}`) : null,
      planApprovedOn: row.planApprovedOn ?? null,
      executions: ledger.executions
        .filter((record) => record.agreementCode === row.code && record.occurredOn >= `${year - 1}-01-01`)
        .map(({ code, occurredOn, verified }) => ({
          id: ids.of(`${row.code} ${code}`),
          occurredOn,
          verified,
          reversed: false,
        })),
      majorIds: row.majorCodes.map((code) => ids.of(`major ${code}`)),
    };
  });
}

function traineeFacts(
  ledger: SchoolLedger,
  sessionCode: string,
  passed: boolean,
  ids: Ids,
): SchoolFacts['trainings'][number]['passed'] {
  return ledger.trainees
    .filter((row) => row.sessionCode === sessionCode && row.passed === passed)
    .map((row) => ({ id: ids.of(`${sessionCode} ${row.idNumber}`), personKey: row.idNumber }));
}
