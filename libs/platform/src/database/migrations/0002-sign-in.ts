import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Second factors, passkeys, password history, single sign-on; how far a session has come. Sessions of the release
 * before stay what they are: signed in with a password, no second factor proven.
 */
const statements: readonly string[] = [
  'CREATE TABLE `passkey` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `user_id` int UNSIGNED NOT NULL, `credential_id` varchar(1400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `public_key` varbinary(1024) NOT NULL, `name` varchar(60) NOT NULL, `sign_count` int UNSIGNED NOT NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `last_used_at` datetime(6) NULL, INDEX `ix_passkey_user_id` (`user_id`), UNIQUE INDEX `ix_passkey_credential_id` (`credential_id`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `password_history` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `user_id` int UNSIGNED NOT NULL, `password_hash` varchar(160) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `replaced_at` datetime(6) NOT NULL, INDEX `ix_password_history_user_id_replaced_at` (`user_id`, `replaced_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `recovery_code` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `user_id` int UNSIGNED NOT NULL, `code_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `used_at` datetime(6) NULL, UNIQUE INDEX `ix_recovery_code_user_id_code_hash` (`user_id`, `code_hash`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `sign_in_origin` (`user_id` int UNSIGNED NOT NULL, `origin_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `last_used_at` datetime(6) NOT NULL, INDEX `ix_sign_in_origin_last_used_at` (`last_used_at`), PRIMARY KEY (`user_id`, `origin_hash`)) ENGINE=InnoDB',
  'CREATE TABLE `single_sign_on_link` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `user_id` int UNSIGNED NOT NULL, `issuer` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `subject` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_single_sign_on_link_user_id_issuer` (`user_id`, `issuer`), UNIQUE INDEX `ix_single_sign_on_link_issuer_subject` (`issuer`, `subject`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `totp_credential` (`user_id` int UNSIGNED NOT NULL, `secret` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `confirmed_at` datetime(6) NULL, `last_time_step` int UNSIGNED NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), PRIMARY KEY (`user_id`)) ENGINE=InnoDB',
  'ALTER TABLE `passkey` ADD CONSTRAINT `fk_passkey_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `password_history` ADD CONSTRAINT `fk_password_history_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `recovery_code` ADD CONSTRAINT `fk_recovery_code_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `sign_in_origin` ADD CONSTRAINT `fk_sign_in_origin_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `single_sign_on_link` ADD CONSTRAINT `fk_single_sign_on_link_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `totp_credential` ADD CONSTRAINT `fk_totp_credential_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  "ALTER TABLE `session` ADD `stage` varchar(32) NOT NULL DEFAULT 'ACTIVE', ADD `method` varchar(32) NOT NULL DEFAULT 'PASSWORD', ADD `second_factor_at` datetime(6) NULL, ADD `stepped_up_at` datetime(6) NULL, ADD `single_sign_on_link_id` int UNSIGNED NULL, ADD `provider_session_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NULL, ADD INDEX `ix_session_single_sign_on_link_id` (`single_sign_on_link_id`), ADD INDEX `ix_session_expires_at` (`expires_at`)",
  'ALTER TABLE `session` ADD CONSTRAINT `fk_session_single_sign_on_link_id` FOREIGN KEY (`single_sign_on_link_id`) REFERENCES `single_sign_on_link`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
];

export class SignIn implements MigrationInterface {
  readonly name = 'SignIn0000000000002';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
