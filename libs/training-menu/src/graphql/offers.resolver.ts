import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { schoolOf } from '@sxbq/agreements/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { OffersService } from '../offers.service';
import { OfferRow } from '../persistence/offers.repository';
import { EditTrainingOfferInput, OfferListArgs, TrainingOfferInput } from './training-menu.inputs';
import { OfferType, TrainingOfferPage } from './training-menu.types';

const RevisionArg = (): ParameterDecorator => Args('revision', { type: () => Int });

@Resolver(() => OfferType)
export class OffersResolver {
  constructor(
    private readonly offers: OffersService,
    private readonly parties: PartiesService,
  ) {}

  @Query(() => TrainingOfferPage, { name: 'trainingOffers', description: '培训菜单；企业看到本市已发布的' })
  @RequirePermission('menu.readOffers')
  list(@Args() args: OfferListArgs): Promise<Page<OfferRow>> {
    return this.offers.list(currentPrincipal(), args);
  }

  @Query(() => OfferType, { name: 'trainingOffer', description: '一条培训菜单' })
  @RequirePermission('menu.readOffers')
  one(@EntityIdArg('id') id: EntityId): Promise<OfferRow> {
    return this.offers.get(currentPrincipal(), id);
  }

  @Mutation(() => OfferType, { description: '起草培训菜单' })
  @RequirePermission('menu.editOffers')
  draftTrainingOffer(@Args('input') input: TrainingOfferInput): Promise<OfferRow> {
    return this.offers.draft(currentPrincipal(), input);
  }

  @Mutation(() => OfferType, { description: '修改培训菜单；已提出的意向仍按原来的条件' })
  @RequirePermission('menu.editOffers')
  editTrainingOffer(@Args('input') input: EditTrainingOfferInput): Promise<OfferRow> {
    return this.offers.edit(currentPrincipal(), input);
  }

  @Mutation(() => OfferType, { description: '发布培训菜单' })
  @RequirePermission('menu.editOffers')
  publishTrainingOffer(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<OfferRow> {
    return this.offers.publish(currentPrincipal(), id, revision);
  }

  @Mutation(() => OfferType, { description: '关闭培训菜单' })
  @RequirePermission('menu.closeOffers')
  closeTrainingOffer(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<OfferRow> {
    return this.offers.close(currentPrincipal(), id, revision);
  }

  @Mutation(() => OfferType, { description: '重新打开已关闭或过期的培训菜单，回到草稿' })
  @RequirePermission('menu.editOffers')
  reopenTrainingOffer(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<OfferRow> {
    return this.offers.reopen(currentPrincipal(), id, revision);
  }

  @ResolveField(() => SchoolType, { description: '学校' })
  school(@Parent() offer: OfferRow): Promise<PartyName | null> {
    return schoolOf(this.parties, offer.schoolId);
  }
}
