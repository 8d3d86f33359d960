import { Args, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { schoolOf } from '@sxbq/agreements/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { FitsService, FitSuggestion } from '../fits.service';
import { NeedsService } from '../needs.service';
import { OffersService } from '../offers.service';
import { NeedRow } from '../persistence/needs.repository';
import { OfferRow } from '../persistence/offers.repository';
import { FitSuggestionType, NeedType, OfferType } from './training-menu.types';

const NEEDS = Symbol('suggested needs');
const OFFERS = Symbol('suggested offers');
const LimitArg = (): ParameterDecorator => Args('limit', { type: () => Int, defaultValue: 20, description: '1–100' });

@Resolver(() => FitSuggestionType)
export class FitsResolver {
  constructor(
    private readonly fits: FitsService,
    private readonly needs: NeedsService,
    private readonly offers: OffersService,
    private readonly parties: PartiesService,
  ) {}

  @Query(() => [FitSuggestionType], { description: '学校可以承接的本市培训需求，最合适的在前' })
  @RequirePermission('menu.suggest')
  suggestedTrainingNeeds(
    @EntityIdArg('schoolId') schoolId: EntityId,
    @LimitArg() limit: number,
  ): Promise<FitSuggestion[]> {
    return this.fits.needsFor(currentPrincipal(), schoolId, limit);
  }

  @Query(() => [FitSuggestionType], { description: '能够承接一条培训需求的本市学校，最合适的在前' })
  @RequirePermission('menu.suggest')
  suggestedTrainingSchools(
    @EntityIdArg('trainingNeedId') needId: EntityId,
    @LimitArg() limit: number,
  ): Promise<FitSuggestion[]> {
    return this.fits.schoolsFor(currentPrincipal(), needId, limit);
  }

  @ResolveField(() => SchoolType, { description: '学校' })
  school(@Parent() { schoolId }: FitSuggestion): Promise<PartyName | null> {
    return schoolOf(this.parties, schoolId);
  }

  @ResolveField(() => NeedType, { nullable: true, description: '培训需求' })
  need(@Parent() { needId }: FitSuggestion): Promise<NeedRow | null> {
    const principal = currentPrincipal();
    return requestLoader(NEEDS, (ids: readonly number[]) => this.needs.byIds(principal, ids)).load(needId);
  }

  @ResolveField(() => OfferType, { nullable: true, description: '最合适的培训菜单' })
  async offer(@Parent() { offerId }: FitSuggestion): Promise<OfferRow | null> {
    if (offerId === null) return null;
    const principal = currentPrincipal();
    return requestLoader(OFFERS, (ids: readonly number[]) => this.offers.byIds(principal, ids)).load(offerId);
  }
}
