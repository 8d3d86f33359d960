import { CalendarDate } from '@sxbq/kernel';
import { RowReader, startsWith } from '@sxbq/platform';
import { AssessmentSubject } from '../../domain/model/assessment-subject';
import { OrganisationRow } from '../../domain/measuring/rows';

export interface OrganisationPage {
  readonly regionPrefix: string;
  readonly asOf: CalendarDate;
  readonly afterId: number;
  readonly limit: number;
}

interface Register {
  readonly table: string;
  readonly code: string;
  /** Day on which it joined, where `?` is D. */
  readonly joinedOn: string;
  readonly which: string;
}

const REGISTERS: Readonly<Record<AssessmentSubject, Register>> = {
  [AssessmentSubject.SCHOOL]: {
    table: 'school',
    code: 'o.code',
    joinedOn: `(SELECT MIN(t.effective_from) FROM school_tier t WHERE t.school_id = o.id AND t.effective_from <= ?)`,
    // One whose first tier is still to come has not joined yet.
    which: `(NOT EXISTS (SELECT 1 FROM school_tier t WHERE t.school_id = o.id)
             OR EXISTS (SELECT 1 FROM school_tier t WHERE t.school_id = o.id AND t.effective_from <= ?))`,
  },
  [AssessmentSubject.ENTERPRISE]: {
    table: 'enterprise',
    code: 'o.uscc',
    joinedOn: `(SELECT MIN(a.effective_from) FROM agreement a
                 WHERE a.enterprise_id = o.id AND a.filed_on <= ? AND a.effective_from <= ?)`,
    // Associations and clusters have no scorecard.
    which: `o.kind = 'ENTERPRISE'`,
  },
};

type Row = [number, string, string, string, CalendarDate | null];

/** Organisations of the region, in order of id. */
export async function readOrganisationPage(
  reader: RowReader,
  subject: AssessmentSubject,
  { regionPrefix, asOf, afterId, limit }: OrganisationPage,
): Promise<OrganisationRow[]> {
  const { table, code, joinedOn, which } = REGISTERS[subject];
  const region = startsWith('o.region_code', regionPrefix);
  const rows = await reader.rows<Row>(
    `SELECT o.id, ${code}, o.name, o.region_code, ${joinedOn}
       FROM ${table} o
      WHERE ${which} AND o.id > ? AND ${region.sql}
      ORDER BY o.id LIMIT ?`,
    [...datesOf(joinedOn, asOf), ...datesOf(which, asOf), afterId, ...region.params, limit],
  );
  return rows.map(([id, organisationCode, name, regionCode, joined]) => ({
    id,
    code: organisationCode,
    name,
    regionCode,
    joinedOn: joined,
  }));
}

/** D for each `?` of the piece. */
const datesOf = (sql: string, asOf: CalendarDate): CalendarDate[] =>
  Array.from({ length: sql.split('?').length - 1 }, () => asOf);
