import { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How the seed of a round comes about, and one round at a time of a region and year. Rounds that have a seed keep it, with
 * the mark that it was drawn when they were made. Of several that are going on, the one in front takes the place: one that
 * is open before a draft, then the latest.
 */
const statements: readonly string[] = [
  'ALTER TABLE `matching_round` MODIFY `seed` varchar(64) NULL, ADD `lot_origin` varchar(16) NOT NULL AFTER `seed`, ADD `draw_source` varchar(120) NULL AFTER `lot_origin`, ADD `draw_on` date NULL AFTER `draw_source`, ADD `lot_secret` varchar(255) CHARACTER SET ascii COLLATE ascii_bin NULL AFTER `draw_on`, ADD `lot_commitment` varchar(64) NULL AFTER `lot_secret`, ADD `draw_value` varchar(64) NULL AFTER `lot_commitment`, ADD `draw_entered_by` int UNSIGNED NULL AFTER `draw_value`, ADD `draw_confirmed_by` int UNSIGNED NULL AFTER `draw_entered_by`, ADD `lot_drawn_at` datetime(6) NULL AFTER `draw_confirmed_by`, ADD `lot_of_round_id` int UNSIGNED NULL AFTER `lot_drawn_at`, ADD `active` tinyint UNSIGNED NULL AFTER `lot_of_round_id`',
  "UPDATE `matching_round` SET `lot_origin` = 'AT_CREATION', `lot_drawn_at` = `recorded_at`, `changed_at` = `changed_at`",
  "UPDATE `matching_round` r JOIN (SELECT MAX(IF(`status` = 'DRAFT', 0, 4294967296) + `id`) % 4294967296 AS `id` FROM `matching_round` WHERE `status` NOT IN ('FINISHED', 'CANCELLED') GROUP BY `region_prefix`, `graduation_year`) front ON front.`id` = r.`id` SET r.`active` = 1, r.`changed_at` = r.`changed_at`",
  'CREATE UNIQUE INDEX `ix_matching_round_graduation_year_active_region_prefix` ON `matching_round` (`graduation_year`, `active`, `region_prefix`)',
];

export class LotsNobodyChooses implements MigrationInterface {
  readonly name = 'LotsNobodyChooses0000000000022';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
