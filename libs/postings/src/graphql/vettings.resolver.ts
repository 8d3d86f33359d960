import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { requestLoader } from '@sxbq/platform/graphql';
import { VettingRow } from '../persistence/vettings.repository';
import { VettingsService } from '../vettings.service';
import { VetEnterpriseInput } from './posting.inputs';
import { VettingType } from './posting.types';

const VETTINGS = Symbol('enterprise vettings');

@Resolver(() => EnterpriseType)
export class VettingsResolver {
  constructor(private readonly vettings: VettingsService) {}

  @Mutation(() => VettingType, { description: '审核用人单位；全市学校共用结果' })
  @RequirePermission('postings.vet')
  vetEnterprise(@Args('input') input: VetEnterpriseInput): Promise<VettingRow> {
    return this.vettings.decide(currentPrincipal(), input);
  }

  @ResolveField(() => VettingType, { nullable: true, description: '用人单位审核结果；空为尚未审核' })
  async vetting(@Parent() enterprise: EnterpriseType): Promise<VettingRow | null> {
    const principal = currentPrincipal();
    const loader = requestLoader(VETTINGS, (ids: readonly number[]) => this.vettings.byEnterprises(principal, ids));
    return loader.load(enterprise.id);
  }
}
