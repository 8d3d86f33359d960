/**
 * A calendar date 'YYYY-MM-DD' in Asia/Shanghai. Dates are compared as strings, stored as DATE and never
 * shifted by a zone (domain.md §2 case 10).
 */
export type CalendarDate = string;

const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAY_MS = 86_400_000;
const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const ZONE = 'Asia/Shanghai';
const shanghai = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** True when the text is 'YYYY-MM-DD' and names a day that exists (years 1900–2999). */
export function isCalendarDate(text: string): text is CalendarDate {
  const parts = SHAPE.exec(text);
  if (!parts) return false;
  return isDay(Number(parts[1]), Number(parts[2]), Number(parts[3]));
}

/** The date of year, month 1–12 and day 1–31, or null when there is no such day. */
export function calendarDate(year: number, month: number, day: number): CalendarDate | null {
  if (!isDay(year, month, day)) return null;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function isDay(year: number, month: number, day: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(day) || year < 1900 || year > 2999 || day < 1) return false;
  const days = month === 2 && isLeapYear(year) ? 29 : DAYS_OF_MONTH[month - 1];
  return days !== undefined && day <= days;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** The Shanghai calendar date of an instant. */
export function shanghaiDate(instant: Date): CalendarDate {
  return shanghai.format(instant);
}

/** The date `days` later (earlier when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date(epochMs(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The same day `months` later, or the month's last day where it has no such day: a month after 31 January is 28 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const total = year * 12 + (month - 1) + months;
  const [targetYear, targetMonth] = [Math.floor(total / 12), (total % 12) + 1];
  for (let last = day; ; last--) {
    const found = calendarDate(targetYear, targetMonth, last);
    if (found !== null) return found;
  }
}

/** Whole days from `from` to `to`, both included; 0 when `to` is before `from`. */
export function daysInclusive(from: CalendarDate, to: CalendarDate): number {
  return Math.max(0, Math.round((epochMs(to) - epochMs(from)) / DAY_MS) + 1);
}

/** Days since 1970-01-01, a whole number. */
export function dayNumber(date: CalendarDate): number {
  return Math.round(epochMs(date) / DAY_MS);
}

export function yearOf(date: CalendarDate): number {
  return Number(date.slice(0, 4));
}

function epochMs(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`);
}
