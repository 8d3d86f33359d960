import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A password that was replaced, so that it is not chosen again at once. */
@Entity()
@Index(['userId', 'replacedAt'])
export class PasswordHistory {
  @IdColumn() id: number;
  @ForeignKey('User', { onDelete: 'CASCADE' }) @ReferenceColumn() userId: number;
  /** argon2id in PHC form. */
  @Column({ length: 160, charset: 'ascii', collation: 'ascii_bin' }) passwordHash: string;
  @InstantColumn() replacedAt: Date;
}
