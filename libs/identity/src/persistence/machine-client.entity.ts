import { Role } from '@sxbq/kernel';
import { CodeColumn, IdColumn, InstantColumn, RecordedAtColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';

/** A system of an organisation that calls the API by itself. It sees what the organisation sees, and may do what it was given. */
@Entity()
@Index(['organisationId', 'id'])
export class MachineClient {
  @IdColumn() id: number;
  @ForeignKey('Organisation') @ReferenceColumn() organisationId: number;
  /** As whom it acts; never an administrator. */
  @CodeColumn(32) role: Role;
  /** The part of a bureau's region that its creator had; null: all of it. */
  @CodeColumn(12, { nullable: true }) regionPrefix: string | null;
  @Column({ length: 60 }) name: string;
  /** Permission codes it was given, sorted; what its role no longer holds does not count. */
  @Column({ type: 'json' }) permissions: string[];
  /** Addresses it may call from, as CIDR blocks; empty: from anywhere. */
  @Column({ type: 'json' }) networks: string[];
  /** Dead from this instant on, whatever its keys say. */
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
  @Index() @ForeignKey('User') @ReferenceColumn() createdBy: number;
  @RecordedAtColumn() recordedAt: Date;
}
