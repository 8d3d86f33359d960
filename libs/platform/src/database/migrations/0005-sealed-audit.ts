import { MigrationInterface, QueryRunner } from 'typeorm';

/** Who acted, in full; the chain of entries, its signed heads and their keys. Entries are sealed by the worker. */
const statements: readonly string[] = [
  'ALTER TABLE `audit_entry` ADD `actor_membership_id` int UNSIGNED NULL, ADD `actor_client_id` int UNSIGNED NULL, ADD INDEX `ix_audit_entry_actor_organisation_id_id` (`actor_organisation_id`, `id`), ADD INDEX `ix_audit_entry_correlation_id` (`correlation_id`)',
  'CREATE TABLE `audit_link` (`day` date NOT NULL, `position` int UNSIGNED NOT NULL, `entry_id` bigint UNSIGNED NOT NULL, `hash` binary(32) NOT NULL, UNIQUE INDEX `ix_audit_link_entry_id` (`entry_id`), PRIMARY KEY (`day`, `position`)) ENGINE=InnoDB',
  'CREATE TABLE `audit_head` (`number` int UNSIGNED NOT NULL, `day` date NOT NULL, `final` tinyint NOT NULL, `entry_count` int UNSIGNED NOT NULL, `last_hash` binary(32) NOT NULL, `previous_hash` binary(32) NOT NULL, `signed_at` datetime(6) NOT NULL, `key_id` varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `signature` binary(64) NOT NULL, INDEX `ix_audit_head_day_final` (`day`, `final`), PRIMARY KEY (`number`)) ENGINE=InnoDB',
  'CREATE TABLE `audit_key` (`key_id` varchar(32) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `public_key` binary(32) NOT NULL, `first_used_at` datetime(6) NOT NULL, PRIMARY KEY (`key_id`)) ENGINE=InnoDB',
  'CREATE TABLE `audit_verification` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `started_at` datetime(6) NOT NULL, `finished_at` datetime(6) NOT NULL, `first_day` date NULL, `last_day` date NULL, `entry_count` int UNSIGNED NOT NULL, `head_count` int UNSIGNED NOT NULL, `intact` tinyint NOT NULL, `breach` json NULL, PRIMARY KEY (`id`)) ENGINE=InnoDB',
];

export class SealedAudit implements MigrationInterface {
  readonly name = 'SealedAudit0000000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
