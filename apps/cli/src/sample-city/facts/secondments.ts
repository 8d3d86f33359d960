import { addDays, CalendarDate, daysInclusive } from '@sxbq/kernel';
import { EnterpriseKind } from '@sxbq/enterprises/vocabulary';
import type { SchoolPlan, SecondmentsPlan } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { personName } from '../vocabulary/people';
import type { EnterpriseFact, SecondmentFact } from './facts';

const POSTS = ['工艺员', '设备维护', '质量检验', '生产班组长助理', '技术支持', '研发助理', '车间实训指导'];
const EVALUATIONS = ['优秀', '良好', '合格'];

/** Secondments whose verified person-days of the year up to D are exactly `target`; a few when there is no quota. */
export function buildSecondments(
  plan: SchoolPlan,
  target: number | null,
  enterprises: readonly EnterpriseFact[],
  random: Random,
  time: Timeline,
): SecondmentFact[] {
  const firms = enterprises.filter(({ kind }) => kind === EnterpriseKind.ENTERPRISE);
  const builder = new SecondmentBuilder(plan.code, firms, random, time);
  let left = target ?? 90;
  for (const odd of plan.SECONDMENTS.odd) left -= builder.addOdd(odd);
  builder.addOrdinary(left);
  return builder.result;
}

class SecondmentBuilder {
  readonly result: SecondmentFact[] = [];
  private teachers = 0;

  constructor(
    private readonly schoolCode: string,
    private readonly firms: readonly EnterpriseFact[],
    private readonly random: Random,
    private readonly time: Timeline,
  ) {}

  /** Adds what is odd and returns the person-days of the year up to D that it is worth. */
  addOdd(odd: SecondmentsPlan['odd'][number]): number {
    const { time } = this;
    switch (odd) {
      case 'YEAR_BOUNDARY':
        // 12 days of last year, 10 of this.
        this.add(this.teacher(), time.inYear(-1, '12-20'), time.inYear(0, '01-10'));
        return 10;
      case 'SAME_DAYS_TWICE': {
        // 20 + 20 days of one teacher that overlap by 10.
        const teacher = this.teacher();
        this.add(teacher, time.before(40), time.before(21));
        this.add(teacher, time.before(30), time.before(11));
        return 30;
      }
      case 'NOT_VERIFIED':
        this.add(this.teacher(), time.before(35), time.before(6), false);
        return 0;
      case 'LAST_YEAR':
        this.add(this.teacher(), time.inYear(-1, '11-16'), time.inYear(-1, '12-31'));
        return 0;
      case 'ONGOING':
        this.add(this.teacher(), time.before(14), time.after(30));
        return 15;
    }
  }

  /** Secondments of one teacher each, within this year up to D, `days` in all. */
  addOrdinary(days: number): void {
    const { firstDay, asOf } = this.time;
    const longest = Math.min(45, daysInclusive(firstDay, asOf) - 5);
    let left = days;
    while (left > 0) {
      const length = Math.min(left, this.random.whole(20, longest));
      const startsOn = this.time.between(this.random, firstDay, addDays(asOf, 1 - length));
      this.add(this.teacher(), startsOn, addDays(startsOn, length - 1));
      left -= length;
    }
  }

  private teacher(): { readonly number: string; readonly name: string } {
    this.teachers += 1;
    return {
      number: `T${this.schoolCode.slice(-2)}${String(this.teachers).padStart(3, '0')}`,
      name: personName(this.random),
    };
  }

  private add(
    teacher: { readonly number: string; readonly name: string },
    startsOn: CalendarDate,
    endsOn: CalendarDate,
    verified = true,
  ): void {
    const over = endsOn <= this.time.asOf;
    this.result.push({
      code: `GZ-${this.schoolCode}-${String(this.result.length + 1).padStart(3, '0')}`,
      schoolCode: this.schoolCode,
      teacherNumber: teacher.number,
      teacherName: teacher.name,
      uscc: this.random.pick(this.firms).uscc,
      post: this.random.pick(POSTS),
      startsOn,
      endsOn,
      evaluation: over && verified ? this.random.pick(EVALUATIONS) : undefined,
      verified,
    });
  }
}
