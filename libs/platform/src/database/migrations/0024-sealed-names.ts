import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Room for the sealed form of a trainee's name, and for whom erasures are done again after a restore. Sealing takes the keys, which a migration does not have: `migrate` seals
 * what is there afterwards (KeyRotation), a value at a time, so that it may be broken off and begun again. Each statement
 * may be run again as well.
 */
const statements: readonly string[] = [
  'ALTER TABLE `trainee` MODIFY `name` varchar(400) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin NOT NULL',
  // Erased persons have no secret to seal with, and no name.
  "UPDATE `trainee` SET `name` = '' WHERE `id_number` = ''",
  'CREATE TABLE IF NOT EXISTS `erased_person` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `request_id` int UNSIGNED NOT NULL, `sealed` varchar(8000) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `erased_at` datetime(6) NOT NULL, INDEX `ix_erased_person_erased_at` (`erased_at`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  // A name of sixty characters did not fit once it was sealed.
  'ALTER TABLE `graduate` MODIFY `name` varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL',
];

export class SealedNames implements MigrationInterface {
  readonly name = 'SealedNames0000000000024';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
