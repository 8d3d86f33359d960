import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What lost work is found again by: versions of each school's facts, and when a daily job was last done. Every school
 * starts one version ahead of its kept results, so that results which went stale before are computed anew.
 */
const statements: readonly string[] = [
  'CREATE TABLE `schedule_mark` (`job` varchar(120) CHARACTER SET "ascii" COLLATE "ascii_bin" NOT NULL, `done_at` datetime(6) NOT NULL, PRIMARY KEY (`job`)) ENGINE=InnoDB',
  'CREATE TABLE `compliance_facts` (`school_id` int UNSIGNED NOT NULL, `version` int UNSIGNED NOT NULL, `changed_at` datetime(6) NOT NULL, PRIMARY KEY (`school_id`)) ENGINE=InnoDB',
  'CREATE TABLE `compliance_contradiction` (`school_id` int UNSIGNED NOT NULL, `year` smallint UNSIGNED NOT NULL, `facts_version` int UNSIGNED NOT NULL, `found_at` datetime(6) NOT NULL, PRIMARY KEY (`school_id`, `year`)) ENGINE=InnoDB',
  "ALTER TABLE `compliance_result` ADD `facts_version` int UNSIGNED NOT NULL DEFAULT '0'",
  "ALTER TABLE `compliance_daily` ADD `facts_version` int UNSIGNED NOT NULL DEFAULT '0'",
  'ALTER TABLE `compliance_facts` ADD CONSTRAINT `fk_compliance_facts_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `compliance_contradiction` ADD CONSTRAINT `fk_compliance_contradiction_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'INSERT IGNORE INTO `compliance_facts` (`school_id`, `version`, `changed_at`) SELECT `id`, 1, UTC_TIMESTAMP(6) FROM `school`',
];

export class Recovery implements MigrationInterface {
  readonly name = 'Recovery0000000000026';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
