import { MigrationInterface, QueryRunner } from 'typeorm';

/** Lists of scarce occupations. */
const statements: readonly string[] = [
  'CREATE TABLE `shortage_list` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `region_prefix` varchar(12) NOT NULL, `year` smallint UNSIGNED NOT NULL, `edition` varchar(40) NOT NULL, `source` varchar(255) NOT NULL, `uploaded_by` int UNSIGNED NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_shortage_list_region_prefix_year_edition` (`region_prefix`, `year`, `edition`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `shortage_occupation` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `shortage_list_id` int UNSIGNED NOT NULL, `rank` smallint UNSIGNED NOT NULL, `occupation_code` varchar(40) NULL, `name` varchar(120) NOT NULL, UNIQUE INDEX `ix_shortage_occupation_shortage_list_id_rank` (`shortage_list_id`, `rank`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `shortage_occupation` ADD CONSTRAINT `fk_shortage_occupation_shortage_list_id` FOREIGN KEY (`shortage_list_id`) REFERENCES `shortage_list`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
];

export class ShortageLists implements MigrationInterface {
  readonly name = 'ShortageLists0000000000010';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
