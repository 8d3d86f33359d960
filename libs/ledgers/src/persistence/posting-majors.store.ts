import { EntityId, groupBy } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import type { PreparedRow } from '../domain/prepared-row';
import { SheetParts, withNews, WrittenRow } from './sheet-parts';

/** Names of majors, in ascending order. */
type MajorNames = readonly string[];

/** The majors that imported postings ask for; what stood against an earlier writing goes with it. */
export class PostingMajorsStore implements SheetParts<MajorNames> {
  async load(tx: Transaction, ids: readonly EntityId[]): Promise<Map<EntityId, MajorNames>> {
    if (ids.length === 0) return new Map();
    const found = (await tx.query(
      'SELECT job_posting_id AS id, major_name AS name FROM job_posting_major WHERE job_posting_id IN (?)',
      [ids],
    )) as { id: EntityId; name: string }[];
    const byPosting = groupBy(found, ({ id }) => id);
    return new Map(ids.map((id) => [id, (byPosting.get(id) ?? []).map(({ name }) => name).sort()]));
  }

  changesOf(row: PreparedRow, stored: MajorNames): string[] {
    return namesOf(row).join('、') === stored.join('、') ? [] : ['majorNames'];
  }

  async write(tx: Transaction, written: readonly WrittenRow<MajorNames>[]): Promise<void> {
    const changed = withNews(written, ['majorNames']);
    const old = changed.filter(({ before }) => (before?.parts.length ?? 0) > 0);
    if (old.length > 0)
      await tx.query('DELETE FROM job_posting_major WHERE job_posting_id IN (?)', [old.map(({ id }) => id)]);
    const rows = changed.flatMap(({ id, row }) => namesOf(row).map((name) => [id, name]));
    if (rows.length > 0) await tx.query('INSERT INTO job_posting_major (job_posting_id, major_name) VALUES ?', [rows]);
    const updated = written.filter(({ before }) => before !== null).map(({ id }) => id);
    if (updated.length > 0) await tx.query('DELETE FROM job_posting_finding WHERE job_posting_id IN (?)', [updated]);
  }
}

function namesOf({ values }: PreparedRow): MajorNames {
  return (values['majorNames'] as MajorNames | null) ?? [];
}
