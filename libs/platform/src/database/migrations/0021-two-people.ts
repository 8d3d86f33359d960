import { MigrationInterface, QueryRunner } from 'typeorm';

/** Acts that give access wait for a second administrator; users confirm their own single sign-on. */
const statements: readonly string[] = [
  'CREATE TABLE `access_proposal` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, `kind` varchar(24) NOT NULL, `organisation_id` int UNSIGNED NULL, `role` varchar(32) NULL, `user_id` int UNSIGNED NULL, `wish` json NOT NULL, `note` varchar(60) NULL, `code_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NULL, `proposed_by` int UNSIGNED NOT NULL, `proposed_as` varchar(32) NOT NULL, `proposed_at` datetime(6) NOT NULL, `expires_at` datetime(6) NOT NULL, `confirmed_by` int UNSIGNED NULL, `confirmed_as` varchar(32) NULL, `confirmed_at` datetime(6) NULL, `withdrawn_by` int UNSIGNED NULL, `withdrawn_at` datetime(6) NULL, `outcome_id` int UNSIGNED NULL, INDEX `ix_access_proposal_proposed_by` (`proposed_by`), PRIMARY KEY (`id`)) ENGINE=InnoDB',
  'ALTER TABLE `invitation` ADD `code_hash` char(43) CHARACTER SET ascii COLLATE ascii_bin NULL, ADD `confirmed_by` int UNSIGNED NULL',
  'ALTER TABLE `single_sign_on_link` ADD `confirmed_at` datetime(6) NULL',
  'ALTER TABLE `access_proposal` ADD CONSTRAINT `fk_access_proposal_organisation_id` FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `access_proposal` ADD CONSTRAINT `fk_access_proposal_user_id` FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `access_proposal` ADD CONSTRAINT `fk_access_proposal_proposed_by` FOREIGN KEY (`proposed_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `access_proposal` ADD CONSTRAINT `fk_access_proposal_confirmed_by` FOREIGN KEY (`confirmed_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `access_proposal` ADD CONSTRAINT `fk_access_proposal_withdrawn_by` FOREIGN KEY (`withdrawn_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  'ALTER TABLE `invitation` ADD CONSTRAINT `fk_invitation_confirmed_by` FOREIGN KEY (`confirmed_by`) REFERENCES `user`(`id`) ON DELETE NO ACTION ON UPDATE NO ACTION',
  // Whoever sent these links saw them, and nobody confirmed them. Colleagues' links count on.
  "UPDATE `invitation` SET `revoked_at` = UTC_TIMESTAMP(6) WHERE `kind` IN ('OFFICER', 'ADMINISTRATOR', 'PASSWORD_RESET') AND `used_at` IS NULL AND `revoked_at` IS NULL",
  // Links of administrators may have been made by another one; with them end the sessions they began.
  "DELETE l FROM `single_sign_on_link` l JOIN `membership` m ON m.`user_id` = l.`user_id` AND m.`ended_at` IS NULL WHERE m.`role` IN ('SYSTEM_ADMINISTRATOR', 'SECURITY_ADMINISTRATOR', 'AUDIT_ADMINISTRATOR')",
  'UPDATE `single_sign_on_link` SET `confirmed_at` = `recorded_at` WHERE `confirmed_at` IS NULL',
  // Clients that an administrator made for others keep calling; the audit administrator sees them among the alarms.
  `INSERT INTO \`audit_entry\` (\`occurred_at\`, \`actor_role\`, \`actor_organisation_id\`, \`action\`, \`object_type\`, \`object_id\`, \`details\`, \`result\`, \`correlation_id\`)
   SELECT UTC_TIMESTAMP(6), 'SYSTEM', NULL, 'identity.foreignClient', 'MachineClient', c.\`id\`, JSON_OBJECT('organisationId', c.\`organisation_id\`, 'role', c.\`role\`, 'createdBy', c.\`created_by\`), 'DONE', ''
     FROM \`machine_client\` c
    WHERE c.\`revoked_at\` IS NULL AND c.\`expires_at\` > UTC_TIMESTAMP(6)
      AND NOT EXISTS (SELECT 1 FROM \`membership\` m WHERE m.\`user_id\` = c.\`created_by\` AND m.\`organisation_id\` = c.\`organisation_id\`)
      AND NOT EXISTS (SELECT 1 FROM \`audit_entry\` e WHERE e.\`action\` = 'identity.foreignClient' AND e.\`object_id\` = c.\`id\`)`,
];

export class TwoPeople implements MigrationInterface {
  readonly name = 'TwoPeople0000000000021';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of statements) await runner.query(statement);
  }

  /** Forward only: a mistake is mended by the next migration. */
  down(): Promise<void> {
    return Promise.reject(new Error('migrations are forward only'));
  }
}
