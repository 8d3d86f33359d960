import { InstantColumn, ReferenceColumn } from '@sxbq/platform';
import { Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { AssessmentRun } from './assessment-run.entity';

/** Who may be drawn as a marker of a run. */
@Entity()
export class AssessmentMarker {
  @ForeignKey(() => AssessmentRun)
  @PrimaryColumn({ type: 'int', unsigned: true })
  runId: number;

  @ForeignKey('User')
  @PrimaryColumn({ type: 'int', unsigned: true })
  userId: number;

  /** The membership in which they mark. */
  @ForeignKey('Membership') @ReferenceColumn() membershipId: number;
  @InstantColumn() chosenAt: Date;
}
