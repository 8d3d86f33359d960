import { InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { AuditChanges } from '../domain/changes';
import { AuditResult } from '../domain/audit-result';

/**
 * One act: who did what to which object, when, from where, with what result. Append-only; actors are kept by id without
 * a foreign key, so that an entry outlives everything it speaks of.
 */
@Entity()
@Index(['action', 'id'])
@Index(['actorUserId', 'id'])
@Index(['actorOrganisationId', 'id'])
@Index(['objectType', 'objectId', 'id'])
export class AuditEntry {
  @PrimaryGeneratedColumn({ type: 'bigint', unsigned: true }) id: string;
  @Index() @InstantColumn() occurredAt: Date;
  /** Role, or SYSTEM (schedules, the operator's command line), or ANONYMOUS (a refused sign-in). */
  @Column({ length: 32 }) actorRole: string;
  @ReferenceColumn({ nullable: true }) actorUserId: number | null;
  @ReferenceColumn({ nullable: true }) actorOrganisationId: number | null;
  @ReferenceColumn({ nullable: true }) actorSessionId: number | null;
  /** The membership acted in; null for the system, machine clients and entries of release 0.1.0. */
  @ReferenceColumn({ nullable: true }) actorMembershipId: number | null;
  /** The machine client that acted. */
  @ReferenceColumn({ nullable: true }) actorClientId: number | null;
  /** '<lib>.<action>', mostly the permission's code. */
  @Column({ length: 64 }) action: string;
  @Column({ length: 64 }) objectType: string;
  @Column({ type: 'varchar', length: 64, nullable: true }) objectId: string | null;
  /** Changed fields only; personal fields show '[hidden]'. */
  @Column({ type: 'json', nullable: true }) changes: AuditChanges | null;
  @Column({ type: 'json', nullable: true }) details: object | null;
  @Column({ type: 'varchar', length: 16 }) result: AuditResult;
  @Index() @Column({ length: 64 }) correlationId: string;
  @Column({ type: 'varchar', length: 45, nullable: true }) address: string | null;
}
