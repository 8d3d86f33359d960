import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, optionalEntityId, Page } from '@sxbq/kernel';
import type { SchoolMajorRow } from '../persistence/school-majors.repository';
import type { SchoolRow } from '../persistence/schools.repository';
import { SchoolMajorsService } from '../school-majors.service';
import { SchoolsService } from '../schools.service';
import { AddSchoolMajorInput, SchoolMajorListArgs } from './school-class.inputs';
import { schoolLoader } from './school.loaders';
import { SchoolMajorPage, SchoolMajorType, SchoolType } from './school.types';

@Resolver(() => SchoolMajorType)
export class SchoolMajorsResolver {
  constructor(
    private readonly service: SchoolMajorsService,
    private readonly schools: SchoolsService,
  ) {}

  @Query(() => SchoolMajorPage, { description: '专业列表，按学校和专业代码排列' })
  @RequirePermission('schools.read')
  schoolMajors(@Args() { filter, ...page }: SchoolMajorListArgs): Promise<Page<SchoolMajorRow>> {
    return this.service.list(currentPrincipal(), {
      ...page,
      filter: filter && { ...filter, schoolId: optionalEntityId(filter.schoolId) },
    });
  }

  @Mutation(() => SchoolMajorType, { description: '增加学校专业' })
  @RequirePermission('schools.editMajors')
  addSchoolMajor(@Args('input') input: AddSchoolMajorInput): Promise<SchoolMajorRow> {
    return this.service.add(currentPrincipal(), { ...input, schoolId: entityId(input.schoolId) });
  }

  @Mutation(() => SchoolMajorType, { description: '更正学校专业的名称' })
  @RequirePermission('schools.editMajors')
  renameSchoolMajor(@Args('id', { type: () => ID }) id: string, @Args('name') name: string): Promise<SchoolMajorRow> {
    return this.service.rename(currentPrincipal(), entityId(id), name);
  }

  @ResolveField(() => SchoolType, { nullable: true })
  school(@Parent() major: SchoolMajorRow): Promise<SchoolRow | null> {
    return schoolLoader(this.schools).load(major.schoolId);
  }
}
