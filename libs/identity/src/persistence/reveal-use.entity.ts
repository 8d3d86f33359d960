import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/** How often a person was shown masked values in clear on a day. */
@Entity()
export class RevealUse {
  @ForeignKey('User', { onDelete: 'CASCADE' }) @PrimaryColumn({ type: 'int', unsigned: true }) userId: number;
  @PrimaryColumn({ type: 'date' }) usedOn: string;
  @Column({ type: 'smallint', unsigned: true }) times: number;
}
