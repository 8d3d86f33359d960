/** Whether a graduate is looking for work. */
export enum GraduateStatus {
  AVAILABLE = 'AVAILABLE',
  /** Has accepted an offer, and is off the market unless it is withdrawn. */
  ACCEPTED = 'ACCEPTED',
  PLACED = 'PLACED',
  WITHDRAWN = 'WITHDRAWN',
}

export const GRADUATE_STATUS_TITLES: Readonly<Record<GraduateStatus, string>> = {
  [GraduateStatus.AVAILABLE]: '待就业',
  [GraduateStatus.ACCEPTED]: '已接受录用',
  [GraduateStatus.PLACED]: '已就业',
  [GraduateStatus.WITHDRAWN]: '不参加对接',
};
