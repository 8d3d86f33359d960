import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CalendarDate, Clock } from '@sxbq/kernel';
import { CalendarDateScalar, PersonalField } from '@sxbq/platform/graphql';
import { headsOfSchool, HeadsOfSchool } from '../domain/school-heads';
import { SchoolTier } from '../domain/school-tier';
import { tierOn } from '../domain/tier-on';
import { EnrolmentService } from '../enrolment.service';
import type { SchoolMajorRow } from '../persistence/school-majors.repository';
import type { SchoolRow, TierPeriodRow } from '../persistence/schools.repository';
import { SchoolMajorsService } from '../school-majors.service';
import { SchoolsService } from '../schools.service';
import { headsLoader, majorsOfSchoolLoader, tierPeriodsLoader } from './school.loaders';
import { SchoolHeadsType, SchoolMajorType, SchoolTierPeriodType, SchoolType } from './school.types';

/** Fields of a school that are read only when asked for, for all schools of an answer at once. */
@Resolver(() => SchoolType)
export class SchoolFieldsResolver {
  constructor(
    private readonly schools: SchoolsService,
    private readonly majorsService: SchoolMajorsService,
    private readonly enrolment: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  @PersonalField({ class: 'PERSONAL', mask: 'PHONE' })
  @ResolveField(() => String, { nullable: true, description: '联系电话，只显示前三位和后四位；企业看不到' })
  contactPhone(@Parent() school: SchoolRow): string | null {
    return this.schools.maskedPhone(school);
  }

  @ResolveField(() => SchoolTier, { nullable: true, description: '某日的层次；不给日期为今天，尚未认定为空' })
  async tier(
    @Parent() school: SchoolRow,
    @Args('on', { type: () => CalendarDateScalar, nullable: true }) on?: CalendarDate | null,
  ): Promise<SchoolTier | null> {
    const periods = await tierPeriodsLoader(this.schools).load(school.id);
    return tierOn(periods ?? [], on ?? this.clock.today());
  }

  @ResolveField(() => [SchoolTierPeriodType], { description: '历次层次，由早到晚' })
  async tierPeriods(@Parent() school: SchoolRow): Promise<TierPeriodRow[]> {
    return (await tierPeriodsLoader(this.schools).load(school.id)) ?? [];
  }

  @ResolveField(() => [SchoolMajorType], { description: '开设的专业' })
  async majors(@Parent() school: SchoolRow): Promise<SchoolMajorRow[]> {
    return (await majorsOfSchoolLoader(this.majorsService).load(school.id)) ?? [];
  }

  @ResolveField(() => SchoolHeadsType, { description: '某日在读班级的人数；不给日期为今天' })
  async heads(
    @Parent() school: SchoolRow,
    @Args('on', { type: () => CalendarDateScalar, nullable: true }) on?: CalendarDate | null,
  ): Promise<HeadsOfSchool> {
    const date = on ?? this.clock.today();
    return headsOfSchool(date, (await headsLoader(this.enrolment)(school.id, date)) ?? []);
  }
}
