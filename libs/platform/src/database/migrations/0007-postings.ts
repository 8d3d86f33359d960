import { MigrationInterface, QueryRunner } from 'typeorm';

/** Postings, the vetting of their enterprises and the rules they are judged by. */
const statements: readonly string[] = [
  'CREATE TABLE `enterprise_vetting` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `enterprise_id` int UNSIGNED NOT NULL, `status` varchar(16) NOT NULL, `valid_until` date NULL, `reason` varchar(255) NULL, `decided_by` int UNSIGNED NULL, `decided_at` datetime(6) NOT NULL, `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_enterprise_vetting_enterprise_id` (`enterprise_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  "CREATE TABLE `job_posting` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `enterprise_id` int UNSIGNED NOT NULL, `code` varchar(40) NOT NULL, `kind` varchar(16) NOT NULL, `title` varchar(120) NOT NULL, `occupation_edition` varchar(40) NOT NULL, `occupation_code` varchar(40) NOT NULL, `grade_floor` tinyint UNSIGNED NULL, `heads` int UNSIGNED NOT NULL, `taken` int UNSIGNED NOT NULL DEFAULT '0', `salary_min` int UNSIGNED NULL, `salary_max` int UNSIGNED NULL, `region_code` varchar(12) NOT NULL, `shift` varchar(16) NULL, `starts_on` date NULL, `valid_until` date NOT NULL, `description` text NULL, `status` varchar(16) NOT NULL, `fingerprint` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `submitted_at` datetime(6) NULL, `decided_at` datetime(6) NULL, `decided_by` int UNSIGNED NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `ix_job_posting_occupation_code_status` (`occupation_code`, `status`), INDEX `ix_job_posting_status_valid_until` (`status`, `valid_until`), INDEX `ix_job_posting_status_region_code` (`status`, `region_code`), INDEX `ix_job_posting_enterprise_id_fingerprint` (`enterprise_id`, `fingerprint`), UNIQUE INDEX `ix_job_posting_enterprise_id_code` (`enterprise_id`, `code`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `job_posting_finding` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `job_posting_id` int UNSIGNED NOT NULL, `field` varchar(32) NOT NULL, `rule` varchar(40) NOT NULL, `message` varchar(255) NOT NULL, INDEX `ix_job_posting_finding_job_posting_id` (`job_posting_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `job_posting_major` (`job_posting_id` int UNSIGNED NOT NULL, `major_name` varchar(120) NOT NULL, INDEX `ix_job_posting_major_major_name` (`major_name`), PRIMARY KEY (`job_posting_id`, `major_name`)) ENGINE=InnoDB',
  'CREATE TABLE `posting_rule_set` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `region_prefix` varchar(12) NOT NULL, `version` int UNSIGNED NOT NULL, `document` json NOT NULL, `source` varchar(255) NOT NULL, `published_by` int UNSIGNED NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_posting_rule_set_region_prefix_version` (`region_prefix`, `version`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `enterprise_vetting` ADD CONSTRAINT `fk_enterprise_vetting_enterprise_id` FOREIGN KEY (`enterprise_id`) REFERENCES `enterprise`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `job_posting` ADD CONSTRAINT `fk_job_posting_enterprise_id` FOREIGN KEY (`enterprise_id`) REFERENCES `enterprise`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `job_posting_finding` ADD CONSTRAINT `fk_job_posting_finding_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `job_posting_major` ADD CONSTRAINT `fk_job_posting_major_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  // Whoever accepts at the same moment: never more places than there are.
  'ALTER TABLE `job_posting` ADD CONSTRAINT `ck_job_posting_taken` CHECK (`taken` <= `heads`)',
];

export class Postings implements MigrationInterface {
  readonly name = 'Postings0000000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
