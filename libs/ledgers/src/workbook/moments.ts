import { calendarDate, shanghaiDate, type CalendarDate } from '@sxbq/kernel';

/** A day in year-month-day order, however divided. */
const DAY = String.raw`(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?|(\d{2})(\d{2}))`;
const TIME = String.raw`(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?`;
/** Z, UTC, +08:00, +0800, +8, GMT+8; behind it the zone's name as Java and browsers write it. */
const ZONE = String.raw`(Z|(?:UTC|GMT)?[+\-−]\d{1,2}(?::?\d{2})?|UTC|GMT)`;
const MOMENT = new RegExp(`^${DAY}(?:(T|\\s+|(?<=[日号]))${TIME}(?:\\s*${ZONE}(?:\\s*[[(][^\\])]*[\\])])?)?)?$`, 'i');

/**
 * The day of a date or moment as ledgers write it; half-width text expected. A moment without a zone is on the day it
 * names; one with a zone is on the day it is in Shanghai, never cut. Null when it is neither, or no such day or time.
 */
export function dayOfMoment(text: string): CalendarDate | null {
  const parts = MOMENT.exec(text.trim());
  if (!parts) return null;
  const [, year, , m1, d1, m2, d2, m3, d3, divider, hour, minute, second, zone] = parts;
  const [month, day] = [Number(m1 ?? m2 ?? m3), Number(d1 ?? d2 ?? d3)];
  const date = calendarDate(Number(year), month, day);
  if (date === null || hour === undefined) return date;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  if (zone === undefined) return date;
  // 08:00-09:00 is a span of hours, no zone.
  if (/^[-−]/.test(zone) && second === undefined && divider?.toUpperCase() !== 'T') return null;
  const offset = offsetOf(zone);
  if (offset === null) return null;
  const utc = Date.UTC(Number(year), month - 1, day, Number(hour), Number(minute) - offset, Number(second ?? 0));
  return shanghaiDate(new Date(utc));
}

/** Minutes east of Greenwich; null beyond what zones have. */
function offsetOf(zone: string): number | null {
  const parts = /([+\-−])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (!parts) return 0;
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
  if (minutes > 14 * 60 || Number(parts[3] ?? 0) > 59) return null;
  return parts[1] === '+' ? minutes : -minutes;
}
