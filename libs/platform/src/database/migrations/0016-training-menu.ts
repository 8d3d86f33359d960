import { MigrationInterface, QueryRunner } from 'typeorm';

/** Training menus, training needs and the interest between them. */
const statements: readonly string[] = [
  "CREATE TABLE `training_offer` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `school_id` int UNSIGNED NOT NULL, `code` varchar(40) NOT NULL, `name` varchar(120) NOT NULL, `occupation_edition` varchar(40) NOT NULL, `occupation_code` varchar(40) NOT NULL, `grade` tinyint UNSIGNED NOT NULL, `seats` int UNSIGNED NOT NULL, `taken` int UNSIGNED NOT NULL DEFAULT '0', `price` int UNSIGNED NULL, `starts_on` date NOT NULL, `ends_on` date NOT NULL, `region_code` varchar(12) NULL, `description` text NULL, `valid_until` date NOT NULL, `status` varchar(16) NOT NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `ix_training_offer_status_valid_until` (`status`, `valid_until`), INDEX `ix_training_offer_occupation_code_status` (`occupation_code`, `status`), UNIQUE INDEX `ix_training_offer_school_id_code` (`school_id`, `code`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  "CREATE TABLE `training_need` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `enterprise_id` int UNSIGNED NOT NULL, `code` varchar(40) NOT NULL, `occupation_edition` varchar(40) NOT NULL, `occupation_code` varchar(40) NOT NULL, `grade` tinyint UNSIGNED NULL, `heads` int UNSIGNED NOT NULL, `taken` int UNSIGNED NOT NULL DEFAULT '0', `earliest_on` date NULL, `latest_on` date NULL, `region_code` varchar(12) NULL, `price_ceiling` int UNSIGNED NULL, `remarks` text NULL, `valid_until` date NOT NULL, `status` varchar(16) NOT NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `ix_training_need_status_valid_until` (`status`, `valid_until`), INDEX `ix_training_need_occupation_code_status` (`occupation_code`, `status`), UNIQUE INDEX `ix_training_need_enterprise_id_code` (`enterprise_id`, `code`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  "CREATE TABLE `training_interest` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `training_offer_id` int UNSIGNED NULL, `training_need_id` int UNSIGNED NULL, `school_id` int UNSIGNED NOT NULL, `enterprise_id` int UNSIGNED NOT NULL, `origin` varchar(16) NOT NULL, `status` varchar(16) NOT NULL, `open` tinyint UNSIGNED NULL, `heads` int UNSIGNED NOT NULL, `occupation_edition` varchar(40) NOT NULL, `occupation_code` varchar(40) NOT NULL, `grade` tinyint UNSIGNED NOT NULL, `starts_on` date NOT NULL, `ends_on` date NOT NULL, `price` int UNSIGNED NULL, `remarks` varchar(500) NULL, `reason` varchar(255) NULL, `turn_since` datetime(6) NULL, `reminded_at` datetime(6) NULL, `training_session_id` int UNSIGNED NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_training_interest_training_session_id` (`training_session_id`), INDEX `ix_training_interest_status_turn_since` (`status`, `turn_since`), INDEX `ix_training_interest_enterprise_id_status` (`enterprise_id`, `status`), INDEX `ix_training_interest_school_id_status` (`school_id`, `status`), UNIQUE INDEX `ix_training_interest_training_need_id_school_id_open` (`training_need_id`, `school_id`, `open`), UNIQUE INDEX `ix_training_interest_training_offer_id_enterprise_id_open` (`training_offer_id`, `enterprise_id`, `open`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `training_interest_event` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `training_interest_id` int UNSIGNED NOT NULL, `step` varchar(16) NOT NULL, `to_status` varchar(16) NOT NULL, `side` varchar(16) NULL, `occurred_at` datetime(6) NOT NULL, INDEX `ix_training_interest_event_training_interest_id` (`training_interest_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `training_offer` ADD CONSTRAINT `fk_training_offer_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_need` ADD CONSTRAINT `fk_training_need_enterprise_id` FOREIGN KEY (`enterprise_id`) REFERENCES `enterprise`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_interest` ADD CONSTRAINT `fk_training_interest_training_offer_id` FOREIGN KEY (`training_offer_id`) REFERENCES `training_offer`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_interest` ADD CONSTRAINT `fk_training_interest_training_need_id` FOREIGN KEY (`training_need_id`) REFERENCES `training_need`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_interest` ADD CONSTRAINT `fk_training_interest_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_interest` ADD CONSTRAINT `fk_training_interest_enterprise_id` FOREIGN KEY (`enterprise_id`) REFERENCES `enterprise`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_interest` ADD CONSTRAINT `fk_training_interest_training_session_id` FOREIGN KEY (`training_session_id`) REFERENCES `training_session`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `training_interest_event` ADD CONSTRAINT `fk_training_interest_event_training_interest_id` FOREIGN KEY (`training_interest_id`) REFERENCES `training_interest`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  // Whoever agrees at the same moment: never more than there are.
  'ALTER TABLE `training_offer` ADD CONSTRAINT `ck_training_offer_taken` CHECK (`taken` <= `seats`)',
  'ALTER TABLE `training_need` ADD CONSTRAINT `ck_training_need_taken` CHECK (`taken` <= `heads`)',
  // It is about an offer, about a need, or about both.
  'ALTER TABLE `training_interest` ADD CONSTRAINT `ck_training_interest_about` CHECK (`training_offer_id` IS NOT NULL OR `training_need_id` IS NOT NULL)',
];

export class TrainingMenu implements MigrationInterface {
  readonly name = 'TrainingMenu0000000000016';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
