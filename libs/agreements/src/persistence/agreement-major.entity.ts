import { Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A school major an agreement covers. */
@Entity()
export class AgreementMajor {
  @ForeignKey('Agreement', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  agreementId: number;

  @Index()
  @ForeignKey('SchoolMajor')
  @PrimaryColumn({ type: 'int', unsigned: true })
  schoolMajorId: number;
}
