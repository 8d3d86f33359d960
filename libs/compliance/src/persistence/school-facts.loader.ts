import { readAgreements, readCoverage, readExecutions } from '@sxbq/agreements';
import { CalendarDate, ProgrammeYear, programmeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { IndicatorCode, PolicyDocument, readCommittees, readQuotas } from '@sxbq/policy';
import { readClasses, readMajors, readSchools, tierOn } from '@sxbq/schools';
import { readSecondments } from '@sxbq/talent';
import { readTrainees, readTrainings } from '@sxbq/training';
import { AgreementFact, ExecutionFact, SchoolFacts, TrainingFact } from '../domain/facts';
import { tierTargets } from '../domain/rule-context';

/**
 * The facts the policy asks of the schools for (year, D), one statement per fact whatever the number of schools; in order of school id.
 * An id without a school is left out.
 */
export async function loadSchoolFacts(
  reader: RowReader,
  schoolIds: readonly number[],
  policy: PolicyDocument,
  year: number,
  asOf: CalendarDate,
): Promise<SchoolFacts[]> {
  if (schoolIds.length === 0) return [];
  const period = programmeYear(year);
  const schoolsRead = readSchools(reader, schoolIds);
  // Trainees are most of a school's rows, and the policy asks only some tiers for them.
  const trainingsRead = schoolsRead.then((schools) => {
    const asked = schools.filter(({ tiers }) => tierTargets(policy, tierOn(tiers, asOf)).TRAINING !== undefined);
    return readTrainingFacts(
      reader,
      asked.map(({ id }) => id),
      period,
    );
  });
  // Sent one after the other over the reader's connection: the server works on the next while rows of the last arrive.
  const [schools, majors, classes, agreements, trainings, secondments, quotas, committees] = await Promise.all([
    schoolsRead,
    readMajors(reader, schoolIds).then(bySchool),
    readClasses(reader, schoolIds, period, asOf).then(bySchool),
    readAgreementFacts(reader, schoolIds, period).then(bySchool),
    trainingsRead.then(bySchool),
    readSecondments(reader, schoolIds, period).then(bySchool),
    readQuotas(reader, schoolIds, year, IndicatorCode.SECONDMENTS),
    readCommittees(reader, schoolIds, period).then(bySchool),
  ]);
  const quotaOf = new Map(quotas.map(({ schoolId, amount }) => [schoolId, amount]));
  return schools.map(({ id, code, name, tiers }) => ({
    id,
    code,
    name,
    tiers,
    majors: majors(id),
    classes: classes(id),
    agreements: agreements(id),
    trainings: trainings(id),
    secondments: secondments(id),
    secondmentQuota: quotaOf.get(id) ?? null,
    committee: committees(id),
  }));
}

async function readAgreementFacts(
  reader: RowReader,
  schoolIds: readonly number[],
  period: ProgrammeYear,
): Promise<(AgreementFact & OfSchool)[]> {
  const [agreements, records, covered] = await Promise.all([
    readAgreements(reader, schoolIds),
    readExecutions(reader, schoolIds, period),
    readCoverage(reader, schoolIds),
  ]);
  const executions = grouped(records, ({ agreementId }) => agreementId);
  const coverage = grouped(covered, ({ agreementId }) => agreementId);
  return agreements.map((agreement) => ({
    ...agreement,
    executions: inOrder(executions(agreement.id)),
    majorIds: coverage(agreement.id).map(({ majorId }) => majorId),
  }));
}

async function readTrainingFacts(
  reader: RowReader,
  schoolIds: readonly number[],
  period: ProgrammeYear,
): Promise<(TrainingFact & OfSchool)[]> {
  if (schoolIds.length === 0) return [];
  const [trainings, rows] = await Promise.all([
    readTrainings(reader, schoolIds, period),
    readTrainees(reader, schoolIds, period),
  ]);
  const trainees = grouped(rows, ({ trainingId }) => trainingId);
  return trainings.map((training) => {
    const own = trainees(training.id);
    return {
      ...training,
      passed: own.filter(({ passed }) => passed),
      notPassed: own.filter(({ passed }) => !passed),
    };
  });
}

interface OfSchool {
  readonly schoolId: number;
}

const bySchool = <Row extends OfSchool>(rows: readonly Row[]) => grouped(rows, ({ schoolId }) => schoolId);

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

/** Rows the database was not asked to sort, since they nearly always come in order. */
function inOrder(rows: readonly ExecutionFact[]): readonly ExecutionFact[] {
  for (let index = 1; index < rows.length; index++) {
    if (rows[index - 1]!.id > rows[index]!.id) return [...rows].sort((left, right) => left.id - right.id);
  }
  return rows;
}
