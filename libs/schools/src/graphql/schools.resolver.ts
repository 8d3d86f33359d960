import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, Page } from '@sxbq/kernel';
import type { SchoolRow, TierPeriodRow } from '../persistence/schools.repository';
import { SchoolsService } from '../schools.service';
import {
  CreateSchoolInput,
  SchoolListArgs,
  SetSchoolTierInput,
  UpdateSchoolContactInput,
  UpdateSchoolInput,
} from './school.inputs';
import { SchoolPage, SchoolTierPeriodType, SchoolType } from './school.types';

@Resolver(() => SchoolType)
export class SchoolsResolver {
  constructor(private readonly service: SchoolsService) {}

  @Query(() => SchoolPage, { description: '学校列表' })
  @RequirePermission('schools.read')
  schools(@Args() args: SchoolListArgs): Promise<Page<SchoolRow>> {
    return this.service.list(currentPrincipal(), args);
  }

  @Query(() => SchoolType)
  @RequirePermission('schools.read')
  school(@Args('id', { type: () => ID }) id: string): Promise<SchoolRow> {
    return this.service.get(currentPrincipal(), entityId(id));
  }

  @Query(() => SchoolType)
  @RequirePermission('schools.read')
  schoolByCode(@Args('code', { description: '学校代码' }) code: string): Promise<SchoolRow> {
    return this.service.getByCode(currentPrincipal(), code);
  }

  @Mutation(() => SchoolType, { description: '登记学校' })
  @RequirePermission('schools.create')
  createSchool(@Args('input') input: CreateSchoolInput): Promise<SchoolRow> {
    return this.service.create(currentPrincipal(), input);
  }

  @Mutation(() => SchoolType, { description: '修改学校信息' })
  @RequirePermission('schools.update')
  updateSchool(@Args('input') input: UpdateSchoolInput): Promise<SchoolRow> {
    return this.service.update(currentPrincipal(), { ...input, id: entityId(input.id) });
  }

  @Mutation(() => SchoolType, { description: '修改学校联系人' })
  @RequirePermission('schools.updateContact')
  updateSchoolContact(@Args('input') input: UpdateSchoolContactInput): Promise<SchoolRow> {
    return this.service.updateContact(currentPrincipal(), { ...input, id: entityId(input.id) });
  }

  @Mutation(() => SchoolTierPeriodType, { description: '认定学校自某日起的层次' })
  @RequirePermission('schools.setTier')
  setSchoolTier(@Args('input') input: SetSchoolTierInput): Promise<TierPeriodRow> {
    return this.service.setTier(currentPrincipal(), { ...input, schoolId: entityId(input.schoolId) });
  }
}
