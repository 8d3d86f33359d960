import { z } from 'zod';
import shipped from '../data/retention-schedule.json';

const text = z.string().min(1);

const schedule = z.strictObject({
  classes: z.array(
    z.strictObject({ code: text, title: text, keepDays: z.number().int().min(1).max(36_500), basis: text }),
  ),
  /** Data that is not deleted by time, and why. */
  kept: z.array(z.strictObject({ code: text, title: text, basis: text })),
});

export type RetentionSchedule = z.infer<typeof schedule>;
export type RetentionClass = RetentionSchedule['classes'][number];

/** How long each class of data is kept, and why; data/retention-schedule.json. */
export const retentionSchedule: RetentionSchedule = schedule.parse(shipped);
