import { MigrationInterface, QueryRunner } from 'typeorm';

/** Secrets of persons, their consents and requests, and what they are told. */
const statements: readonly string[] = [
  'CREATE TABLE `person_secret` (`person_key` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `secret` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), PRIMARY KEY (`person_key`)) ENGINE=InnoDB',
  "CREATE TABLE `consent` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `person_key` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `recipient` varchar(16) NOT NULL, `recipient_id` int UNSIGNED NOT NULL, `purpose` varchar(24) NOT NULL, `categories` set ('NAME', 'CONTACT', 'EDUCATION', 'RESUME') NOT NULL, `notice_id` int UNSIGNED NOT NULL, `given_at` datetime(6) NOT NULL, `given_by` int UNSIGNED NULL, `proof` varchar(16) NOT NULL, `withdrawn_at` datetime(6) NULL, `withdrawn_by` int UNSIGNED NULL, INDEX `ix_consent_withdrawn_at` (`withdrawn_at`), INDEX `ix_consent_person_key_recipient_recipient_id_purpos_c01e2932` (`person_key`, `recipient`, `recipient_id`, `purpose`, `withdrawn_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `erasure_step` (`request_id` int UNSIGNED NOT NULL, `source` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `rows_erased` int UNSIGNED NOT NULL, PRIMARY KEY (`request_id`, `source`)) ENGINE=InnoDB',
  'CREATE TABLE `person_request_record` (`request_id` int UNSIGNED NOT NULL, `source` varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `record_id` int UNSIGNED NOT NULL, `confirmed_by` int UNSIGNED NULL, PRIMARY KEY (`request_id`, `source`, `record_id`)) ENGINE=InnoDB',
  "CREATE TABLE `person_request` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(16) NOT NULL, `status` varchar(16) NOT NULL, `person_key` char(43) CHARACTER SET ascii COLLATE ascii_bin NULL, `id_number` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NULL, `name` varchar(400) CHARACTER SET ascii COLLATE ascii_bin NULL, `phone` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NULL, `region_prefix` varchar(12) NOT NULL, `proof` varchar(16) NOT NULL, `received_at` datetime(6) NOT NULL, `received_by` int UNSIGNED NULL, `due_on` date NOT NULL, `decided_at` datetime(6) NULL, `decided_by` int UNSIGNED NULL, `decider_membership_id` int UNSIGNED NULL, `reason` varchar(255) NULL, `ground` varchar(24) NULL, `pseudonym` char(43) CHARACTER SET ascii COLLATE ascii_bin NULL, `finished_at` datetime(6) NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', INDEX `ix_person_request_person_key` (`person_key`), INDEX `ix_person_request_region_prefix_id` (`region_prefix`, `id`), INDEX `ix_person_request_status_due_on` (`status`, `due_on`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `privacy_notice` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `code` varchar(40) NOT NULL, `version` int UNSIGNED NOT NULL, `title` varchar(120) NOT NULL, `text` text NOT NULL, `effective_from` date NOT NULL, `published_by` int UNSIGNED NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_privacy_notice_code_version` (`code`, `version`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `consent` ADD CONSTRAINT `fk_consent_notice_id` FOREIGN KEY (`notice_id`) REFERENCES `privacy_notice`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `erasure_step` ADD CONSTRAINT `fk_erasure_step_request_id` FOREIGN KEY (`request_id`) REFERENCES `person_request`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `person_request_record` ADD CONSTRAINT `fk_person_request_record_request_id` FOREIGN KEY (`request_id`) REFERENCES `person_request`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
];

export class PersonalData implements MigrationInterface {
  readonly name = 'PersonalData0000000000006';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
