import { MigrationInterface, QueryRunner } from 'typeorm';

/** Secrets of persons. */
const statements: readonly string[] = [
  'CREATE TABLE `person_secret` (`person_key` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `secret` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `made_at` datetime(6) NOT NULL, PRIMARY KEY (`person_key`)) ENGINE=InnoDB',
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
