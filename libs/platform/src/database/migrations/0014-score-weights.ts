import { MigrationInterface, QueryRunner } from 'typeorm';

/** Weights of scores, by region and version. */
const statements: readonly string[] = [
  'CREATE TABLE `score_weights_version` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `region_prefix` varchar(12) NOT NULL, `version` int UNSIGNED NOT NULL, `weights` json NOT NULL, `source` varchar(255) NOT NULL, `published_by` int UNSIGNED NULL, `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), UNIQUE INDEX `ix_score_weights_version_region_prefix_version` (`region_prefix`, `version`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
];

export class ScoreWeights implements MigrationInterface {
  readonly name = 'ScoreWeights0000000000014';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
