import { addDays, isCalendarDate, type CalendarDate } from '@sxbq/kernel';

/** The two ways in which workbooks count days; the second comes from old Macintosh files. */
export type DateSystem = 1900 | 1904;

/** 1900-02-29, which never was, has number 60 in the 1900 system: days before it count from one day later. */
const PHANTOM_DAY = 60;

/** Programs show a moment to the second: what lacks less than half of one to midnight is shown as the next day. */
const HALF_A_SECOND = 0.5 / 86_400;

/**
 * The day of a serial number, its time of day dropped: the day that Excel, WPS and LibreOffice show, so that
 * 45900.99999999, which a program's arithmetic made of 45901, is 45901, and 23:59:59 stays the day it is. Null when the
 * number is no day of the years 1900–2999 (0, negatives, the phantom 60).
 */
export function dateOfSerial(serial: number, system: DateSystem): CalendarDate | null {
  const days = Math.floor(serial + HALF_A_SECOND);
  if (system === 1904) return days >= 0 ? within('1904-01-01', days) : null;
  if (days < 1 || days === PHANTOM_DAY) return null;
  return within(days < PHANTOM_DAY ? '1899-12-31' : '1899-12-30', days);
}

/** The serial number of a date in the 1900 system. */
export function serialOfDate(date: CalendarDate): number {
  const days = Math.round((Date.parse(`${date}T00:00:00Z`) - Date.UTC(1899, 11, 30)) / 86_400_000);
  return days <= PHANTOM_DAY ? days - 1 : days;
}

const LONGEST = 402_000;

function within(epoch: CalendarDate, days: number): CalendarDate | null {
  if (days > LONGEST) return null;
  const date = addDays(epoch, days);
  return isCalendarDate(date) ? date : null;
}
