import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { CalendarDate, Clock, entityId, optionalEntityId, Page } from '@sxbq/kernel';
import { CalendarDateScalar } from '@sxbq/platform/graphql';
import { EnrolmentService } from '../enrolment.service';
import type { EnrolmentRow } from '../persistence/enrolment.repository';
import type { SchoolClassRow } from '../persistence/school-classes.repository';
import type { SchoolMajorRow } from '../persistence/school-majors.repository';
import type { SchoolRow } from '../persistence/schools.repository';
import { SchoolClassesService } from '../school-classes.service';
import { SchoolMajorsService } from '../school-majors.service';
import { SchoolsService } from '../schools.service';
import { CreateSchoolClassInput, SchoolClassListArgs, UpdateSchoolClassInput } from './school-class.inputs';
import { latestEnrolmentLoader, schoolLoader, schoolMajorLoader } from './school.loaders';
import { EnrolmentSnapshotType, SchoolClassPage, SchoolClassType, SchoolMajorType, SchoolType } from './school.types';

@Resolver(() => SchoolClassType)
export class SchoolClassesResolver {
  constructor(
    private readonly service: SchoolClassesService,
    private readonly majors: SchoolMajorsService,
    private readonly schools: SchoolsService,
    private readonly enrolment: EnrolmentService,
    private readonly clock: Clock,
  ) {}

  @Query(() => SchoolClassPage, { description: '班级列表' })
  @RequirePermission('schools.readClasses')
  schoolClasses(@Args() { filter, ...rest }: SchoolClassListArgs): Promise<Page<SchoolClassRow>> {
    return this.service.list(currentPrincipal(), {
      ...rest,
      filter: filter && {
        ...filter,
        schoolId: optionalEntityId(filter.schoolId),
        schoolMajorId: optionalEntityId(filter.schoolMajorId),
      },
    });
  }

  @Query(() => SchoolClassType)
  @RequirePermission('schools.readClasses')
  schoolClass(@Args('id', { type: () => ID }) id: string): Promise<SchoolClassRow> {
    return this.service.get(currentPrincipal(), entityId(id));
  }

  @Mutation(() => SchoolClassType, { description: '登记班级' })
  @RequirePermission('schools.editClasses')
  createSchoolClass(@Args('input') input: CreateSchoolClassInput): Promise<SchoolClassRow> {
    return this.service.create(currentPrincipal(), {
      ...input,
      schoolId: entityId(input.schoolId),
      schoolMajorId: entityId(input.schoolMajorId),
    });
  }

  @Mutation(() => SchoolClassType, { description: '修改班级' })
  @RequirePermission('schools.editClasses')
  updateSchoolClass(@Args('input') input: UpdateSchoolClassInput): Promise<SchoolClassRow> {
    return this.service.update(currentPrincipal(), {
      ...input,
      id: entityId(input.id),
      schoolMajorId: optionalEntityId(input.schoolMajorId),
    });
  }

  @ResolveField(() => SchoolType, { nullable: true })
  school(@Parent() schoolClass: SchoolClassRow): Promise<SchoolRow | null> {
    return schoolLoader(this.schools).load(schoolClass.schoolId);
  }

  @ResolveField(() => SchoolMajorType, { nullable: true })
  major(@Parent() schoolClass: SchoolClassRow): Promise<SchoolMajorRow | null> {
    return schoolMajorLoader(this.majors).load(schoolClass.schoolMajorId);
  }

  @ResolveField(() => EnrolmentSnapshotType, {
    nullable: true,
    description: '某日或之前最近一次人数统计；不给日期为今天，没有则为空',
  })
  latestEnrolment(
    @Parent() schoolClass: SchoolClassRow,
    @Args('on', { type: () => CalendarDateScalar, nullable: true }) on?: CalendarDate | null,
  ): Promise<EnrolmentRow | null> {
    return latestEnrolmentLoader(this.enrolment)(schoolClass.id, on ?? this.clock.today());
  }
}
