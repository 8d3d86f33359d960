/** When the work is done. */
export enum WorkShift {
  DAY = 'DAY',
  ROTATING = 'ROTATING',
  NIGHT = 'NIGHT',
  FLEXIBLE = 'FLEXIBLE',
}

export const WORK_SHIFT_TITLES: Readonly<Record<WorkShift, string>> = {
  [WorkShift.DAY]: '白班',
  [WorkShift.ROTATING]: '倒班',
  [WorkShift.NIGHT]: '夜班',
  [WorkShift.FLEXIBLE]: '弹性工时',
};
