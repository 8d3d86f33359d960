import { CalendarDate, ProgrammeYear } from '@sxbq/kernel';
import { RowReader } from '@sxbq/platform';
import { CommitteeAffiliation } from '../domain/committee-affiliation';
import { IndicatorCode } from '../domain/indicator-code';
import { PolicyDocument, policyDocument } from '../domain/policy-document';

/** Set-based reads for the libs above: one statement per fact for all schools asked for. */

export interface PolicyFactRow {
  readonly id: number;
  readonly code: string;
  readonly version: number;
  readonly document: PolicyDocument;
}

export interface QuotaFactRow {
  readonly schoolId: number;
  readonly amount: number;
}

export interface CommitteeFactRow {
  readonly schoolId: number;
  readonly id: number;
  readonly name: string;
  readonly affiliation: CommitteeAffiliation;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate | null;
}

/** The policy version in force for a programme year: of those valid then the highest; null when there is none. */
export async function readPolicyFor(reader: RowReader, year: number): Promise<PolicyFactRow | null> {
  const [row] = await reader.rows<[number, string, number, unknown]>(
    `SELECT id, code, version, document
       FROM policy
      WHERE valid_from_year <= ? AND (valid_to_year IS NULL OR valid_to_year >= ?)
      ORDER BY version DESC, id DESC LIMIT 1`,
    [year, year],
  );
  if (!row) return null;
  const [id, code, version, document] = row;
  return { id, code, version, document: policyDocument.parse(parsed(document)) };
}

/** Quotas of the year for one indicator. */
export async function readQuotas(
  reader: RowReader,
  schoolIds: readonly number[],
  year: number,
  indicator: IndicatorCode,
): Promise<QuotaFactRow[]> {
  const rows = await reader.rows<[number, number]>(
    'SELECT school_id, amount FROM quota WHERE school_id IN (?) AND year = ? AND indicator_code = ?',
    [schoolIds, year, indicator],
  );
  return rows.map(([schoolId, amount]) => ({ schoolId, amount }));
}

/** Members that belong to the programme body on some day of the year, in order of school and id. */
export async function readCommittees(
  reader: RowReader,
  schoolIds: readonly number[],
  year: ProgrammeYear,
): Promise<CommitteeFactRow[]> {
  const rows = await reader.rows<[number, number, string, CommitteeAffiliation, CalendarDate, CalendarDate | null]>(
    `SELECT school_id, id, name, affiliation, starts_on, ends_on
       FROM committee_member
      WHERE school_id IN (?) AND starts_on <= ? AND (ends_on IS NULL OR ends_on >= ?)
      ORDER BY school_id, id`,
    [schoolIds, year.lastDay, year.firstDay],
  );
  return rows.map(([schoolId, id, name, affiliation, startsOn, endsOn]) => ({
    schoolId,
    id,
    name,
    affiliation,
    startsOn,
    endsOn,
  }));
}

/** MariaDB gives JSON as text, MySQL as an object. */
function parsed(document: unknown): unknown {
  return typeof document === 'string' ? JSON.parse(document) : document;
}
