import { Role } from '@sxbq/kernel';
import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { AccessProposalKind, AccessWish } from '../domain/access-proposal';

/** Something that gives access, proposed by one administrator; it is done when another confirms it. */
@Entity()
export class AccessProposal {
  @IdColumn() id: number;
  @CodeColumn(24) kind: AccessProposalKind;
  /** For which organisation, and as what; null where it is about a user's sign-in. */
  @ForeignKey('Organisation') @ReferenceColumn({ nullable: true }) organisationId: number | null;
  @CodeColumn(32, { nullable: true }) role: Role | null;
  /** Whom it is about, where they are a user already. */
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) userId: number | null;
  @Column({ type: 'json' }) wish: AccessWish;
  /** By which the proposer knows it again, and the confirmer learns who is meant. */
  @Column({ type: 'varchar', length: 60, nullable: true }) note: string | null;
  /** SHA-256 of the code that the proposer was shown; null for what makes no link. */
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin', nullable: true })
  codeHash: string | null;
  @Index() @ForeignKey('User') @ReferenceColumn() proposedBy: number;
  @CodeColumn(32) proposedAs: Role;
  @InstantColumn() proposedAt: Date;
  @InstantColumn() expiresAt: Date;
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) confirmedBy: number | null;
  @CodeColumn(32, { nullable: true }) confirmedAs: Role | null;
  @InstantColumn({ nullable: true }) confirmedAt: Date | null;
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) withdrawnBy: number | null;
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null;
  /** The invitation, the machine client or the membership that came of it. */
  @ReferenceColumn({ nullable: true }) outcomeId: number | null;
}
