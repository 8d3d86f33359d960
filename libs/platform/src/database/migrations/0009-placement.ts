import { MigrationInterface, QueryRunner } from 'typeorm';

/** Two-way choice between graduates and postings, and what comes of it. */
const statements: readonly string[] = [
  "CREATE TABLE `application` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `job_posting_id` int UNSIGNED NOT NULL, `graduate_id` int UNSIGNED NOT NULL, `enterprise_id` int UNSIGNED NOT NULL, `school_id` int UNSIGNED NOT NULL, `origin` varchar(16) NOT NULL, `status` varchar(16) NOT NULL, `open` tinyint UNSIGNED NULL, `accepted_graduate_id` int UNSIGNED NULL, `expires_at` datetime(6) NULL, `reason` varchar(255) NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_application_accepted_graduate_id` (`accepted_graduate_id`), INDEX `ix_application_status_expires_at` (`status`, `expires_at`), INDEX `ix_application_graduate_id_status` (`graduate_id`, `status`), INDEX `ix_application_school_id_status` (`school_id`, `status`), INDEX `ix_application_enterprise_id_status` (`enterprise_id`, `status`), UNIQUE INDEX `ix_application_job_posting_id_graduate_id_open` (`job_posting_id`, `graduate_id`, `open`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `application_event` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `application_id` int UNSIGNED NOT NULL, `from_status` varchar(16) NULL, `to_status` varchar(16) NOT NULL, `side` varchar(16) NULL, `occurred_at` datetime(6) NOT NULL, INDEX `ix_application_event_application_id` (`application_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `placement_outcome` (`application_id` int UNSIGNED NOT NULL, `placed_on` date NOT NULL, `contract_kind` varchar(16) NOT NULL, `contract_number` varchar(60) NULL, `insured_from` date NULL, `related_to_major` tinyint NOT NULL, `retained` tinyint NULL, `checked_on` date NULL, `recorded_by` int UNSIGNED NULL, PRIMARY KEY (`application_id`)) ENGINE=InnoDB',
  'ALTER TABLE `application` ADD CONSTRAINT `fk_application_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `application` ADD CONSTRAINT `fk_application_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `application` ADD CONSTRAINT `fk_application_enterprise_id` FOREIGN KEY (`enterprise_id`) REFERENCES `enterprise`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `application` ADD CONSTRAINT `fk_application_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `application_event` ADD CONSTRAINT `fk_application_event_application_id` FOREIGN KEY (`application_id`) REFERENCES `application`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `placement_outcome` ADD CONSTRAINT `fk_placement_outcome_application_id` FOREIGN KEY (`application_id`) REFERENCES `application`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export class Placement implements MigrationInterface {
  readonly name = 'Placement0000000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
