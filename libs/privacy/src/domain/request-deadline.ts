import { addDays, CalendarDate } from '@sxbq/kernel';
import { z } from 'zod';
import shipped from '../data/request-deadlines.json';
import { PersonRequestKind } from './person-request';

const limit = z.strictObject({ workingDays: z.number().int().min(1).max(30) });
const limits = z
  .strictObject({
    [PersonRequestKind.ACCESS]: limit,
    [PersonRequestKind.CORRECTION]: limit,
    [PersonRequestKind.ERASURE]: limit,
    source: z.string().min(1),
  })
  .parse(shipped);

/**
 * The day by which a request of the kind must be answered (source: data/request-deadlines.json). Monday to Friday are
 * working days; public holidays count as such, so the day is never too late.
 */
export function dueOn(kind: PersonRequestKind, receivedOn: CalendarDate): CalendarDate {
  let day = receivedOn;
  for (let left = limits[kind].workingDays; left > 0;) {
    day = addDays(day, 1);
    if (isWeekday(day)) left--;
  }
  return day;
}

function isWeekday(date: CalendarDate): boolean {
  const day = new Date(`${date}T00:00:00Z`).getUTCDay();
  return day !== 0 && day !== 6;
}
