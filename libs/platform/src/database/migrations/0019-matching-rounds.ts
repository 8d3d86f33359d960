import { MigrationInterface, QueryRunner } from 'typeorm';

/** Rounds of matching: who takes part, how they rank, what each pass found and what became of it. */
const statements: readonly string[] = [
  "CREATE TABLE `matching_round` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `title` varchar(120) NOT NULL, `region_prefix` varchar(12) NOT NULL, `graduation_year` smallint UNSIGNED NOT NULL, `seed` varchar(64) NOT NULL, `rule_version` smallint UNSIGNED NOT NULL, `weights_id` int UNSIGNED NULL, `status` varchar(16) NOT NULL, `wishes_until` datetime(6) NOT NULL, `ranking_until` datetime(6) NOT NULL, `max_wishes` smallint UNSIGNED NOT NULL, `passes` tinyint UNSIGNED NOT NULL, `published_passes` tinyint UNSIGNED NOT NULL DEFAULT '0', `answer_days` tinyint UNSIGNED NOT NULL, `answer_until` datetime(6) NULL, `reason` varchar(255) NULL, `opened_by` int UNSIGNED NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `ix_matching_round_region_prefix` (`region_prefix`), INDEX `ix_matching_round_status_ranking_until` (`status`, `ranking_until`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  "CREATE TABLE `round_pass` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `round_id` int UNSIGNED NOT NULL, `number` tinyint UNSIGNED NOT NULL, `status` varchar(16) NOT NULL, `total` int UNSIGNED NOT NULL DEFAULT '0', `done` int UNSIGNED NOT NULL DEFAULT '0', `requested_by` int UNSIGNED NULL, `membership_id` int UNSIGNED NULL, `client_id` int UNSIGNED NULL, `stop_requested_at` datetime(6) NULL, `requested_at` datetime(6) NOT NULL, `started_at` datetime(6) NULL, `changed_at` datetime(6) NOT NULL, `finished_at` datetime(6) NULL, `error` varchar(60) NULL, `digest` char(64) NULL, `weights_version` int UNSIGNED NULL, `graduates` int UNSIGNED NULL, `postings` int UNSIGNED NULL, `seats` int UNSIGNED NULL, `placed` int UNSIGNED NULL, `proposals` int UNSIGNED NULL, `published_at` datetime(6) NULL, `version` int UNSIGNED NOT NULL DEFAULT '1', INDEX `ix_round_pass_status_changed_at` (`status`, `changed_at`), UNIQUE INDEX `ix_round_pass_round_id_number` (`round_id`, `number`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `round_match` (`pass_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `round_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NULL, `choices` varbinary(2048) NOT NULL, `status` varchar(16) NOT NULL, `reason` varchar(255) NULL, `answered_at` datetime(6) NULL, `application_id` int UNSIGNED NULL, INDEX `ix_round_match_round_id_graduate_id` (`round_id`, `graduate_id`), INDEX `ix_round_match_round_id_job_posting_id_status` (`round_id`, `job_posting_id`, `status`), PRIMARY KEY (`pass_id`, `graduate_id`)) ENGINE=InnoDB',
  'CREATE TABLE `round_graduate` (`round_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `school_id` int UNSIGNED NOT NULL, `completes` tinyint NOT NULL, `status` varchar(16) NOT NULL, `reason` varchar(255) NULL, `changed_at` datetime(6) NOT NULL, INDEX `ix_round_graduate_graduate_id` (`graduate_id`), PRIMARY KEY (`round_id`, `graduate_id`)) ENGINE=InnoDB',
  'CREATE TABLE `round_wish` (`round_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `rank` smallint UNSIGNED NOT NULL, INDEX `ix_round_wish_round_id_job_posting_id` (`round_id`, `job_posting_id`), UNIQUE INDEX `ix_round_wish_round_id_graduate_id_rank` (`round_id`, `graduate_id`, `rank`), PRIMARY KEY (`round_id`, `graduate_id`, `job_posting_id`)) ENGINE=InnoDB',
  'CREATE TABLE `round_posting` (`round_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `enterprise_id` int UNSIGNED NOT NULL, `seats` int UNSIGNED NOT NULL, `completes` tinyint NOT NULL, `status` varchar(16) NOT NULL, `reason` varchar(255) NULL, `changed_at` datetime(6) NOT NULL, INDEX `ix_round_posting_job_posting_id` (`job_posting_id`), INDEX `ix_round_posting_round_id_enterprise_id` (`round_id`, `enterprise_id`), PRIMARY KEY (`round_id`, `job_posting_id`)) ENGINE=InnoDB',
  'CREATE TABLE `round_ranking` (`round_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `rank` smallint UNSIGNED NOT NULL, PRIMARY KEY (`round_id`, `job_posting_id`, `graduate_id`)) ENGINE=InnoDB',
  'CREATE TABLE `round_event` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `round_id` int UNSIGNED NOT NULL, `from_status` varchar(16) NULL, `to_status` varchar(16) NOT NULL, `acted_by` int UNSIGNED NULL, `occurred_at` datetime(6) NOT NULL, INDEX `ix_round_event_round_id` (`round_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `round_exclusion` (`round_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `reason` varchar(255) NOT NULL, `decided_by` int UNSIGNED NULL, `decided_at` datetime(6) NOT NULL, PRIMARY KEY (`round_id`, `graduate_id`, `job_posting_id`)) ENGINE=InnoDB',
  'ALTER TABLE `round_pass` ADD CONSTRAINT `fk_round_pass_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_match` ADD CONSTRAINT `fk_round_match_pass_id` FOREIGN KEY (`pass_id`) REFERENCES `round_pass`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_match` ADD CONSTRAINT `fk_round_match_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_match` ADD CONSTRAINT `fk_round_match_application_id` FOREIGN KEY (`application_id`) REFERENCES `application`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_graduate` ADD CONSTRAINT `fk_round_graduate_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_graduate` ADD CONSTRAINT `fk_round_graduate_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_graduate` ADD CONSTRAINT `fk_round_graduate_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_wish` ADD CONSTRAINT `fk_round_wish_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_posting` ADD CONSTRAINT `fk_round_posting_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_posting` ADD CONSTRAINT `fk_round_posting_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_posting` ADD CONSTRAINT `fk_round_posting_enterprise_id` FOREIGN KEY (`enterprise_id`) REFERENCES `enterprise`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_ranking` ADD CONSTRAINT `fk_round_ranking_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_event` ADD CONSTRAINT `fk_round_event_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_exclusion` ADD CONSTRAINT `fk_round_exclusion_round_id` FOREIGN KEY (`round_id`) REFERENCES `matching_round`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_exclusion` ADD CONSTRAINT `fk_round_exclusion_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `round_exclusion` ADD CONSTRAINT `fk_round_exclusion_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export class MatchingRounds implements MigrationInterface {
  readonly name = 'MatchingRounds0000000000019';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
