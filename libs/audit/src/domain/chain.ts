import { addDays, CalendarDate, shanghaiDate } from '@sxbq/kernel';
import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json';

/** An audit entry as the database gives it: instants as text, so that no digit of them goes unhashed. */
export interface ChainedEntry {
  /** A whole number as text: ids may pass 2^53. */
  readonly id: string;
  /** UTC, 'YYYY-MM-DD HH:MM:SS.ffffff'. */
  readonly occurredAt: string;
  readonly [column: string]: unknown;
}

/** What the first entry of a day is chained to. */
export function genesisOf(day: CalendarDate): Buffer {
  return sha256(`sxbq-audit/1/${day}`);
}

/** SHA-256 of the hash before and the entry's canonical JSON in UTF-8. */
export function linkHash(previous: Buffer, entry: ChainedEntry): Buffer {
  return createHash('sha256').update(previous).update(canonicalJson(entry)).digest();
}

/** The day in Asia/Shanghai on which the entry's act happened. */
export function dayOf({ occurredAt }: Pick<ChainedEntry, 'occurredAt'>): CalendarDate {
  const hour = occurredAt.slice(0, 13);
  if (hour !== lastHour) [lastHour, lastDay] = [hour, shanghaiDate(new Date(`${hour.replace(' ', 'T')}:00:00Z`))];
  return lastDay;
}

// Entries come in order of time: asking the calendar once an hour is enough.
let lastHour = '';
let lastDay: CalendarDate = '';

/**
 * The day whose chain takes an entry: the one on which it happened, or today when that day is closed already. A
 * transaction may commit long after it began.
 * @param lastClosed the last day with a final head; null when there is none
 */
export function chainDay(happened: CalendarDate, today: CalendarDate, lastClosed: CalendarDate | null): CalendarDate {
  if (lastClosed === null || happened > lastClosed) return happened;
  return today > lastClosed ? today : addDays(lastClosed, 1);
}

export function sha256(text: string | Buffer): Buffer {
  return createHash('sha256').update(text).digest();
}
