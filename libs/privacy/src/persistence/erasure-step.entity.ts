import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** A source that an erasure has been through: written in the transaction that erased there. */
@Entity()
export class ErasureStep {
  @ForeignKey('PersonRequest', { onDelete: 'CASCADE' })
  @PrimaryColumn({ type: 'int', unsigned: true })
  requestId: number;

  @PrimaryColumn({ type: 'varchar', length: 64, charset: 'ascii', collation: 'ascii_bin' }) source: string;
  @Column({ type: 'int', unsigned: true }) rowsErased: number;
}
