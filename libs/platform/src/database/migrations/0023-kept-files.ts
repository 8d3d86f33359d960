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
    for (const [table, column] of NAMED) await maskNumbers(runner, table, column);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
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
