import type { SqlRunner } from '@sxbq/platform';
import type { ImportWarning, SheetPlace } from '../domain/ledger-error';

interface NamedFile {
  readonly importId: number;
  readonly fileName: string;
  readonly newName: string;
}

interface NamingImport {
  readonly id: number;
  readonly sheets: unknown;
  readonly warnings: unknown;
}

/** Of `f`: what a file is called once its content, and with it its name, is gone. */
const NAME_OF_PURGED = `CONCAT('已删除的文件-', f.id, IF(f.file_name LIKE '%.csv', '.csv', '.xlsx'))`;

/**
 * Deletes the content of files that imports used, and the names their owners gave them, wherever an import repeats them;
 * the rows stay as a record of what was imported.
 */
export async function purgeFiles(runner: SqlRunner, ids: readonly number[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await runner.query('DELETE FROM ledger_file_chunk WHERE file_id IN (?)', [ids]);
  await runner.query(
    `UPDATE ledger_import_error e JOIN ledger_file f ON f.import_id = e.import_id AND f.file_name = e.file_name
        SET e.message = LEFT(REPLACE(e.message, f.file_name, ${NAME_OF_PURGED}), 500), e.file_name = ${NAME_OF_PURGED}
      WHERE f.id IN (?)`,
    [ids],
  );
  await renameInImports(runner, ids);
  await runner.query(
    `UPDATE ledger_file f SET f.file_name = ${NAME_OF_PURGED}, f.purged_at = ?, f.purge_due_at = NULL WHERE f.id IN (?)`,
    [now, ids],
  );
}

/** What an import says of its sheets and oddities names the files, too. */
async function renameInImports(runner: SqlRunner, ids: readonly number[]): Promise<void> {
  const files = (await runner.query(
    `SELECT f.import_id AS importId, f.file_name AS fileName, ${NAME_OF_PURGED} AS newName
       FROM ledger_file f WHERE f.id IN (?) AND f.import_id IS NOT NULL`,
    [ids],
  )) as NamedFile[];
  const byImport = Map.groupBy(files, ({ importId }) => importId);
  if (byImport.size === 0) return;
  const imports = (await runner.query(
    `SELECT id, sheets, warnings FROM ledger_import
      WHERE id IN (?) AND (sheets IS NOT NULL OR warnings IS NOT NULL)`,
    [[...byImport.keys()]],
  )) as NamingImport[];
  for (const { id, sheets, warnings } of imports) {
    const named = byImport.get(id) ?? [];
    await runner.query('UPDATE ledger_import SET sheets = ?, warnings = ? WHERE id = ?', [
      renamed(parsed<SheetPlace>(sheets), named),
      renamed(parsed<ImportWarning>(warnings), named),
      id,
    ]);
  }
}

function renamed(places: readonly { readonly file: string; readonly message?: string }[] | null, files: NamedFile[]) {
  if (places === null) return null;
  return JSON.stringify(
    places.map((place) => {
      const file = files.find(({ fileName }) => fileName === place.file);
      if (!file) return place;
      const message = place.message?.replaceAll(file.fileName, file.newName);
      return { ...place, file: file.newName, ...(message === undefined ? {} : { message }) };
    }),
  );
}

/** MariaDB gives JSON as text, MySQL as a value. */
function parsed<T>(value: unknown): T[] | null {
  return (typeof value === 'string' ? JSON.parse(value) : value) as T[] | null;
}

export async function affected(runner: SqlRunner, sql: string, params: readonly unknown[]): Promise<number> {
  return ((await runner.query(sql, [...params])) as { affectedRows: number }).affectedRows;
}
