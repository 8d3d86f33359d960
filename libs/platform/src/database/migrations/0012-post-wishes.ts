import { MigrationInterface, QueryRunner } from 'typeorm';

/** Postings that graduates wish for, in order. */
const statements: readonly string[] = [
  'CREATE TABLE `post_wish` (`graduate_id` int UNSIGNED NOT NULL, `job_posting_id` int UNSIGNED NOT NULL, `rank` tinyint UNSIGNED NOT NULL, INDEX `ix_post_wish_job_posting_id` (`job_posting_id`), UNIQUE INDEX `ix_post_wish_graduate_id_rank` (`graduate_id`, `rank`), PRIMARY KEY (`graduate_id`, `job_posting_id`)) ENGINE=InnoDB',
  'ALTER TABLE `post_wish` ADD CONSTRAINT `fk_post_wish_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `post_wish` ADD CONSTRAINT `fk_post_wish_job_posting_id` FOREIGN KEY (`job_posting_id`) REFERENCES `job_posting`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
];

export class PostWishes implements MigrationInterface {
  readonly name = 'PostWishes0000000000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
