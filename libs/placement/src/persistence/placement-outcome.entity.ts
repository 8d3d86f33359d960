import { CodeColumn, DateColumn, ReferenceColumn } from '@sxbq/platform';
import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { ContractKind } from '../domain/contract-kind';
import { RelatedBasis } from '../domain/related-basis';
import { Application } from './application.entity';

/** 就业去向: what became of an accepted offer, with what shows it. */
@Entity()
export class PlacementOutcome {
  @ForeignKey(() => Application) @PrimaryColumn({ type: 'int', unsigned: true }) applicationId: number;
  @DateColumn() placedOn: string;
  @CodeColumn(16) contractKind: ContractKind;
  /** Number of the contract; not the contract. */
  @Column({ type: 'varchar', length: 60, nullable: true }) contractNumber: string | null;
  /** First day of social insurance; null: not seen. */
  @DateColumn({ nullable: true }) insuredFrom: string | null;
  /** 对口: the work fits the major. */
  @Column() relatedToMajor: boolean;
  @Column({ type: 'varchar', length: 16, default: RelatedBasis.STATED }) relatedBasis: RelatedBasis;
  /** Six months later: still there? null: not looked after yet. */
  @Column({ type: 'boolean', nullable: true }) retained: boolean | null;
  @DateColumn({ nullable: true }) checkedOn: string | null;
  @ReferenceColumn({ nullable: true }) recordedBy: number | null;
}
