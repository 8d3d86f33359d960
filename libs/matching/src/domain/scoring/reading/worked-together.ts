import { FULL } from '../score-part';

/** What a school and an enterprise have done together until a day. */
export interface CooperationRecord {
  /** An agreement was in force on the day. */
  readonly inForce: boolean;
  /** One was filed and had taken effect, now or before. */
  readonly everInForce: boolean;
  /** Graduates of the school that the enterprise took on. */
  readonly placed: number;
}

const IN_FORCE = 60;
const EVER_IN_FORCE = 30;
const EACH_PLACED = 10;
const MOST_FOR_PLACED = 40;

/** 60 for an agreement in force, 30 for one that was; 10 for each graduate taken on, 40 at most. */
export function workedTogether({ inForce, everInForce, placed }: CooperationRecord): number {
  const agreement = inForce ? IN_FORCE : everInForce ? EVER_IN_FORCE : 0;
  return Math.min(FULL, agreement + Math.min(MOST_FOR_PLACED, EACH_PLACED * placed));
}
