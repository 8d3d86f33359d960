import { z } from 'zod';
import shipped from '../data/retention-schedule.json';

const text = z.string().min(1);
const tables = z.array(text).min(1);

const schedule = z.strictObject({
  classes: z.array(
    z.strictObject({ code: text, title: text, tables, keepDays: z.number().int().min(1).max(36_500), basis: text }),
  ),
  /** Data that is not deleted by time, and why. */
  kept: z.array(z.strictObject({ code: text, title: text, tables, basis: text })),
});

export type RetentionSchedule = z.infer<typeof schedule>;
export type RetentionClass = RetentionSchedule['classes'][number];

/** How long each class of data is kept, and why; data/retention-schedule.json. */
export const retentionSchedule: RetentionSchedule = schedule.parse(shipped);

/** Those of the tables for which the schedule says neither how long they are kept nor why they stay. */
export function tablesWithoutRetention(
  { classes, kept }: RetentionSchedule,
  personal: readonly string[],
): readonly string[] {
  const decided = new Set([...classes, ...kept].flatMap((each) => each.tables));
  return [...new Set(personal)].filter((table) => !decided.has(table)).sort();
}
