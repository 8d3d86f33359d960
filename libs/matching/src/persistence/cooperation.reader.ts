import { CalendarDate } from '@sxbq/kernel';
import { allOf, isOneOf, RowReader } from '@sxbq/platform';
import { ApplicationStatus } from '@sxbq/placement';
import { CooperationRecord } from '../domain/scoring/reading/worked-together';

export interface Cooperation extends CooperationRecord {
  readonly schoolId: number;
  readonly enterpriseId: number;
}

/** What the schools and the enterprises have done together until the day, each pair once. */
export async function readCooperation(
  reader: RowReader,
  asOf: CalendarDate,
  schoolIds: readonly number[],
  enterpriseIds: readonly number[],
): Promise<Cooperation[]> {
  const pairs = allOf(isOneOf('a.school_id', schoolIds), isOneOf('a.enterprise_id', enterpriseIds));
  const agreements = await reader.rows<readonly [schoolId: number, enterpriseId: number, inForce: number | string]>(
    `SELECT a.school_id, a.enterprise_id,
            MAX((a.effective_to IS NULL OR a.effective_to >= ?) AND (a.terminated_on IS NULL OR a.terminated_on > ?))
       FROM agreement a WHERE a.filed_on <= ? AND a.effective_from <= ? AND ${pairs.sql}
      GROUP BY a.school_id, a.enterprise_id`,
    [asOf, asOf, asOf, asOf, ...pairs.params],
  );
  const placements = await reader.rows<readonly [schoolId: number, enterpriseId: number, placed: number | string]>(
    `SELECT a.school_id, a.enterprise_id, COUNT(*) FROM application a WHERE a.status = ? AND ${pairs.sql}
      GROUP BY a.school_id, a.enterprise_id`,
    [ApplicationStatus.PLACED, ...pairs.params],
  );
  const found = new Map<string, Cooperation>();
  for (const [schoolId, enterpriseId, inForce] of agreements) {
    const record = { schoolId, enterpriseId, inForce: Number(inForce) === 1, everInForce: true, placed: 0 };
    found.set(`${schoolId}|${enterpriseId}`, record);
  }
  for (const [schoolId, enterpriseId, placed] of placements) {
    const key = `${schoolId}|${enterpriseId}`;
    const known = found.get(key) ?? { schoolId, enterpriseId, inForce: false, everInForce: false };
    found.set(key, { ...known, placed: Number(placed) });
  }
  return [...found.values()].sort(
    (one, other) => one.schoolId - other.schoolId || one.enterpriseId - other.enterpriseId,
  );
}
