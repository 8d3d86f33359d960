import { EntityId, groupBy } from '@sxbq/kernel';
import type { Transaction } from '@sxbq/platform';
import { certificateOf } from '../domain/cells/list.kinds';
import type { PreparedRow } from '../domain/prepared-row';
import { SheetParts, withNews, WrittenRow } from './sheet-parts';

/** The lists of a graduate's row, as the sheet has them. */
export interface GraduateLists {
  /** 'code:grade', in the order of the codes. */
  readonly certificates: readonly string[];
  readonly occupationCodes: readonly string[];
  readonly regionPrefixes: readonly string[];
}

const FIELDS = ['certificates', 'occupationCodes', 'regionPrefixes'] as const;
const WISHES = [
  ['OCCUPATION', 'occupationCodes'],
  ['REGION', 'regionPrefixes'],
] as const;

/** Certificates and wishes of imported graduates. */
export class GraduateWishesStore implements SheetParts<GraduateLists> {
  async load(tx: Transaction, ids: readonly EntityId[]): Promise<Map<EntityId, GraduateLists>> {
    if (ids.length === 0) return new Map();
    const held = (await tx.query(
      `SELECT graduate_id AS id, occupation_code AS code, grade FROM graduate_certificate WHERE graduate_id IN (?)`,
      [ids],
    )) as { id: EntityId; code: string; grade: number }[];
    const wished = (await tx.query(
      'SELECT graduate_id AS id, kind, code FROM graduate_wish WHERE graduate_id IN (?) ORDER BY `rank`',
      [ids],
    )) as { id: EntityId; kind: string; code: string }[];
    const [heldBy, wishedBy] = [groupBy(held, ({ id }) => id), groupBy(wished, ({ id }) => id)];
    const wishesOf = (id: EntityId, wanted: string): string[] =>
      (wishedBy.get(id) ?? []).filter(({ kind }) => kind === wanted).map(({ code }) => code);
    return new Map(
      ids.map((id) => [
        id,
        {
          certificates: (heldBy.get(id) ?? []).map(({ code, grade }) => `${code}:${grade}`).sort(),
          occupationCodes: wishesOf(id, 'OCCUPATION'),
          regionPrefixes: wishesOf(id, 'REGION'),
        },
      ]),
    );
  }

  changesOf(row: PreparedRow, stored: GraduateLists): string[] {
    const given = listsOf(row);
    return FIELDS.filter((field) => given[field].join() !== stored[field].join());
  }

  async write(tx: Transaction, written: readonly WrittenRow<GraduateLists>[]): Promise<void> {
    await this.replaceCertificates(tx, withNews(written, ['certificates']));
    for (const [kind, field] of WISHES) await this.replaceWishes(tx, withNews(written, [field]), kind, field);
  }

  private async replaceCertificates(tx: Transaction, written: readonly WrittenRow<GraduateLists>[]): Promise<void> {
    const old = written.filter(({ before }) => (before?.parts.certificates.length ?? 0) > 0);
    if (old.length > 0)
      await tx.query('DELETE FROM graduate_certificate WHERE graduate_id IN (?)', [old.map(({ id }) => id)]);
    const rows = written.flatMap(({ id, row }) =>
      listsOf(row)
        .certificates.map(certificateOf)
        .map(({ occupationCode, grade }) => [id, occupationCode, grade]),
    );
    if (rows.length > 0)
      await tx.query('INSERT INTO graduate_certificate (graduate_id, occupation_code, grade) VALUES ?', [rows]);
  }

  private async replaceWishes(
    tx: Transaction,
    written: readonly WrittenRow<GraduateLists>[],
    kind: string,
    field: 'occupationCodes' | 'regionPrefixes',
  ): Promise<void> {
    const old = written.filter(({ before }) => (before?.parts[field].length ?? 0) > 0);
    if (old.length > 0)
      await tx.query('DELETE FROM graduate_wish WHERE kind = ? AND graduate_id IN (?)', [
        kind,
        old.map(({ id }) => id),
      ]);
    const rows = written.flatMap(({ id, row }) =>
      listsOf(row)[field].map((code, index) => [id, kind, code, index + 1]),
    );
    if (rows.length > 0) await tx.query('INSERT INTO graduate_wish (graduate_id, kind, code, `rank`) VALUES ?', [rows]);
  }
}

function listsOf({ values }: PreparedRow): GraduateLists {
  const list = (field: string): readonly string[] => (values[field] as readonly string[] | null) ?? [];
  return {
    certificates: list('certificates'),
    occupationCodes: list('occupationCodes'),
    regionPrefixes: list('regionPrefixes'),
  };
}
