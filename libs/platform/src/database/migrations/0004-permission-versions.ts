import { MigrationInterface, QueryRunner } from 'typeorm';

/** What roles may do as versioned data; the part of a bureau's region that a member is given; reveals of a day. */
const statements: readonly string[] = [
  'CREATE TABLE `role_permission_version` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `version` int UNSIGNED NOT NULL, `document` json NOT NULL, `note` varchar(255) NOT NULL, `drafted_by` int UNSIGNED NULL, `drafted_at` datetime(6) NOT NULL, `published_by` int UNSIGNED NULL, `published_at` datetime(6) NULL, UNIQUE INDEX `ix_role_permission_version_version` (`version`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `role_permission_version` ADD CONSTRAINT `fk_role_permission_version_drafted_by` FOREIGN KEY (`drafted_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `role_permission_version` ADD CONSTRAINT `fk_role_permission_version_published_by` FOREIGN KEY (`published_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `membership` ADD `region_prefix` varchar(12) NULL',
  'CREATE TABLE `reveal_use` (`user_id` int UNSIGNED NOT NULL, `used_on` date NOT NULL, `times` smallint UNSIGNED NOT NULL, PRIMARY KEY (`user_id`, `used_on`)) ENGINE=InnoDB',
  'ALTER TABLE `reveal_use` ADD CONSTRAINT `fk_reveal_use_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
];

export class PermissionVersions implements MigrationInterface {
  readonly name = 'PermissionVersions0000000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
