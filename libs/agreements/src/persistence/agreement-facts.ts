import { EnterpriseKind } from '@sxbq/enterprises';
import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { AgreementKind } from '../domain/agreement-kind';

/** Set-based reads for the libs above: one statement per fact for all schools asked for. */

export interface AgreementFactRow {
  readonly schoolId: number;
  readonly id: number;
  readonly code: string;
  readonly kinds: readonly AgreementKind[];
  readonly enterpriseId: number;
  readonly enterpriseKind: EnterpriseKind;
  readonly filedOn: CalendarDate | null;
  readonly effectiveFrom: CalendarDate | null;
  readonly effectiveTo: CalendarDate | null;
  readonly terminatedOn: CalendarDate | null;
  readonly planId: number | null;
  readonly planApprovedOn: CalendarDate | null;
}

export interface ExecutionFactRow {
  readonly agreementId: number;
  readonly id: number;
  readonly occurredOn: CalendarDate;
  readonly verified: boolean;
  readonly reversed: boolean;
}

export interface CoverageFactRow {
  readonly agreementId: number;
  readonly majorId: number;
}

/** Kinds that some indicator counts. */
const COUNTED_KINDS = "(FIND_IN_SET('CLOSE', a.kinds) OR FIND_IN_SET('JOINT_TRAINING', a.kinds))";

/** Every CLOSE or JOINT_TRAINING agreement with its partner's kind and its plan, in order of school and id, whatever its state. */
export async function readAgreements(reader: RowReader, schoolIds: readonly number[]): Promise<AgreementFactRow[]> {
  type Dates = [CalendarDate | null, CalendarDate | null, CalendarDate | null, CalendarDate | null];
  type Row = [number, number, string, string, number, EnterpriseKind, ...Dates, number | null, CalendarDate | null];
  const rows = await reader.rows<Row>(
    `SELECT a.school_id, a.id, a.code, a.kinds, a.enterprise_id, e.kind,
            a.filed_on, a.effective_from, a.effective_to, a.terminated_on, p.id, p.approved_on
       FROM agreement a
       LEFT JOIN enterprise e ON e.id = a.enterprise_id
       LEFT JOIN cooperation_plan p ON p.agreement_id = a.id
      WHERE a.school_id IN (?) AND ${COUNTED_KINDS}
      ORDER BY a.school_id, a.id`,
    [schoolIds],
  );
  const kindsOf = kindSets();
  return rows.map((row) => ({
    schoolId: row[0],
    id: row[1],
    code: row[2],
    kinds: kindsOf(row[3]),
    enterpriseId: row[4],
    enterpriseKind: row[5],
    filedOn: row[6],
    effectiveFrom: row[7],
    effectiveTo: row[8],
    terminatedOn: row[9],
    planId: row[10],
    planApprovedOn: row[11],
  }));
}

/** Execution records of the schools' agreements, dated in the year or the year before; from covering indexes alone. */
export async function readExecutions(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
): Promise<ExecutionFactRow[]> {
  const rows = await reader.rows<[number, number, CalendarDate, number, number]>(
    `SELECT x.agreement_id, x.id, x.occurred_on, x.verified, x.reversed_at IS NOT NULL
       FROM agreement a
       JOIN execution_record x ON x.agreement_id = a.id
      WHERE a.school_id IN (?) AND x.occurred_on BETWEEN ? AND ?`,
    [schoolIds, `${year.year - 1}-01-01`, year.lastDay],
  );
  return rows.map(([agreementId, id, occurredOn, verified, reversed]) => ({
    agreementId,
    id,
    occurredOn,
    verified: verified === 1,
    reversed: reversed === 1,
  }));
}

/** School majors the agreements cover; from covering indexes alone. */
export async function readCoverage(reader: RowReader, schoolIds: readonly number[]): Promise<CoverageFactRow[]> {
  const rows = await reader.rows<[number, number]>(
    `SELECT m.agreement_id, m.school_major_id
       FROM agreement a
       JOIN agreement_major m ON m.agreement_id = a.id
      WHERE a.school_id IN (?)`,
    [schoolIds],
  );
  return rows.map(([agreementId, majorId]) => ({ agreementId, majorId }));
}

/** Few sets occur and many rows share them: each text is taken apart once. */
function kindSets(): (text: string) => readonly AgreementKind[] {
  const known = new Map<string, readonly AgreementKind[]>();
  return (text) => {
    let kinds = known.get(text);
    if (!kinds) known.set(text, (kinds = text.split(',') as AgreementKind[]));
    return kinds;
  };
}
