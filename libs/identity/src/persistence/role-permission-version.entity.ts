import { IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { RolePermissions } from '../domain/role-permissions';

/** A version of what roles may do. A draft until it is published; a published one is never edited. */
@Entity()
export class RolePermissionVersion {
  @IdColumn() id: number;
  /** From 1; the highest published one is in force. Without one the shipped permissions are. */
  @Index({ unique: true }) @Column({ type: 'int', unsigned: true }) version: number;
  @Column({ type: 'json' }) document: RolePermissions;
  @Column({ length: 255 }) note: string;
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) draftedBy: number | null;
  @InstantColumn() draftedAt: Date;
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) publishedBy: number | null;
  @InstantColumn({ nullable: true }) publishedAt: Date | null;
}
