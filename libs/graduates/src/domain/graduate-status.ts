/** Whether a graduate is looking for work. */
export enum GraduateStatus {
  AVAILABLE = 'AVAILABLE',
  PLACED = 'PLACED',
  WITHDRAWN = 'WITHDRAWN',
}

export const GRADUATE_STATUS_TITLES: Readonly<Record<GraduateStatus, string>> = {
  [GraduateStatus.AVAILABLE]: '待就业',
  [GraduateStatus.PLACED]: '已就业',
  [GraduateStatus.WITHDRAWN]: '不参加对接',
};
