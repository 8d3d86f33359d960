/** The named parts of how well a need and what a school has for it fit, each worth 0–100 before weighting. */
export const FitPart = {
  /** How the school is linked with the occupation: an offer, trainings before, a major by the official table. */
  OCCUPATION: 'OCCUPATION',
  /** Whether it has trained the grade before. */
  GRADE: 'GRADE',
  SEATS: 'SEATS',
  DATES: 'DATES',
  DISTRICT: 'DISTRICT',
  PRICE: 'PRICE',
} as const;
export type FitPart = (typeof FitPart)[keyof typeof FitPart];

export const FIT_PARTS: readonly FitPart[] = Object.values(FitPart);

export const FIT_PART_TITLES: Readonly<Record<FitPart, string>> = {
  [FitPart.OCCUPATION]: '职业',
  [FitPart.GRADE]: '等级',
  [FitPart.SEATS]: '名额',
  [FitPart.DATES]: '时间',
  [FitPart.DISTRICT]: '地区',
  [FitPart.PRICE]: '费用',
};

/** What every part is measured in: 100 is as good as it gets, and what an open criterion gives. */
export const FULL = 100;

/** One part as it came out. `blank`: a side left the criterion open, which fits everything. */
export interface PartValue {
  readonly part: FitPart;
  readonly value: number;
  readonly blank: boolean;
}
