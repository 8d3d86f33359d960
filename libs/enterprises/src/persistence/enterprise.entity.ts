import {
  BlindIndexColumn,
  ChangedAtColumn,
  CiphertextColumn,
  CodeColumn,
  IdColumn,
  RecordedAtColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, Index } from 'typeorm';
import { EnterpriseKind } from '../domain/enterprise-kind';
import { EnterpriseSize } from '../domain/enterprise-size';

@Entity()
export class Enterprise {
  @IdColumn() id: number;
  @Index({ unique: true }) @CodeColumn(18) uscc: string;
  @Column({ length: 120 }) name: string;
  @CodeColumn(32, { default: EnterpriseKind.ENTERPRISE }) kind: EnterpriseKind;
  /** GB/T 4754-2017. */
  @CodeColumn(8, { nullable: true }) industryCode: string | null;
  @CodeColumn(16, { nullable: true }) size: EnterpriseSize | null;
  @Index() @CodeColumn(12) regionCode: string;
  @Column({ type: 'varchar', length: 60, nullable: true }) contactName: string | null;
  @CiphertextColumn({ nullable: true }) contactPhone: string | null;
  @BlindIndexColumn({ nullable: true }) contactPhoneIndex: string | null;
  @RevisionColumn() revision: number;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}

/** Names the encrypted column for FieldCipher. */
export const ENTERPRISE_PHONE_FIELD = 'enterprise.contact_phone';
