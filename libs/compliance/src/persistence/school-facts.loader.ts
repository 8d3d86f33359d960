import { readAgreements, readCoverage, readExecutions } from '@sxbq/agreements';
import { CalendarDate, programmeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { IndicatorCode, readCommittees, readQuotas } from '@sxbq/policy';
import { readClasses, readLatestHeads, readMajors, readSchools, readTiers } from '@sxbq/schools';
import { readSecondments } from '@sxbq/talent';
import { readTrainees, readTrainings } from '@sxbq/training';
import { ExecutionFact, SchoolFacts } from '../domain/facts';

/**
 * The facts of the schools for (year, D), one statement per fact whatever the number of schools; in order of school id.
 * An id without a school is left out.
 */
export async function loadSchoolFacts(
  reader: RowReader,
  schoolIds: readonly number[],
  year: number,
  asOf: CalendarDate,
): Promise<SchoolFacts[]> {
  if (schoolIds.length === 0) return [];
  const period = programmeYear(year);
  const schools = await readSchools(reader, schoolIds);
  const tiers = grouped(await readTiers(reader, schoolIds), bySchool);
  const majors = grouped(await readMajors(reader, schoolIds), bySchool);
  const classes = await readClassFacts(reader, schoolIds, year, asOf);
  const agreements = await readAgreementFacts(reader, schoolIds, year);
  const trainings = await readTrainingFacts(reader, schoolIds, year);
  const secondments = grouped(await readSecondments(reader, schoolIds, period), bySchool);
  const quotas = await readQuotas(reader, schoolIds, year, IndicatorCode.SECONDMENTS);
  const quotaOf = new Map(quotas.map(({ schoolId, amount }) => [schoolId, amount]));
  const committee = grouped(await readCommittees(reader, schoolIds, period), bySchool);
  return schools.map(({ id, code, name }) => ({
    id,
    code,
    name,
    tiers: tiers(id),
    majors: majors(id),
    classes: classes(id),
    agreements: agreements(id),
    trainings: trainings(id),
    secondments: secondments(id),
    secondmentQuota: quotaOf.get(id) ?? null,
    committee: committee(id),
  }));
}

async function readClassFacts(reader: RowReader, schoolIds: readonly number[], year: number, asOf: CalendarDate) {
  const classes = await readClasses(reader, schoolIds, programmeYear(year));
  const latest = new Map((await readLatestHeads(reader, schoolIds, asOf)).map((row) => [row.classId, row]));
  const facts = classes.map((row) => {
    const { heads = null, countedOn = null } = latest.get(row.id) ?? {};
    return { ...row, heads, countedOn };
  });
  return grouped(facts, bySchool);
}

async function readAgreementFacts(reader: RowReader, schoolIds: readonly number[], year: number) {
  const agreements = await readAgreements(reader, schoolIds);
  const byAgreement = ({ agreementId }: { readonly agreementId: number }) => agreementId;
  const executions = grouped(await readExecutions(reader, schoolIds, programmeYear(year)), byAgreement);
  const coverage = grouped(await readCoverage(reader, schoolIds), byAgreement);
  const facts = agreements.map((agreement) => ({
    ...agreement,
    executions: inOrder(executions(agreement.id)),
    majorIds: coverage(agreement.id).map(({ majorId }) => majorId),
  }));
  return grouped(facts, bySchool);
}

async function readTrainingFacts(reader: RowReader, schoolIds: readonly number[], year: number) {
  const trainings = await readTrainings(reader, schoolIds, programmeYear(year));
  const lists = await readTrainees(reader, schoolIds, programmeYear(year));
  const passed = new Map(lists.filter((list) => list.passed).map((list) => [list.trainingId, list.trainees]));
  const notPassed = new Map(lists.filter((list) => !list.passed).map((list) => [list.trainingId, list.trainees]));
  const facts = trainings.map((training) => ({
    ...training,
    passed: passed.get(training.id) ?? [],
    notPassed: notPassed.get(training.id) ?? [],
  }));
  return grouped(facts, bySchool);
}

const bySchool = ({ schoolId }: { readonly schoolId: number }): number => schoolId;

/** Rows by key, in the order they came; no row gives an empty list. */
function grouped<Row>(rows: readonly Row[], keyOf: (row: Row) => number): (key: number) => readonly Row[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return (key) => groups.get(key) ?? [];
}

/** Rows the database was not asked to sort: a handful per parent, sorted here. */
function inOrder<Row extends Pick<ExecutionFact, 'id'>>(rows: readonly Row[]): readonly Row[] {
  return rows.length < 2 ? rows : [...rows].sort((left, right) => left.id - right.id);
}
