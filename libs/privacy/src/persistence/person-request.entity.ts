import {
  BlindIndexColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  PersonCiphertextColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { IdentityProof, PersonRequestKind, PersonRequestStatus, RefusalGround } from '../domain/person-request';

/** A person's request about their own data, and how far it got. After an erasure it says nothing of whom it was about. */
@Entity()
@Index(['status', 'dueOn'])
@Index(['regionPrefix', 'id'])
@Index(['personKey'])
export class PersonRequest {
  @IdColumn() id: number;
  @CodeColumn(16) kind: PersonRequestKind;
  @CodeColumn(16) status: PersonRequestStatus;
  @BlindIndexColumn({ nullable: true }) personKey: string | null;
  @PersonCiphertextColumn({ nullable: true }) idNumber: string | null;
  @PersonCiphertextColumn({ nullable: true, length: 400 }) name: string | null;
  @PersonCiphertextColumn({ nullable: true }) phone: string | null;
  /** Of the bureau that handles it. */
  @CodeColumn(12) regionPrefix: string;
  @CodeColumn(16) proof: IdentityProof;
  @InstantColumn() receivedAt: Date;
  @ReferenceColumn({ nullable: true }) receivedBy: number | null;
  @DateColumn() dueOn: string;
  @InstantColumn({ nullable: true }) decidedAt: Date | null;
  @ReferenceColumn({ nullable: true }) decidedBy: number | null;
  /** The membership it was decided in; looked up again when an erasure runs (assurance A7). */
  @ReferenceColumn({ nullable: true }) deciderMembershipId: number | null;
  /** What the person is told. */
  @Column({ type: 'varchar', length: 255, nullable: true }) reason: string | null;
  @CodeColumn(24, { nullable: true }) ground: RefusalGround | null;
  /** Stands for the person while an erasure runs. */
  @BlindIndexColumn({ nullable: true }) pseudonym: string | null;
  @InstantColumn({ nullable: true }) finishedAt: Date | null;
  @RevisionColumn() revision: number;
}
