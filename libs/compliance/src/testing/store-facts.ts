import { addDays, CalendarDate, programmeYear } from '@sxbq/kernel';
import { PolicyDocument } from '@sxbq/policy';
import { DataSource } from 'typeorm';
import { AgreementFact, SchoolFacts } from '../domain/facts';

/** Ids of different schools' rows must not meet: each school's facts live in a range of their own. */
const IDS_PER_SCHOOL = 100_000;

/**
 * Facts as a database holds them and the readers of a year give them out: one kind per enterprise, a person once per
 * session, and only what touches the year.
 */
export function storable(facts: SchoolFacts, year: number): SchoolFacts {
  const { firstDay, lastDay } = programmeYear(year);
  const touches = (row: { startsOn: CalendarDate; endsOn: CalendarDate | null }): boolean =>
    row.startsOn <= lastDay && (row.endsOn === null || row.endsOn >= firstDay);
  const kinds = new Map<number, AgreementFact['enterpriseKind']>();
  for (const { enterpriseId, enterpriseKind } of facts.agreements) {
    if (!kinds.has(enterpriseId)) kinds.set(enterpriseId, enterpriseKind);
  }
  return {
    ...facts,
    agreements: facts.agreements.map((agreement) => ({
      ...agreement,
      enterpriseKind: kinds.get(agreement.enterpriseId) ?? agreement.enterpriseKind,
      executions: agreement.executions.filter(({ occurredOn }) => occurredOn <= lastDay),
    })),
    classes: facts.classes.filter(touches),
    secondments: facts.secondments.filter(touches),
    committee: facts.committee.filter(touches),
    trainings: facts.trainings
      .filter(({ endsOn }) => endsOn >= firstDay && endsOn <= lastDay)
      .map((training) => ({
        ...training,
        notPassed: training.notPassed.filter(
          ({ personKey }) => !training.passed.some((other) => other.personKey === personKey),
        ),
      })),
  };
}

/**
 * Writes the facts as rows of school `schoolId`, and beside each class's snapshot an older one and one after D, which
 * must not be taken for the latest.
 */
export async function storeFacts(
  dataSource: DataSource,
  facts: SchoolFacts,
  schoolId: number,
  asOf: CalendarDate,
): Promise<void> {
  const at = (id: number): number => schoolId * IDS_PER_SCHOOL + id;
  const insert = async (table: string, columns: string, rows: unknown[][]): Promise<void> => {
    if (rows.length > 0) await dataSource.query(`INSERT IGNORE INTO ${table} (${columns}) VALUES ?`, [rows]);
  };
  await insert('school', 'id, code, name, region_code', [[schoolId, `X${schoolId}`, `学校${schoolId}`, '320402']]);
  await insert(
    'school_tier',
    'school_id, tier, effective_from',
    facts.tiers.map(({ tier, effectiveFrom }) => [schoolId, tier, effectiveFrom]),
  );
  await insert(
    'school_major',
    'id, school_id, code, name',
    facts.majors.map(({ id, code, name }) => [at(id), schoolId, code, name]),
  );
  await insert(
    'school_class',
    'id, school_id, code, name, school_major_id, level, starts_on, ends_on',
    facts.classes.map((row) => [
      at(row.id),
      schoolId,
      row.code,
      row.code,
      at(row.majorId),
      row.level,
      row.startsOn,
      row.endsOn,
    ]),
  );
  await insert(
    'enrolment_snapshot',
    'school_id, school_class_id, counted_on, heads',
    facts.classes.flatMap((row) => {
      const later = [schoolId, at(row.id), addDays(asOf, 1), 7_777];
      if (row.heads === null || row.countedOn === null) return [later];
      const older = [schoolId, at(row.id), addDays(row.countedOn, -30), row.heads + 5];
      return [later, older, [schoolId, at(row.id), row.countedOn, row.heads]];
    }),
  );
  await storeAgreements(insert, facts, schoolId, at);
  await storePeople(insert, facts, schoolId, at);
}

type Insert = (table: string, columns: string, rows: unknown[][]) => Promise<void>;

async function storeAgreements(
  insert: Insert,
  { agreements }: SchoolFacts,
  schoolId: number,
  at: (id: number) => number,
): Promise<void> {
  await insert(
    'enterprise',
    'id, uscc, name, kind, region_code',
    agreements.map((row) => [
      at(row.enterpriseId),
      `U${at(row.enterpriseId)}`,
      `企业${row.enterpriseId}`,
      row.enterpriseKind,
      '320402',
    ]),
  );
  await insert(
    'agreement',
    'id, code, school_id, enterprise_id, kinds, filed_on, effective_from, effective_to, terminated_on',
    agreements.map((row) => [
      at(row.id),
      `${schoolId}-${row.code}`,
      schoolId,
      at(row.enterpriseId),
      row.kinds.join(','),
      row.filedOn,
      row.effectiveFrom,
      row.effectiveTo,
      row.terminatedOn,
    ]),
  );
  await insert(
    'cooperation_plan',
    'agreement_id, approved_on',
    agreements.filter(({ planId }) => planId !== null).map((row) => [at(row.id), row.planApprovedOn]),
  );
  await insert(
    'agreement_major',
    'agreement_id, school_major_id',
    agreements.flatMap((row) => row.majorIds.map((majorId) => [at(row.id), at(majorId)])),
  );
  await insert(
    'execution_record',
    'id, agreement_id, code, occurred_on, activity_kind, verified, reversed_at',
    agreements.flatMap((row) =>
      row.executions.map((record, index) => [
        at(row.id * 100 + index),
        at(row.id),
        `ZX-${index}`,
        record.occurredOn,
        '课程共建',
        record.verified,
        record.reversed ? '2024-06-01 00:00:00' : null,
      ]),
    ),
  );
}

async function storePeople(
  insert: Insert,
  facts: SchoolFacts,
  schoolId: number,
  at: (id: number) => number,
): Promise<void> {
  await insert('enterprise', 'id, uscc, name, kind, region_code', [
    [at(99_999), `U${at(99_999)}`, '培训企业', 'ENTERPRISE', '320402'],
  ]);
  await insert(
    'training_session',
    'id, code, school_id, enterprise_id, occupation_code, grade, starts_on, ends_on',
    facts.trainings.map((row) => [
      at(row.id),
      `${schoolId}-${row.code}`,
      schoolId,
      at(99_999),
      row.occupationCode,
      row.grade,
      addDays(row.endsOn, -5),
      row.endsOn,
    ]),
  );
  await insert(
    'trainee',
    'id, training_session_id, name, id_number, person_key, passed',
    facts.trainings.flatMap((row) =>
      [...row.passed, ...row.notPassed].map(({ id, personKey }, index) => [
        at(id),
        at(row.id),
        '学员',
        'sealed',
        personKey.padEnd(43, '_'),
        index < row.passed.length,
      ]),
    ),
  );
  await insert(
    'secondment',
    'id, code, school_id, teacher_number, teacher_name, enterprise_id, starts_on, ends_on, verified, reversed_at',
    facts.secondments.map((row) => [
      at(row.id),
      `${schoolId}-${row.code}`,
      schoolId,
      row.teacherNumber,
      '教师',
      at(99_999),
      row.startsOn,
      row.endsOn,
      row.verified,
      row.reversed ? '2024-06-01 00:00:00' : null,
    ]),
  );
  await insert(
    'committee_member',
    'id, school_id, name, employer, affiliation, starts_on, ends_on',
    facts.committee.map((row) => [at(row.id), schoolId, row.name, '单位', row.affiliation, row.startsOn, row.endsOn]),
  );
}

export async function storeQuota(
  dataSource: DataSource,
  schoolId: number,
  year: number,
  amount: number | null,
): Promise<void> {
  if (amount === null) return;
  await dataSource.query(
    "INSERT INTO quota (school_id, year, indicator_code, amount) VALUES (?, ?, 'SECONDMENTS', ?)",
    [schoolId, year, amount],
  );
}

/** Makes the document the policy of the years from `from` to `to`; a later call outranks an earlier one. */
export async function storePolicy(
  dataSource: DataSource,
  document: PolicyDocument,
  from = 2011,
  to: number | null = null,
): Promise<number> {
  const [{ version }] = (await dataSource.query('SELECT COALESCE(MAX(version), 0) + 1 AS version FROM policy')) as [
    { version: number | string },
  ];
  const inserted = (await dataSource.query(
    'INSERT INTO policy (code, version, title, valid_from_year, valid_to_year, document, source) VALUES (?)',
    [['SPEC', Number(version), '试验政策', from, to, JSON.stringify(document), 'domain.md §2']],
  )) as { insertId: number };
  return inserted.insertId;
}
