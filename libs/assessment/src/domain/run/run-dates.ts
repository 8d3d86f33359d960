import { addDays, CalendarDate } from '@sxbq/kernel';

/** Last day of a notice of so many days, the first one included. */
export const noticeEnd = (firstDay: CalendarDate, days: number): CalendarDate => addDays(firstDay, days - 1);

/** A deadline is a day that still counts. */
export const isOver = (lastDay: CalendarDate | null, today: CalendarDate): boolean =>
  lastDay !== null && today > lastDay;
