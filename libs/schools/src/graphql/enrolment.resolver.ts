import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, optionalEntityId, Page } from '@sxbq/kernel';
import { EnrolmentService } from '../enrolment.service';
import type { EnrolmentRow } from '../persistence/enrolment.repository';
import type { SchoolClassRow } from '../persistence/school-classes.repository';
import { SchoolClassesService } from '../school-classes.service';
import { EnrolmentListArgs, RecordEnrolmentInput } from './school-class.inputs';
import { schoolClassLoader } from './school.loaders';
import { EnrolmentSnapshotPage, EnrolmentSnapshotType, SchoolClassType } from './school.types';

@Resolver(() => EnrolmentSnapshotType)
export class EnrolmentResolver {
  constructor(
    private readonly service: EnrolmentService,
    private readonly classes: SchoolClassesService,
  ) {}

  @Query(() => EnrolmentSnapshotPage, { description: '人数统计列表，由近到远' })
  @RequirePermission('schools.readClasses')
  enrolmentSnapshots(@Args() { filter, ...page }: EnrolmentListArgs): Promise<Page<EnrolmentRow>> {
    return this.service.list(currentPrincipal(), {
      ...page,
      filter: filter && {
        ...filter,
        schoolId: optionalEntityId(filter.schoolId),
        schoolClassId: optionalEntityId(filter.schoolClassId),
      },
    });
  }

  @Mutation(() => EnrolmentSnapshotType, { description: '登记班级某日的在校人数；同一日期再次登记视为更正' })
  @RequirePermission('schools.recordEnrolment')
  recordEnrolment(@Args('input') input: RecordEnrolmentInput): Promise<EnrolmentRow> {
    return this.service.record(currentPrincipal(), { ...input, schoolClassId: entityId(input.schoolClassId) });
  }

  @ResolveField(() => SchoolClassType, { nullable: true })
  schoolClass(@Parent() snapshot: EnrolmentRow): Promise<SchoolClassRow | null> {
    return schoolClassLoader(this.classes).load(snapshot.schoolClassId);
  }
}
