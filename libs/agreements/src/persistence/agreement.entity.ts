import {
  ChangedAtColumn,
  CodeColumn,
  DateColumn,
  IdColumn,
  InstantColumn,
  RecordedAtColumn,
  ReferenceColumn,
  RevisionColumn,
} from '@sxbq/platform';
import { Column, Entity, ForeignKey, Index } from 'typeorm';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementStatus } from '../domain/agreement-status';

/** 校企合作协议 between one school and one enterprise. */
@Entity()
@Index(['schoolId', 'enterpriseId'])
// A school's own list in order of id, without a sort.
@Index(['schoolId'])
@Index(['status', 'changedAt'])
export class Agreement {
  @IdColumn() id: number;
  @Index({ unique: true }) @CodeColumn(40) code: string;
  @ForeignKey('School') @ReferenceColumn() schoolId: number;
  @Index() @ForeignKey('Enterprise') @ReferenceColumn() enterpriseId: number;
  @Column({ type: 'set', enum: AgreementKind }) kinds: AgreementKind[];
  @DateColumn({ nullable: true }) signedOn: string | null;
  @DateColumn({ nullable: true }) effectiveFrom: string | null;
  /** Last day in force; null = open. */
  @DateColumn({ nullable: true }) effectiveTo: string | null;
  /** 备案日期. */
  @DateColumn({ nullable: true }) filedOn: string | null;
  /** 解除日期: no longer in force on this day. */
  @DateColumn({ nullable: true }) terminatedOn: string | null;
  @CodeColumn(16, { default: AgreementStatus.DRAFT }) status: AgreementStatus;
  /** The agreement this one renews. */
  @Index({ unique: true }) @ForeignKey('Agreement') @ReferenceColumn({ nullable: true }) predecessorId: number | null;
  /** Grows with every edit; a signature counts for the revision it was given to (domain.md §2 case 9). */
  @RevisionColumn() revision: number;
  @InstantColumn({ nullable: true }) remindedAt: Date | null;
  @RecordedAtColumn() recordedAt: Date;
  @ChangedAtColumn() changedAt: Date;
}
