import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { CohortsService } from '../cohorts.service';
import { GraduatesService, GraduateView } from '../graduates.service';
import { CohortRow } from '../persistence/cohorts.repository';
import {
  CohortListArgs,
  EditGraduateInput,
  GraduateInput,
  GraduateListArgs,
  PublishCohortInput,
} from './graduate.inputs';
import { CohortPage, CohortType, GraduatePage, GraduateType } from './graduate.types';

const COHORTS = Symbol('graduate cohorts');

@Resolver(() => GraduateType)
export class GraduatesResolver {
  constructor(
    private readonly graduates: GraduatesService,
    private readonly cohorts: CohortsService,
  ) {}

  @Query(() => GraduatePage, { name: 'graduates', description: '毕业生列表；毕业生只看到本人' })
  @RequirePermission('graduates.read')
  list(@Args() args: GraduateListArgs): Promise<Page<GraduateView>> {
    return this.graduates.list(currentPrincipal(), args);
  }

  @Query(() => GraduateType, { name: 'graduate', description: '一名毕业生' })
  @RequirePermission('graduates.read')
  one(@EntityIdArg('id') id: EntityId): Promise<GraduateView> {
    return this.graduates.get(currentPrincipal(), id);
  }

  @Query(() => CohortPage, { description: '毕业生供给列表' })
  @RequirePermission('graduates.readCohorts')
  graduateCohorts(@Args() args: CohortListArgs): Promise<Page<CohortRow>> {
    return this.cohorts.list(currentPrincipal(), args);
  }

  @Mutation(() => CohortType, { description: '发布或更正一个班级的毕业生供给' })
  @RequirePermission('graduates.publishCohorts')
  publishGraduateCohort(@Args('input') input: PublishCohortInput): Promise<CohortRow> {
    return this.cohorts.publish(currentPrincipal(), input);
  }

  @Mutation(() => [ID], { description: '登记毕业生，全部成功或全部不成功，一次最多 500 人' })
  @RequirePermission('graduates.register')
  registerGraduates(
    @EntityIdArg('cohortId') cohortId: EntityId,
    @Args('graduates', { type: () => [GraduateInput] }) graduates: GraduateInput[],
  ): Promise<EntityId[]> {
    return this.graduates.register(currentPrincipal(), cohortId, graduates);
  }

  @Mutation(() => GraduateType, { description: '修改证书、求职意向、是否参加对接和推荐' })
  @RequirePermission('graduates.edit')
  editGraduate(@Args('input') input: EditGraduateInput): Promise<GraduateView> {
    return this.graduates.edit(currentPrincipal(), input);
  }

  @Mutation(() => String, { description: '发放认领码：只显示一次，七天内一次有效' })
  @RequirePermission('graduates.invite')
  inviteGraduate(@EntityIdArg('id') id: EntityId): Promise<string> {
    return this.graduates.invite(currentPrincipal(), id);
  }

  @Mutation(() => GraduateType, { description: '凭认领码接管本人的毕业生档案' })
  @RequirePermission('graduates.claim')
  claimGraduate(@Args('code') code: string): Promise<GraduateView> {
    return this.graduates.claim(currentPrincipal(), code);
  }

  @ResolveField(() => CohortType, { nullable: true, description: '所在届；毕业生本人看不到' })
  async cohort(@Parent() graduate: GraduateView): Promise<CohortRow | null> {
    const principal = currentPrincipal();
    const loader = requestLoader(COHORTS, (ids: readonly number[]) => this.cohorts.visible(principal, ids));
    return loader.load(graduate.cohortId);
  }
}
