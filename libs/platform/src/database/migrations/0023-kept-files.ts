import { maskPersonalNumbers } from '@sxbq/kernel';
import { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose storage files and reports take, and how an application goes whose keeping time is over. */
const statements: readonly string[] = [
  'CREATE TABLE `storage_account` (`account` varchar(64) NOT NULL, PRIMARY KEY (`account`)) ENGINE=InnoDB',
  'ALTER TABLE `ledger_file` ADD `organisation_id` int UNSIGNED NULL',
  'ALTER TABLE `ledger_file` ADD `purge_due_at` datetime(6) NULL',
  'CREATE INDEX `ix_ledger_file_organisation_id_import_id` ON `ledger_file` (`organisation_id`, `import_id`)',
  'CREATE INDEX `ix_ledger_file_purge_due_at` ON `ledger_file` (`purge_due_at`)',
  'ALTER TABLE `assessment_attachment` ADD `purged_at` datetime(6) NULL',
  'ALTER TABLE `report` ADD `organisation_id` int UNSIGNED NULL',
  'CREATE INDEX `ix_report_organisation_id` ON `report` (`organisation_id`)',
  'ALTER TABLE `round_match` DROP FOREIGN KEY `fk_round_match_application_id`',
  'ALTER TABLE `round_match` ADD CONSTRAINT `fk_round_match_application_id` FOREIGN KEY (`application_id`) REFERENCES `application`(`id`) ON DELETE SET NULL ON UPDATE NO ACTION',
  // Uploads that no import used are gone within a day: nobody needs to know whose they were.
  'UPDATE `ledger_file` f JOIN `ledger_import` i ON i.id = f.import_id SET f.organisation_id = i.organisation_id',
  'UPDATE `report` p JOIN `membership` m ON m.id = p.membership_id SET p.organisation_id = m.organisation_id',
  'UPDATE `report` p JOIN `machine_client` c ON c.id = p.client_id SET p.organisation_id = c.organisation_id WHERE p.membership_id IS NULL',
];

/** Texts that repeat the names owners gave their files, which were kept as they came. */
const NAMED: readonly (readonly [table: string, column: string])[] = [
  ['ledger_file', 'file_name'],
  ['ledger_import', 'sheets'],
  ['ledger_import', 'warnings'],
  ['ledger_import_error', 'file_name'],
  ['ledger_import_error', 'message'],
  ['assessment_attachment', 'file_name'],
];
const BATCH = 1_000;

export class KeptFiles implements MigrationInterface {
  readonly name = 'KeptFiles0000000000023';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
    await forgetPurgedNames(runner);
    for (const [table, column] of NAMED) await maskNumbers(runner, table, column);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}

interface PurgedFile {
  readonly importId: number | null;
  readonly fileName: string;
  readonly newName: string;
}

/** Of `f`: what a file is called whose content is gone, as it is from now on when the content goes. */
const NAME_OF_PURGED = `CONCAT('已删除的文件-', f.id, IF(f.file_name LIKE '%.csv', '.csv', '.xlsx'))`;
const STILL_NAMED = `f.purged_at IS NOT NULL AND f.file_name <> ${NAME_OF_PURGED}`;

/** Files whose content is gone kept the names their owners gave them, often those of people, wherever they were told. */
async function forgetPurgedNames(runner: QueryRunner): Promise<void> {
  await runner.query(
    `UPDATE ledger_import_error e JOIN ledger_file f ON f.import_id = e.import_id AND f.file_name = e.file_name
        SET e.message = LEFT(REPLACE(e.message, f.file_name, ${NAME_OF_PURGED}), 500), e.file_name = ${NAME_OF_PURGED}
      WHERE ${STILL_NAMED}`,
  );
  for (let last = 0; ;) {
    const imports = (await runner.query(
      `SELECT i.id, i.sheets, i.warnings FROM ledger_import i
        WHERE i.id > ? AND EXISTS (SELECT 1 FROM ledger_file f WHERE f.import_id = i.id AND ${STILL_NAMED})
        ORDER BY i.id LIMIT ${BATCH}`,
      [last],
    )) as { id: number; sheets: unknown; warnings: unknown }[];
    const files =
      imports.length === 0
        ? []
        : ((await runner.query(
            `SELECT f.import_id AS importId, f.file_name AS fileName, ${NAME_OF_PURGED} AS newName
               FROM ledger_file f WHERE f.import_id IN (?) AND ${STILL_NAMED} ORDER BY f.id`,
            [imports.map(({ id }) => id)],
          )) as PurgedFile[]);
    for (const { id, sheets, warnings } of imports) {
      const named = files.filter(({ importId }) => importId === id);
      await runner.query('UPDATE ledger_import SET sheets = ?, warnings = ? WHERE id = ?', [
        renamed(sheets, named),
        renamed(warnings, named),
        id,
      ]);
      last = id;
    }
    if (imports.length < BATCH) break;
  }
  await runner.query(`UPDATE ledger_file f SET f.file_name = ${NAME_OF_PURGED} WHERE ${STILL_NAMED}`);
}

/** A JSON list of what was found in which file; MariaDB gives it as text, MySQL as a value. */
function renamed(stored: unknown, files: readonly PurgedFile[]): string | null {
  if (stored === null) return null;
  const places: unknown = typeof stored === 'string' ? JSON.parse(stored) : stored;
  if (!Array.isArray(places)) return JSON.stringify(places);
  return JSON.stringify(
    (places as { file?: string; message?: string }[]).map((place) => {
      const file = files.find(({ fileName }) => fileName === place.file);
      if (!file) return place;
      const message = place.message?.replaceAll(file.fileName, file.newName);
      return { ...place, file: file.newName, ...(message === undefined ? {} : { message }) };
    }),
  );
}

/** ID and mobile numbers in names of files, masked as they are on entry from now on: how one may be written, SQL does not say. */
async function maskNumbers(runner: QueryRunner, table: string, column: string): Promise<void> {
  for (let last = 0; ;) {
    const rows = (await runner.query(
      `SELECT id, CAST(${column} AS CHAR) AS text FROM ${table}
        WHERE id > ? AND ${column} IS NOT NULL ORDER BY id LIMIT ${BATCH}`,
      [last],
    )) as { id: number; text: string }[];
    for (const { id, text } of rows) {
      const masked = maskPersonalNumbers(text);
      if (masked !== text) await runner.query(`UPDATE ${table} SET ${column} = ? WHERE id = ?`, [masked, id]);
      last = id;
    }
    if (rows.length < BATCH) return;
  }
}
