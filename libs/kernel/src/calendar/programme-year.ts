import { addDays, CalendarDate, daysInclusive } from './calendar-date';

/** The programme year is the calendar year (domain.md §2). */
export interface ProgrammeYear {
  readonly year: number;
  readonly firstDay: CalendarDate;
  readonly lastDay: CalendarDate;
  /** 365 or 366. */
  readonly days: number;
}

export function programmeYear(year: number): ProgrammeYear {
  const firstDay = `${year}-01-01`;
  const lastDay = addDays(`${year + 1}-01-01`, -1);
  return { year, firstDay, lastDay, days: daysInclusive(firstDay, lastDay) };
}

/** True when the date lies inside the programme year; domain.md §2 case 15 refuses any other. */
export function isInProgrammeYear(year: number, date: CalendarDate): boolean {
  return date.startsWith(`${year}-`);
}

/** Today when the year is running, its last day when it is over, its first day when it is still to come. */
export function referenceDateOf(year: number, today: CalendarDate): CalendarDate {
  const { firstDay, lastDay } = programmeYear(year);
  if (today > lastDay) return lastDay;
  return today < firstDay ? firstDay : today;
}
