import { MigrationInterface, QueryRunner } from 'typeorm';

/** Suggestions of graduates and postings for each other, by run, and what people decided about them. */
const statements: readonly string[] = [
  "CREATE TABLE `suggestion_run` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `region_prefix` varchar(12) NOT NULL, `status` varchar(16) NOT NULL, `current` tinyint UNSIGNED NULL, `as_of` date NULL, `score_weights_version_id` int UNSIGNED NULL, `weights` json NULL, `input_digest` varchar(64) NULL, `graduates` int UNSIGNED NOT NULL DEFAULT '0', `postings` int UNSIGNED NOT NULL DEFAULT '0', `eligible` int UNSIGNED NOT NULL DEFAULT '0', `total` int UNSIGNED NOT NULL DEFAULT '0', `done` int UNSIGNED NOT NULL DEFAULT '0', `requested_by` int UNSIGNED NULL, `membership_id` int UNSIGNED NULL, `client_id` int UNSIGNED NULL, `version` int UNSIGNED NOT NULL DEFAULT '1', `requested_at` datetime(6) NOT NULL, `started_at` datetime(6) NULL, `changed_at` datetime(6) NOT NULL, `finished_at` datetime(6) NULL, `error` varchar(64) NULL, INDEX `ix_suggestion_run_status_changed_at` (`status`, `changed_at`), UNIQUE INDEX `ix_suggestion_run_region_prefix_current` (`region_prefix`, `current`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `suggestion` (`suggestion_run_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `graduate_rank` smallint UNSIGNED NOT NULL, `posting_rank` smallint UNSIGNED NOT NULL, `score` smallint UNSIGNED NOT NULL, `parts` binary(8) NOT NULL, INDEX `ix_suggestion_suggestion_run_id_job_posting_id_posting_rank` (`suggestion_run_id`, `job_posting_id`, `posting_rank`), PRIMARY KEY (`suggestion_run_id`, `graduate_id`, `job_posting_id`)) ENGINE=InnoDB',
  'CREATE TABLE `suggestion_override` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `graduate_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `current` tinyint UNSIGNED NULL, `decision` varchar(16) NOT NULL, `reason` varchar(255) NOT NULL, `decided_role` varchar(32) NOT NULL, `decided_by` int UNSIGNED NULL, `decided_at` datetime(6) NOT NULL, `ended_at` datetime(6) NULL, `ended_by` int UNSIGNED NULL, INDEX `ix_suggestion_override_job_posting_id` (`job_posting_id`), UNIQUE INDEX `ix_suggestion_override_graduate_id_job_posting_id_current` (`graduate_id`, `job_posting_id`, `current`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `suggestion_run` ADD CONSTRAINT `fk_suggestion_run_score_weights_version_id` FOREIGN KEY (`score_weights_version_id`) REFERENCES `score_weights_version`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `suggestion` ADD CONSTRAINT `fk_suggestion_suggestion_run_id` FOREIGN KEY (`suggestion_run_id`) REFERENCES `suggestion_run`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `suggestion_override` ADD CONSTRAINT `fk_suggestion_override_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `suggestion_override` ADD CONSTRAINT `fk_suggestion_override_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export class Suggestions implements MigrationInterface {
  readonly name = 'Suggestions0000000000018';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
