import { CalendarDate } from '@sxbq/kernel';
import { ClassLevel } from './class-level';

/** Heads of the running classes of one level. */
export interface HeadsOfLevel {
  readonly level: ClassLevel;
  readonly heads: number;
  readonly classes: number;
  readonly classesWithoutCount: number;
}

/** Heads of a school on a date, by level in the order of the levels, and added up. */
export interface HeadsOfSchool {
  readonly on: CalendarDate;
  readonly heads: number;
  readonly classes: number;
  readonly classesWithoutCount: number;
  readonly byLevel: readonly HeadsOfLevel[];
}

const ORDER = Object.values(ClassLevel);

export function headsOfSchool(on: CalendarDate, levels: readonly HeadsOfLevel[]): HeadsOfSchool {
  const sum = (of: (level: HeadsOfLevel) => number): number => levels.reduce((total, level) => total + of(level), 0);
  return {
    on,
    heads: sum((level) => level.heads),
    classes: sum((level) => level.classes),
    classesWithoutCount: sum((level) => level.classesWithoutCount),
    byLevel: [...levels].sort((one, other) => ORDER.indexOf(one.level) - ORDER.indexOf(other.level)),
  };
}
