import { BlindIndexColumn, CodeColumn, IdColumn, InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { ConsentCategory, ConsentPurpose, ConsentRecipient } from '../domain/consent';
import { IdentityProof } from '../domain/person-request';

/** A person's consent that one recipient has some of their data for one purpose (个人信息保护法 第十四、二十三条). */
@Entity()
@Index(['personKey', 'recipient', 'recipientId', 'purpose', 'withdrawnAt'])
@Index(['withdrawnAt'])
export class Consent {
  @IdColumn() id: number;
  /** Blind index of the ID number; a pseudonym after an erasure. */
  @BlindIndexColumn() personKey: string;
  @CodeColumn(16) recipient: ConsentRecipient;
  /** The recipient's row: an enterprise's, a school's; 0 for the bureaus. */
  @ReferenceColumn() recipientId: number;
  @CodeColumn(24) purpose: ConsentPurpose;
  @Column({ type: 'set', enum: ConsentCategory }) categories: ConsentCategory[];
  @ForeignKey('PrivacyNotice') @ReferenceColumn() noticeId: number;
  @InstantColumn() givenAt: Date;
  /** The user who took it down; the person's own when they signed in. */
  @ReferenceColumn({ nullable: true }) givenBy: number | null;
  @CodeColumn(16) proof: IdentityProof;
  /** From this instant on it is none. */
  @InstantColumn({ nullable: true }) withdrawnAt: Date | null;
  @ReferenceColumn({ nullable: true }) withdrawnBy: number | null;
}
