import { Args, Int, Mutation, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { enterpriseOf, schoolOf } from '@sxbq/agreements/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { SecondmentRow } from '../persistence/secondment.repository';
import { SecondmentsService } from '../secondments.service';
import { CreateSecondmentInput, EditSecondmentInput, SecondmentListArgs } from './secondment.inputs';
import { SecondmentPage, SecondmentType } from './secondment.types';

@Resolver(() => SecondmentType)
export class SecondmentsResolver {
  constructor(
    private readonly secondments: SecondmentsService,
    private readonly parties: PartiesService,
  ) {}

  @Query(() => SecondmentPage, { name: 'secondments', description: '教师挂职列表' })
  @RequirePermission('talent.read')
  list(@Args() args: SecondmentListArgs): Promise<Page<SecondmentRow>> {
    return this.secondments.list(currentPrincipal(), args);
  }

  @Query(() => SecondmentType, { name: 'secondment', description: '一条教师挂职' })
  @RequirePermission('talent.read')
  one(@EntityIdArg('id') id: EntityId): Promise<SecondmentRow> {
    return this.secondments.get(currentPrincipal(), id);
  }

  @Mutation(() => SecondmentType, { description: '登记教师挂职，待企业或主管部门核验' })
  @RequirePermission('talent.edit')
  createSecondment(@Args('input') input: CreateSecondmentInput): Promise<SecondmentRow> {
    return this.secondments.create(currentPrincipal(), input);
  }

  @Mutation(() => SecondmentType, { description: '修改尚未核验的教师挂职' })
  @RequirePermission('talent.edit')
  editSecondment(@Args('input') input: EditSecondmentInput): Promise<SecondmentRow> {
    return this.secondments.edit(currentPrincipal(), input);
  }

  @Mutation(() => SecondmentType, { description: '核验教师挂职' })
  @RequirePermission('talent.verify')
  verifySecondment(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<SecondmentRow> {
    return this.secondments.verify(currentPrincipal(), id, revision);
  }

  @Mutation(() => SecondmentType, { description: '冲销教师挂职，说明理由；不可撤回' })
  @RequirePermission('talent.reverse')
  reverseSecondment(@EntityIdArg('id') id: EntityId, @Args('reason') reason: string): Promise<SecondmentRow> {
    return this.secondments.reverse(currentPrincipal(), id, reason);
  }

  @ResolveField(() => SchoolType, { description: '学校' })
  school(secondment: SecondmentRow): Promise<PartyName | null> {
    return schoolOf(this.parties, secondment.schoolId);
  }

  @ResolveField(() => EnterpriseType, { description: '接收企业' })
  enterprise(secondment: SecondmentRow): Promise<PartyName | null> {
    return enterpriseOf(this.parties, secondment.enterpriseId);
  }
}
