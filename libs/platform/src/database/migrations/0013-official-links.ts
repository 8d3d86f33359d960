import { MigrationInterface, QueryRunner } from 'typeorm';

/** Official tables: occupations of majors, work functions of occupations. */
const statements: readonly string[] = [
  'CREATE TABLE `major_occupation` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `edition` varchar(40) NOT NULL, `major_level` varchar(40) NOT NULL, `major_code` varchar(40) NOT NULL, `major_name` varchar(120) NOT NULL, `occupation_edition` varchar(40) NOT NULL, `occupation_code` varchar(40) NOT NULL, `source` varchar(200) NOT NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX `ix_major_occupation_major_name` (`major_name`), UNIQUE INDEX `ix_major_occupation_edition_major_code_occupation_e_4316059f` (`edition`, `major_code`, `occupation_edition`, `occupation_code`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `skill_function` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `edition` varchar(40) NOT NULL, `occupation_edition` varchar(40) NOT NULL, `occupation_code` varchar(40) NOT NULL, `occupation_name` varchar(60) NOT NULL, `grade` tinyint UNSIGNED NOT NULL, `name` varchar(60) NOT NULL, `weight` tinyint UNSIGNED NOT NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), INDEX `ix_skill_function_occupation_edition_occupation_code_grade` (`occupation_edition`, `occupation_code`, `grade`), UNIQUE INDEX `ix_skill_function_edition_occupation_code_grade_occ_90076665` (`edition`, `occupation_code`, `grade`, `occupation_name`, `name`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
];

export class OfficialLinks implements MigrationInterface {
  readonly name = 'OfficialLinks0000000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
