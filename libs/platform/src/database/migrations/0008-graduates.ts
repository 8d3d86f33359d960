import { MigrationInterface, QueryRunner } from 'typeorm';

/** Graduates: cohorts in numbers, profiles with what they can do and wish for. */
const statements: readonly string[] = [
  "CREATE TABLE `graduate_cohort` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `school_id` int UNSIGNED NOT NULL, `school_class_id` int UNSIGNED NOT NULL, `graduation_year` smallint UNSIGNED NOT NULL, `heads` int UNSIGNED NOT NULL, `available` int UNSIGNED NOT NULL, `placed_before` int UNSIGNED NOT NULL DEFAULT '0', `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `ix_graduate_cohort_school_id` (`school_id`), INDEX `ix_graduate_cohort_graduation_year_school_id` (`graduation_year`, `school_id`), UNIQUE INDEX `ix_graduate_cohort_school_class_id_graduation_year` (`school_class_id`, `graduation_year`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  "CREATE TABLE `graduate` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `school_id` int UNSIGNED NOT NULL, `cohort_id` int UNSIGNED NOT NULL, `graduation_year` smallint UNSIGNED NOT NULL, `student_number` varchar(40) NOT NULL, `name` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `id_number` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `phone` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NULL, `person_key` char(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, `status` varchar(16) NOT NULL, `salary_floor` int UNSIGNED NULL, `suggestions_opted_out` tinyint NOT NULL DEFAULT 0, `claimed_user_id` int UNSIGNED NULL, `claim_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NULL, `claim_expires_at` datetime(6) NULL, `revision` int UNSIGNED NOT NULL DEFAULT '1', `recorded_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), `changed_at` datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), INDEX `ix_graduate_cohort_id` (`cohort_id`), UNIQUE INDEX `ix_graduate_claimed_user_id` (`claimed_user_id`), UNIQUE INDEX `ix_graduate_claim_hash` (`claim_hash`), INDEX `ix_graduate_school_id_status` (`school_id`, `status`), UNIQUE INDEX `ix_graduate_person_key_graduation_year` (`person_key`, `graduation_year`), UNIQUE INDEX `ix_graduate_school_id_student_number` (`school_id`, `student_number`), PRIMARY KEY (`id`)) ENGINE=InnoDB",
  'CREATE TABLE `graduate_certificate` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `graduate_id` int UNSIGNED NOT NULL, `occupation_code` varchar(40) NOT NULL, `grade` tinyint UNSIGNED NOT NULL, INDEX `ix_graduate_certificate_occupation_code_grade` (`occupation_code`, `grade`), UNIQUE INDEX `ix_graduate_certificate_graduate_id_occupation_code` (`graduate_id`, `occupation_code`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'CREATE TABLE `graduate_wish` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `graduate_id` int UNSIGNED NOT NULL, `kind` varchar(16) NOT NULL, `code` varchar(40) NOT NULL, `rank` tinyint UNSIGNED NOT NULL, INDEX `ix_graduate_wish_kind_code` (`kind`, `code`), UNIQUE INDEX `ix_graduate_wish_graduate_id_kind_rank` (`graduate_id`, `kind`, `rank`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `graduate_cohort` ADD CONSTRAINT `fk_graduate_cohort_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `graduate_cohort` ADD CONSTRAINT `fk_graduate_cohort_school_class_id` FOREIGN KEY (`school_class_id`) REFERENCES `school_class`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `graduate` ADD CONSTRAINT `fk_graduate_school_id` FOREIGN KEY (`school_id`) REFERENCES `school`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `graduate` ADD CONSTRAINT `fk_graduate_cohort_id` FOREIGN KEY (`cohort_id`) REFERENCES `graduate_cohort`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `graduate` ADD CONSTRAINT `fk_graduate_claimed_user_id` FOREIGN KEY (`claimed_user_id`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `graduate_certificate` ADD CONSTRAINT `fk_graduate_certificate_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
  'ALTER TABLE `graduate_wish` ADD CONSTRAINT `fk_graduate_wish_graduate_id` FOREIGN KEY (`graduate_id`) REFERENCES `graduate`(`id`) ON DELETE CASCADE ON UPDATE NO ACTION',
];

export class Graduates implements MigrationInterface {
  readonly name = 'Graduates0000000000008';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
