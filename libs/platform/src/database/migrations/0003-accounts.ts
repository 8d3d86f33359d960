import { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations, machine clients, what can be ended and disabled, and on whose behalf work runs later. */
const statements: readonly string[] = [
  'CREATE TABLE `invitation` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(24) NOT NULL, `token_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `organisation_id` int UNSIGNED NULL, `role` varchar(32) NULL, `user_id` int UNSIGNED NULL, `note` varchar(60) NULL, `invited_by` int UNSIGNED NOT NULL, `issued_at` datetime(6) NOT NULL, `expires_at` datetime(6) NOT NULL, `used_at` datetime(6) NULL, `revoked_at` datetime(6) NULL, `used_by` int UNSIGNED NULL, UNIQUE INDEX `ix_invitation_token_hash` (`token_hash`), INDEX `ix_invitation_user_id` (`user_id`), INDEX `ix_invitation_invited_by` (`invited_by`), INDEX `ix_invitation_organisation_id_id` (`organisation_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `machine_client_key` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `client_id` int UNSIGNED NOT NULL, `secret_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `issued_at` datetime(6) NOT NULL, `expires_at` datetime(6) NOT NULL, `last_used_at` datetime(6) NULL, UNIQUE INDEX `ix_machine_client_key_secret_hash` (`secret_hash`), INDEX `ix_machine_client_key_client_id_expires_at` (`client_id`, `expires_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `machine_client` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `organisation_id` int UNSIGNED NOT NULL, `role` varchar(32) NOT NULL, `region_prefix` varchar(12) NULL, `name` varchar(60) NOT NULL, `permissions` json NOT NULL, `networks` json NOT NULL, `expires_at` datetime(6) NOT NULL, `revoked_at` datetime(6) NULL, `created_by` int UNSIGNED NOT NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX `ix_machine_client_created_by` (`created_by`), INDEX `ix_machine_client_organisation_id_id` (`organisation_id`, `id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  "ALTER TABLE `organisation` ADD `disabled_at` datetime(6) NULL, ADD `revision` int UNSIGNED NOT NULL DEFAULT '1'",
  'ALTER TABLE `membership` ADD `ended_at` datetime(6) NULL',
  'ALTER TABLE `ledger_file` ADD `client_id` int UNSIGNED NULL',
  'ALTER TABLE `ledger_import` ADD `membership_id` int UNSIGNED NULL, ADD `client_id` int UNSIGNED NULL',
  'ALTER TABLE `compliance_run` ADD `membership_id` int UNSIGNED NULL, ADD `client_id` int UNSIGNED NULL',
  'ALTER TABLE `invitation` ADD CONSTRAINT `fk_invitation_organisation_id` FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `invitation` ADD CONSTRAINT `fk_invitation_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `invitation` ADD CONSTRAINT `fk_invitation_invited_by` FOREIGN KEY (`invited_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `invitation` ADD CONSTRAINT `fk_invitation_used_by` FOREIGN KEY (`used_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `machine_client_key` ADD CONSTRAINT `fk_machine_client_key_client_id` FOREIGN KEY (`client_id`) REFERENCES `machine_client`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `machine_client` ADD CONSTRAINT `fk_machine_client_organisation_id` FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `machine_client` ADD CONSTRAINT `fk_machine_client_created_by` FOREIGN KEY (`created_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  // Work that was asked for before the upgrade goes on in the membership it was asked for in.
  'UPDATE `ledger_import` i JOIN `membership` m ON m.`user_id` = i.`owner_id` AND m.`role` = i.`owner_role` AND m.`organisation_id` = i.`organisation_id` SET i.`membership_id` = m.`id`',
  'UPDATE `compliance_run` r JOIN (SELECT `user_id`, MIN(`id`) AS `id` FROM `membership` GROUP BY `user_id`) m ON m.`user_id` = r.`requested_by` SET r.`membership_id` = m.`id`',
];

export class Accounts implements MigrationInterface {
  readonly name = 'Accounts0000000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
