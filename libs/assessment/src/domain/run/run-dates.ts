import { addDays, CalendarDate } from '@sxbq/kernel';

/** 公示 7 days, the first one included. */
export const NOTICE_DAYS = 7;

/** Last day of the notice. */
export const noticeEnd = (firstDay: CalendarDate): CalendarDate => addDays(firstDay, NOTICE_DAYS - 1);

/** A deadline is a day that still counts. */
export const isOver = (lastDay: CalendarDate | null, today: CalendarDate): boolean =>
  lastDay !== null && today > lastDay;
