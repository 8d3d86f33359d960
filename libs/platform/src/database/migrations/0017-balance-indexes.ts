import { MigrationInterface, QueryRunner } from 'typeorm';

/** What supply and demand are counted by, in indexes of their own: a count reads no sealed value and no description. */
const statements: readonly string[] = [
  'CREATE INDEX `ix_graduate_graduation_year_school_id_cohort_id_status` ON `graduate` (`graduation_year`, `school_id`, `cohort_id`, `status`)',
  'CREATE INDEX `ix_graduate_certificate_graduate_id_grade` ON `graduate_certificate` (`graduate_id`, `grade`)',
  'CREATE INDEX `ix_job_posting_status_region_code_occupation_code_g_f98e15e8` ON `job_posting` (`status`, `region_code`, `occupation_code`, `grade_floor`, `starts_on`, `heads`, `taken`)',
  'DROP INDEX `ix_job_posting_status_region_code` ON `job_posting`',
];

export class BalanceIndexes implements MigrationInterface {
  readonly name = 'BalanceIndexes0000000000017';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
