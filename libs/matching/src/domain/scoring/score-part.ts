/** The named parts of a score, each worth 0–100 before weighting. */
export const ScorePart = {
  /** Occupation of the posting ↔ major or certificate of the graduate. */
  LINK: 'LINK',
  /** Work functions of the occupation's skill standard. */
  SKILLS: 'SKILLS',
  GRADE: 'GRADE',
  DISTRICT: 'DISTRICT',
  /** Occupations the graduate wishes for. */
  WISHES: 'WISHES',
  SALARY: 'SALARY',
  /** The school's cooperation with and placements at the enterprise. */
  HISTORY: 'HISTORY',
} as const;
export type ScorePart = (typeof ScorePart)[keyof typeof ScorePart];

export const SCORE_PARTS: readonly ScorePart[] = Object.values(ScorePart);

/** What every part is measured in: 100 is as good as it gets. */
export const FULL = 100;

/** One part as it came out. `blank`: a side left the criterion open, which matches all. */
export interface PartValue {
  readonly part: ScorePart;
  readonly value: number;
  readonly blank: boolean;
}
