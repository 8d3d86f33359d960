import { Injectable } from '@nestjs/common';
import { CalendarDate, FactChanged } from '@sxbq/kernel';
import { ALL_ROWS, allOf, condition, isOneOf, RowReader, SqlCondition, Transaction } from '@sxbq/platform';
import { DataSource } from 'typeorm';

/** A result that is to be computed anew. */
export interface SchoolYear {
  readonly schoolId: number;
  readonly year: number;
}

const NOT_KNOWN_AS_CONTRADICTORY = '(c.facts_version IS NULL OR c.facts_version < f.version)';

/** How often each school's facts have changed, and which kept results have not seen it. */
@Injectable()
export class FactsVersionsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Counts one change of each school. Rows that are there are updated, which asks nothing of the school's own row: a long
   * import may hold that, and the relay must not wait for it.
   */
  async count(tx: Transaction, schoolIds: FactChanged['schoolIds'], now: Date): Promise<void> {
    const of = (column: string): SqlCondition => (schoolIds === 'ALL' ? ALL_ROWS : isOneOf(column, schoolIds));
    const known = of('school_id');
    await tx.query(`UPDATE compliance_facts SET version = version + 1, changed_at = ? WHERE ${known.sql}`, [
      now,
      ...known.params,
    ]);
    const others = allOf(condition('f.school_id IS NULL'), of('s.id'));
    await tx.query(
      `INSERT INTO compliance_facts (school_id, version, changed_at)
       SELECT s.id, 1, ? FROM school s LEFT JOIN compliance_facts f ON f.school_id = s.id
        WHERE ${others.sql}
       ON DUPLICATE KEY UPDATE version = compliance_facts.version + 1, changed_at = VALUES(changed_at)`,
      [now, ...others.params],
    );
  }

  /**
   * Up to `limit` results that are behind: their facts have changed since, they were never computed for the current
   * year, or they were kept for a day that has not come.
   */
  async behind(currentYear: number, today: CalendarDate, limit: number): Promise<SchoolYear[]> {
    const rows = (await this.dataSource.query(
      `SELECT r.school_id AS schoolId, r.year
         FROM compliance_result r
         JOIN compliance_facts f ON f.school_id = r.school_id
         LEFT JOIN compliance_contradiction c ON c.school_id = r.school_id AND c.year = r.year
        WHERE (r.facts_version < f.version OR (r.as_of > ? AND r.year <= ?)) AND ${NOT_KNOWN_AS_CONTRADICTORY}
       UNION ALL
       SELECT f.school_id, ?
         FROM compliance_facts f
         LEFT JOIN compliance_result r ON r.school_id = f.school_id AND r.year = ?
         LEFT JOIN compliance_contradiction c ON c.school_id = f.school_id AND c.year = ?
        WHERE r.school_id IS NULL AND ${NOT_KNOWN_AS_CONTRADICTORY}
        LIMIT ?`,
      [today, currentYear, currentYear, currentYear, currentYear, limit],
    )) as { schoolId: number | string; year: number | string }[];
    // A union of numbers of different sizes comes as text.
    return rows.map(({ schoolId, year }) => ({ schoolId: Number(schoolId), year: Number(year) }));
  }

  /** Remembers that the facts of these versions cannot be judged, so that nobody tries again before they change. */
  async noteContradictions(
    tx: Transaction,
    year: number,
    schoolIds: readonly number[],
    versions: ReadonlyMap<number, number>,
    now: Date,
  ): Promise<void> {
    if (schoolIds.length === 0) return;
    await tx.query(
      `INSERT INTO compliance_contradiction (school_id, year, facts_version, found_at) VALUES ?
       ON DUPLICATE KEY UPDATE facts_version = GREATEST(facts_version, VALUES(facts_version)), found_at = VALUES(found_at)`,
      [schoolIds.map((id) => [id, year, versions.get(id) ?? 0, now])],
    );
  }
}

/** Versions of the schools' facts at the reader's moment; a school whose facts never changed has none. */
export async function readFactsVersions(
  reader: RowReader,
  schoolIds: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  if (schoolIds.length === 0) return new Map();
  return new Map(
    await reader.rows<[number, number]>('SELECT school_id, version FROM compliance_facts WHERE school_id IN (?)', [
      schoolIds,
    ]),
  );
}
