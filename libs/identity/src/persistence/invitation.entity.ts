import { Role } from '@sxbq/kernel';
import { CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { InvitationKind } from '../domain/invitation-kind';

/** A link that lets somebody become a user, or choose a new password, once. Only the hash of its token is kept. */
@Entity()
@Index(['organisationId', 'id'])
export class Invitation {
  @IdColumn() id: number;
  @CodeColumn(24) kind: InvitationKind;
  /** SHA-256 of the token, base64url, 43 characters. A link that is sent again has a new one. */
  @Index({ unique: true })
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin' })
  tokenHash: string;
  /** SHA-256 of the code that the link opens with, where two administrators hold a half each. */
  @Column({ type: 'char', length: 43, charset: 'ascii', collation: 'ascii_bin', nullable: true })
  codeHash: string | null;
  /** Where the invited person will act, and as what; null when a password is to be chosen anew. */
  @ForeignKey('Organisation') @ReferenceColumn({ nullable: true }) organisationId: number | null;
  @CodeColumn(32, { nullable: true }) role: Role | null;
  /** Whose password is to be chosen anew; else null. */
  @Index() @ForeignKey('User') @ReferenceColumn({ nullable: true }) userId: number | null;
  /** By which the inviter knows the invitation again. */
  @Column({ type: 'varchar', length: 60, nullable: true }) note: string | null;
  @Index() @ForeignKey('User') @ReferenceColumn() invitedBy: number;
  /** The second administrator, without whom there would be no link; null for a colleague's. */
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) confirmedBy: number | null;
  @InstantColumn() issuedAt: Date;
  @InstantColumn() expiresAt: Date;
  @InstantColumn({ nullable: true }) usedAt: Date | null;
  @InstantColumn({ nullable: true }) revokedAt: Date | null;
  /** The user who came of it, or whose password was chosen. */
  @ForeignKey('User') @ReferenceColumn({ nullable: true }) usedBy: number | null;
}
