import { addDays, CalendarDate } from '@sxbq/kernel';
import type { SkillGrade } from '@sxbq/training/vocabulary';
import type { IdentityMint } from '../identities';
import type { SchoolPlan } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { MAJOR_WORDS } from '../vocabulary/majors';
import { personName, rareName } from '../vocabulary/people';
import type { EnterpriseFact, MajorFact, SessionFact, TraineeFact } from './facts';

/** Trainees of an ordinary session. */
const SESSION_SIZE = 30;

export interface TrainingsOfSchool {
  readonly sessions: readonly SessionFact[];
  readonly trainees: readonly TraineeFact[];
}

interface Person {
  readonly name: string;
  readonly idNumber: string;
}

interface SessionDraft {
  readonly occupation: { readonly code: string; readonly name: string };
  readonly grade: SkillGrade;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly passed: Person[];
  readonly failed: Person[];
}

/** Sessions and trainees, by construction: exactly the plan's passes count on D. */
export function buildTrainings(
  plan: SchoolPlan,
  majors: readonly MajorFact[],
  enterprises: readonly EnterpriseFact[],
  mint: IdentityMint,
  random: Random,
  time: Timeline,
): TrainingsOfSchool {
  return new TrainingBuilder(plan, majors, mint, random, time).build(enterprises);
}

class TrainingBuilder {
  private readonly sessions: SessionDraft[] = [];
  private readonly occupations: SessionDraft['occupation'][];

  constructor(
    private readonly plan: SchoolPlan,
    majors: readonly MajorFact[],
    private readonly mint: IdentityMint,
    private readonly random: Random,
    private readonly time: Timeline,
  ) {
    const offered = MAJOR_WORDS.filter((word) => majors.some(({ name }) => name === word.name));
    this.occupations = offered.map(({ occupationCode, occupationName }) => ({
      code: occupationCode,
      name: occupationName,
    }));
  }

  build(enterprises: readonly EnterpriseFact[]): TrainingsOfSchool {
    const { passes, inTwoGrades, passedTwice, levelFour, lastYear, failed } = this.plan.TRAINING;
    this.addCounted(passes - inTwoGrades);
    this.addSecondGrade(inTwoGrades);
    this.addSecondTry(passedTwice);
    if (levelFour > 0) this.add(4, this.datesThisYear(), this.people(levelFour));
    if (lastYear > 0)
      this.add(3, [this.time.inYear(-1, '11-20'), this.time.inYear(-1, '12-31')], this.people(lastYear));
    for (const person of this.people(failed)) this.random.pick(this.sessions).failed.push(person);
    this.addStillRunning();
    return this.written(enterprises);
  }

  /** `count` people who pass once; the first session ends on D, the second began last year. */
  private addCounted(count: number): void {
    const sizes = this.random.split(count, Math.max(1, Math.round(count / SESSION_SIZE)), 5);
    sizes.forEach((size, index) => {
      const grade = this.random.pick([3, 3, 3, 2, 2, 1] as const);
      // The first is of 高级工: its people can pass 技师 later.
      this.add(index === 0 ? 3 : grade, this.countedDates(index), this.people(size));
    });
  }

  private countedDates(index: number): readonly [CalendarDate, CalendarDate] {
    if (index === 1) return [this.time.before(12), this.time.asOf];
    if (index === 2) return [this.time.inYear(-1, '12-10'), this.time.inYear(0, '01-08')];
    return this.datesThisYear();
  }

  private datesThisYear(): readonly [CalendarDate, CalendarDate] {
    const endsOn = this.time.between(this.random, this.time.inYear(0, '01-20'), this.time.before(2));
    return [addDays(endsOn, -this.random.whole(5, 15)), endsOn];
  }

  /** People of the first session who pass the next grade of the same occupation: each counts a second time. */
  private addSecondGrade(count: number): void {
    const first = this.sessions[0];
    if (count === 0 || first === undefined) return;
    this.add(2, this.datesThisYear(), first.passed.slice(0, count), first.occupation);
  }

  /** People who pass the same occupation and grade again: they add nothing. */
  private addSecondTry(count: number): void {
    let left = count;
    for (const session of this.sessions.slice(1, 1 + Math.ceil(count / 10))) {
      const again = session.passed.slice(0, Math.min(10, left));
      left -= again.length;
      this.add(session.grade, this.datesThisYear(), again, session.occupation);
    }
  }

  /** A session that ends after D: nobody has passed yet. */
  private addStillRunning(): void {
    const session = this.add(3, [this.time.before(3), this.time.after(12)], []);
    session.failed.push(...this.people(this.random.whole(4, 8)));
  }

  private add(
    grade: SkillGrade,
    [startsOn, endsOn]: readonly [CalendarDate, CalendarDate],
    passed: Person[],
    occupation = this.random.pick(this.occupations),
  ): SessionDraft {
    const session = { occupation, grade, startsOn, endsOn, passed: [...passed], failed: [] };
    this.sessions.push(session);
    return session;
  }

  private people(count: number): Person[] {
    return Array.from({ length: count }, () => ({ name: this.name(), idNumber: this.mint.citizenId(this.birthday()) }));
  }

  private name(): string {
    return this.random.chance(0.005) ? rareName(this.random) : personName(this.random);
  }

  /** 20 to 54 years before D's year; now and then on a leap day. */
  private birthday(): CalendarDate {
    const year = this.time.year - this.random.whole(20, 54);
    if (year % 4 === 0 && this.random.chance(0.02)) return `${year}-02-29`;
    return addDays(`${year}-01-01`, this.random.whole(0, 364));
  }

  private written(enterprises: readonly EnterpriseFact[]): TrainingsOfSchool {
    const sessions: SessionFact[] = [];
    const trainees: TraineeFact[] = [];
    this.sessions.forEach((draft, index) => {
      const code = `PX-${this.plan.code}-${String(index + 1).padStart(3, '0')}`;
      sessions.push({
        code,
        schoolCode: this.plan.code,
        uscc: this.random.pick(enterprises).uscc,
        occupationCode: draft.occupation.code,
        occupationName: draft.occupation.name,
        grade: draft.grade,
        startsOn: draft.startsOn,
        endsOn: draft.endsOn,
      });
      trainees.push(...this.traineeFacts(code, draft));
    });
    return { sessions, trainees };
  }

  private traineeFacts(sessionCode: string, draft: SessionDraft): TraineeFact[] {
    const stem = `SL${draft.endsOn.slice(0, 4)}${sessionCode.slice(3).replaceAll('-', '')}`;
    const passed = draft.passed.map((person, index) => ({
      sessionCode,
      ...person,
      certificateNumber: this.random.chance(0.9) ? `${stem}${String(index + 1).padStart(3, '0')}` : undefined,
      passed: true,
    }));
    return [...passed, ...draft.failed.map((person) => ({ sessionCode, ...person, passed: false }))];
  }
}
