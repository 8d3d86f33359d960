import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { enterpriseOf } from '@sxbq/agreements/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { NeedsService } from '../needs.service';
import { NeedRow } from '../persistence/needs.repository';
import { EditTrainingNeedInput, NeedListArgs, TrainingNeedInput } from './training-menu.inputs';
import { NeedType, TrainingNeedPage } from './training-menu.types';

const RevisionArg = (): ParameterDecorator => Args('revision', { type: () => Int });

@Resolver(() => NeedType)
export class NeedsResolver {
  constructor(
    private readonly needs: NeedsService,
    private readonly parties: PartiesService,
  ) {}

  @Query(() => TrainingNeedPage, { name: 'trainingNeeds', description: '培训需求；学校看到本市已发布的' })
  @RequirePermission('menu.readNeeds')
  list(@Args() args: NeedListArgs): Promise<Page<NeedRow>> {
    return this.needs.list(currentPrincipal(), args);
  }

  @Query(() => NeedType, { name: 'trainingNeed', description: '一条培训需求' })
  @RequirePermission('menu.readNeeds')
  one(@EntityIdArg('id') id: EntityId): Promise<NeedRow> {
    return this.needs.get(currentPrincipal(), id);
  }

  @Mutation(() => NeedType, { description: '起草培训需求' })
  @RequirePermission('menu.editNeeds')
  draftTrainingNeed(@Args('input') input: TrainingNeedInput): Promise<NeedRow> {
    return this.needs.draft(currentPrincipal(), input);
  }

  @Mutation(() => NeedType, { description: '修改培训需求；已提出的意向仍按原来的条件' })
  @RequirePermission('menu.editNeeds')
  editTrainingNeed(@Args('input') input: EditTrainingNeedInput): Promise<NeedRow> {
    return this.needs.edit(currentPrincipal(), input);
  }

  @Mutation(() => NeedType, { description: '发布培训需求' })
  @RequirePermission('menu.editNeeds')
  publishTrainingNeed(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<NeedRow> {
    return this.needs.publish(currentPrincipal(), id, revision);
  }

  @Mutation(() => NeedType, { description: '关闭培训需求' })
  @RequirePermission('menu.closeNeeds')
  closeTrainingNeed(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<NeedRow> {
    return this.needs.close(currentPrincipal(), id, revision);
  }

  @Mutation(() => NeedType, { description: '重新打开已关闭或过期的培训需求，回到草稿' })
  @RequirePermission('menu.editNeeds')
  reopenTrainingNeed(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<NeedRow> {
    return this.needs.reopen(currentPrincipal(), id, revision);
  }

  @ResolveField(() => EnterpriseType, { description: '企业' })
  enterprise(@Parent() need: NeedRow): Promise<PartyName | null> {
    return enterpriseOf(this.parties, need.enterpriseId);
  }
}
