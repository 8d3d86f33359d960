/** What became of graduates, in numbers; one person counts once. */
export interface PlacementFigures {
  /** Found work before the cohort was published. */
  readonly placedBefore: number;
  /** Found work through this platform. */
  readonly placed: number;
  /** Of `placed`, in work that fits the major (对口). */
  readonly related: number;
  /** Of `placed`, looked after half a year later. */
  readonly checked: number;
  /** Of `checked`, still there. */
  readonly retained: number;
}

/** 对口就业率, in thousandths of those placed through the platform; null when nobody was. */
export function relatedPermille({ related, placed }: PlacementFigures): number | null {
  return permille(related, placed);
}

/** Six-month retention, in thousandths of those looked after; null when nobody was. */
export function retainedPermille({ retained, checked }: PlacementFigures): number | null {
  return permille(retained, checked);
}

/** Rounded half up, in whole numbers. */
function permille(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.floor((2_000 * part + whole) / (2 * whole));
}
