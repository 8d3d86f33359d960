import { MigrationInterface, QueryRunner } from 'typeorm';

/** What says that somebody's work fits the major. */
const statements: readonly string[] = [
  "ALTER TABLE `placement_outcome` ADD `related_basis` varchar(16) NOT NULL DEFAULT 'STATED'",
];

export class RelatedBasis implements MigrationInterface {
  readonly name = 'RelatedBasis0000000000015';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
