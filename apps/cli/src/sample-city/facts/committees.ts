import { CalendarDate } from '@sxbq/kernel';
import { CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import type { CommitteePlan, SchoolPlan } from '../plan-types';
import type { Random } from '../random';
import type { Timeline } from '../timeline';
import { distinctPersonName } from '../vocabulary/people';
import type { EnterpriseFact, MemberFact } from './facts';

/** The school's programme body: exactly the plan's members on D, and those who miss D by a day. */
export function buildCommittee(
  plan: SchoolPlan,
  enterprises: readonly EnterpriseFact[],
  random: Random,
  time: Timeline,
): MemberFact[] {
  const { school, enterprise, industry, government, odd } = plan.COMMITTEE;
  const members = new MemberBuilder(plan, enterprises, random, time);
  const hits = odd.filter((kind) => kind === 'JOINS_ON_D' || kind === 'LEAVES_AFTER_D').length;
  members.add(CommitteeAffiliation.SCHOOL, school);
  members.add(CommitteeAffiliation.ENTERPRISE, enterprise - hits);
  members.add(CommitteeAffiliation.INDUSTRY, industry);
  members.add(CommitteeAffiliation.GOVERNMENT, government);
  odd.forEach((kind) => members.addOdd(kind));
  return members.result;
}

class MemberBuilder {
  readonly result: MemberFact[] = [];
  private readonly names = new Set<string>();

  constructor(
    private readonly plan: SchoolPlan,
    private readonly enterprises: readonly EnterpriseFact[],
    private readonly random: Random,
    private readonly time: Timeline,
  ) {}

  add(affiliation: CommitteeAffiliation, count: number): void {
    for (let index = 0; index < count; index++) {
      const startsOn = this.time.between(this.random, this.time.inYear(-2, '06-01'), this.time.inYear(-1, '06-30'));
      // A term of office that ends well after D, or none.
      this.push(affiliation, startsOn, this.random.chance(0.3) ? this.time.after(400) : undefined);
    }
  }

  addOdd(kind: CommitteePlan['odd'][number]): void {
    const { time } = this;
    const since = time.inYear(-2, '06-10');
    switch (kind) {
      case 'LEAVES_ON_D':
        return this.push(CommitteeAffiliation.ENTERPRISE, since, time.asOf);
      case 'JOINS_AFTER_D':
        return this.push(CommitteeAffiliation.ENTERPRISE, time.after(1));
      case 'JOINS_ON_D':
        return this.push(CommitteeAffiliation.ENTERPRISE, time.asOf);
      case 'LEAVES_AFTER_D':
        return this.push(CommitteeAffiliation.ENTERPRISE, since, time.after(1));
    }
  }

  private push(affiliation: CommitteeAffiliation, startsOn: CalendarDate, endsOn?: CalendarDate): void {
    this.result.push({
      schoolCode: this.plan.code,
      name: distinctPersonName(this.random, this.names),
      employer: this.employer(affiliation),
      affiliation,
      startsOn,
      endsOn,
    });
  }

  private employer(affiliation: CommitteeAffiliation): string {
    switch (affiliation) {
      case CommitteeAffiliation.SCHOOL:
        return this.plan.name;
      case CommitteeAffiliation.ENTERPRISE:
        return this.random.pick(this.enterprises).name;
      case CommitteeAffiliation.INDUSTRY:
        return '示例市机械行业协会（示例）';
      case CommitteeAffiliation.GOVERNMENT:
        return '示例市人力资源和社会保障局（示例）';
    }
  }
}
