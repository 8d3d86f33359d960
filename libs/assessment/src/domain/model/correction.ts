import { FactCode } from '../facts/fact-code';
import { DecimalText } from './decimal-text';
import { OrganisationRef } from './facts';

/** An upheld objection as a recorded delta: the frozen fact or mark stays as it was, this stands beside it. */
export interface Correction extends OrganisationRef {
  readonly target: CorrectionTarget;
  /** What counted until now; must be so when the correction is applied. */
  readonly from: DecimalText | null;
  readonly to: DecimalText;
  /** Chinese; not part of public versions. */
  readonly reason: string;
  readonly objectionId: number;
}

/** A fact's value, or the final mark of a goal that people score. */
export type CorrectionTarget =
  { readonly kind: 'FACT'; readonly fact: FactCode } | { readonly kind: 'MARK'; readonly goal: string };
