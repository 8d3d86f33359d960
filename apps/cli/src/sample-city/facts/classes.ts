import { addDays, CalendarDate, yearOf } from '@sxbq/kernel';
import { CLASS_LEVEL_TITLES, ClassLevel } from '@sxbq/schools/vocabulary';
import type { OddClass, SchoolPlan } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import type { ClassFact, MajorFact, SnapshotFact } from './facts';

/** Students of an ordinary class. */
const CLASS_SIZE = 39;
const LEVEL_LETTERS: Readonly<Record<ClassLevel, string>> = {
  [ClassLevel.INTERMEDIATE]: 'Z',
  [ClassLevel.SENIOR]: 'G',
  [ClassLevel.PRE_TECHNICIAN]: 'Y',
  [ClassLevel.TECHNICIAN]: 'J',
};
/** Years of schooling by level, from junior and from senior secondary school. */
const YEARS: Readonly<Record<ClassLevel, readonly number[]>> = {
  [ClassLevel.INTERMEDIATE]: [3],
  [ClassLevel.SENIOR]: [3, 5],
  [ClassLevel.PRE_TECHNICIAN]: [4, 6],
  [ClassLevel.TECHNICIAN]: [2],
};

export interface ClassesOfSchool {
  readonly classes: ClassFact[];
  readonly snapshots: SnapshotFact[];
}

interface Draft {
  readonly level: ClassLevel;
  readonly major: MajorFact;
  readonly startsOn: CalendarDate;
  readonly endsOn?: CalendarDate;
  /** Heads at the last count; null: never counted. */
  readonly heads: number | null;
  /** Last count; the school's own when left out. */
  readonly countedOn?: CalendarDate;
}

/** Running classes with exactly the plan's heads by level, the odd ones beside them, and their snapshots. */
export function buildClasses(
  plan: SchoolPlan,
  majors: MajorsOfSchool,
  random: Random,
  time: Timeline,
): ClassesOfSchool {
  const builder = new ClassBuilder(plan, random, time);
  const { SENIOR_CLASSES: heads } = plan;
  const counted = majors.concerned.filter((_, index) => !plan.MAJORS.concerned[index]?.onlyClassWithoutSnapshot);
  builder.addRunning(ClassLevel.SENIOR, heads.senior, counted);
  builder.addRunning(ClassLevel.PRE_TECHNICIAN, heads.preTechnician, counted);
  builder.addRunning(ClassLevel.TECHNICIAN, heads.technician, counted);
  builder.addOdd(heads.oddClasses, majors);
  builder.addRunning(ClassLevel.INTERMEDIATE, heads.intermediate, [...majors.concerned, ...majors.others]);
  majors.concerned
    .filter((major) => !counted.includes(major))
    .forEach((major) => builder.add({ level: ClassLevel.SENIOR, major, startsOn: time.before(10), heads: null }));
  return builder.result;
}

export interface MajorsOfSchool {
  /** In the order of the plan's concerned majors. */
  readonly concerned: readonly MajorFact[];
  readonly others: readonly MajorFact[];
}

class ClassBuilder {
  readonly result: ClassesOfSchool = { classes: [], snapshots: [] };
  private readonly numbers = new Map<string, number>();
  /** The school's last count: after the newest classes started, on or before D. */
  private readonly lastCount: CalendarDate;
  /** Heads that odd classes already gave to the intermediate level. */
  private intermediateTaken = 0;

  constructor(
    private readonly plan: SchoolPlan,
    private readonly random: Random,
    private readonly time: Timeline,
  ) {
    const daysAgo = plan.SENIOR_CLASSES.countedOnD ? 0 : random.whole(1, 20);
    this.lastCount = time.latest(time.latestIntake, time.before(daysAgo));
  }

  /** Classes of one level with `heads` students in all, taken in turn by the majors. */
  addRunning(level: ClassLevel, heads: number, majors: readonly MajorFact[]): void {
    const wanted = level === ClassLevel.INTERMEDIATE ? heads - this.intermediateTaken : heads;
    if (wanted === 0) return;
    // Each concerned major has at least one senior class, whatever the heads.
    const least = level === ClassLevel.SENIOR ? majors.length : 1;
    const count = Math.max(least, Math.round(wanted / CLASS_SIZE));
    this.random.split(wanted, count, Math.min(6, Math.floor(wanted / count / 3))).forEach((size, index) => {
      const major = majors[index % majors.length] as MajorFact;
      this.add({ level, major, ...this.runningDates(level), heads: size });
    });
  }

  addOdd(kinds: readonly OddClass[], majors: MajorsOfSchool): void {
    // Of a major that asks for nothing: were the class counted, MAJORS would change as well.
    const major = majors.others[0] as MajorFact;
    for (const kind of kinds) this.addOddClass(kind, major, majors);
  }

  add(draft: Draft): void {
    const code = this.nextCode(draft);
    this.result.classes.push({
      schoolCode: this.plan.code,
      code,
      name: this.className(draft, code),
      majorCode: draft.major.code,
      level: draft.level,
      startsOn: draft.startsOn,
      endsOn: draft.endsOn,
    });
    if (draft.heads !== null) this.addSnapshots(draft, code, draft.heads);
  }

  private addOddClass(kind: OddClass, major: MajorFact, majors: MajorsOfSchool): void {
    const { time } = this;
    const senior = { level: ClassLevel.SENIOR, major };
    switch (kind) {
      case 'ENDED_DAY_BEFORE_D':
        this.add({
          ...senior,
          startsOn: time.inYear(-3, '02-20'),
          endsOn: time.before(1),
          heads: 38,
          countedOn: time.before(1),
        });
        return;
      case 'ENDS_ON_D':
        this.intermediateTaken += 36;
        this.add({
          level: ClassLevel.INTERMEDIATE,
          major,
          startsOn: time.inYear(-3, '02-20'),
          endsOn: time.asOf,
          heads: 36,
          countedOn: time.before(3),
        });
        return;
      case 'STARTS_DAY_AFTER_D':
        this.add({ ...senior, startsOn: time.after(1), heads: 45, countedOn: time.asOf });
        return;
      case 'STARTS_NEXT_AUTUMN':
        this.add({
          ...senior,
          startsOn: `${yearOf(time.latestIntake) + 1}-09-01`,
          heads: 42,
          countedOn: time.before(2),
        });
        return;
      case 'SENIOR_WITHOUT_HEADS':
        this.add({ ...senior, startsOn: time.inYear(-2, '09-01'), endsOn: time.inYear(3, '06-30'), heads: 0 });
        return;
      case 'ENDED_LAST_SUMMER':
        this.addGraduates([...majors.concerned, ...majors.others]);
    }
  }

  /** The classes that left in the last summer before D. */
  private addGraduates(majors: readonly MajorFact[]): void {
    const ended = this.time.asOf.slice(5) > '06-30' ? this.time.inYear(0, '06-30') : this.time.inYear(-1, '06-30');
    for (const major of majors.slice(0, 4)) {
      this.add({
        level: ClassLevel.INTERMEDIATE,
        major,
        startsOn: `${yearOf(ended) - 3}-09-01`,
        endsOn: ended,
        heads: this.random.whole(28, 42),
        countedOn: addDays(ended, -45),
      });
    }
  }

  /** A class of a level that started on some 1 September and still runs on D. */
  private runningDates(level: ClassLevel): Pick<Draft, 'startsOn' | 'endsOn'> {
    const years = this.random.pick(YEARS[level]);
    const intake = yearOf(this.time.latestIntake);
    const cohorts = Array.from({ length: years }, (_, index) => intake - index)
      .map((start) => ({ startsOn: `${start}-09-01`, endsOn: `${start + years}-06-30` }))
      .filter(({ endsOn }) => endsOn >= this.time.asOf);
    const dates = this.random.pick(cohorts);
    // Some ledgers leave the end open until the class has left.
    return this.random.chance(0.2) ? { startsOn: dates.startsOn } : dates;
  }

  /** The last count with its heads, and earlier ones in which there were a few more students. */
  private addSnapshots(draft: Draft, classCode: string, heads: number): void {
    const last = draft.countedOn ?? this.lastCount;
    const schoolCode = this.plan.code;
    let before = heads === 0 ? 21 : heads;
    const earlier = ['-10-15', '-03-15']
      .flatMap((day) => [0, -1, -2].map((offset) => `${this.time.year + offset}${day}`))
      .filter((date) => date < last && date >= draft.startsOn)
      .sort()
      .reverse()
      .slice(0, 3)
      .map((countedOn) => {
        before += this.random.whole(0, 2);
        return { schoolCode, classCode, countedOn, heads: before };
      });
    this.result.snapshots.push(...earlier.reverse(), { schoolCode, classCode, countedOn: last, heads });
  }

  private nextCode(draft: Draft): string {
    const stem = `${draft.startsOn.slice(0, 4)}${LEVEL_LETTERS[draft.level]}`;
    const number = (this.numbers.get(stem) ?? 0) + 1;
    this.numbers.set(stem, number);
    return `${stem}${String(number).padStart(2, '0')}`;
  }

  private className(draft: Draft, code: string): string {
    const number = Number(code.slice(5));
    return `${draft.startsOn.slice(0, 4)}级${draft.major.name}${CLASS_LEVEL_TITLES[draft.level]}${number}班`;
  }
}
