import { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports of rankings: what was asked for, how far it is, and the file in pieces. */
const statements: readonly string[] = [
  'CREATE TABLE `report` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `run_id` int UNSIGNED NOT NULL, `region_prefix` varchar(12) NOT NULL, `kind` varchar(32) NOT NULL, `subject` varchar(16) NOT NULL, `audience` varchar(16) NOT NULL, `draft` tinyint UNSIGNED NOT NULL, `school_id` int UNSIGNED NULL, `letterhead` json NULL, `status` varchar(16) NOT NULL, `progress` tinyint UNSIGNED NOT NULL DEFAULT \'0\', `bundle_digest` char(64) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL, `sha256` char(64) CHARACTER SET "ascii" COLLATE "ascii_bin" NULL, `byte_size` int UNSIGNED NULL, `pages` int UNSIGNED NULL, `lines` int UNSIGNED NULL, `error` varchar(64) NULL, `requested_by` int UNSIGNED NULL, `membership_id` int UNSIGNED NULL, `client_id` int UNSIGNED NULL, `version` int UNSIGNED NOT NULL DEFAULT \'1\', `requested_at` datetime(6) NOT NULL, `changed_at` datetime(6) NOT NULL, `finished_at` datetime(6) NULL, INDEX `ix_report_status_changed_at` (`status`, `changed_at`), INDEX `ix_report_run_id_requested_at` (`run_id`, `requested_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `report_chunk` (`report_id` int UNSIGNED NOT NULL, `position` int UNSIGNED NOT NULL, `content` mediumblob NOT NULL, PRIMARY KEY (`report_id`, `position`)) ENGINE=InnoDB',
  'ALTER TABLE `report` ADD CONSTRAINT `fk_report_run_id` FOREIGN KEY (`run_id`) REFERENCES `assessment_run`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `report` ADD CONSTRAINT `fk_report_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `report_chunk` ADD CONSTRAINT `fk_report_chunk_report_id` FOREIGN KEY (`report_id`) REFERENCES `report`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
];

export class Reports implements MigrationInterface {
  readonly name = 'Reports0000000000020';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
