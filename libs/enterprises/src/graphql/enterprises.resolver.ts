import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, Page } from '@sxbq/kernel';
import { PersonalField } from '@sxbq/platform/graphql';
import { EnterprisesService } from '../enterprises.service';
import type { EnterpriseRow } from '../persistence/enterprises.repository';
import {
  CreateEnterpriseInput,
  EnterpriseListArgs,
  UpdateEnterpriseContactInput,
  UpdateEnterpriseInput,
} from './enterprise.inputs';
import { EnterprisePage, EnterpriseType } from './enterprise.types';

@Resolver(() => EnterpriseType)
export class EnterprisesResolver {
  constructor(private readonly service: EnterprisesService) {}

  @Query(() => EnterprisePage, { description: '企业列表' })
  @RequirePermission('enterprises.read')
  enterprises(@Args() args: EnterpriseListArgs): Promise<Page<EnterpriseRow>> {
    return this.service.list(currentPrincipal(), args);
  }

  @Query(() => EnterpriseType)
  @RequirePermission('enterprises.read')
  enterprise(@Args('id', { type: () => ID }) id: string): Promise<EnterpriseRow> {
    return this.service.get(currentPrincipal(), entityId(id));
  }

  @Query(() => EnterpriseType)
  @RequirePermission('enterprises.read')
  enterpriseByUscc(@Args('uscc', { description: '统一社会信用代码' }) uscc: string): Promise<EnterpriseRow> {
    return this.service.getByUscc(currentPrincipal(), uscc);
  }

  @Mutation(() => EnterpriseType, { description: '登记企业' })
  @RequirePermission('enterprises.create')
  createEnterprise(@Args('input') input: CreateEnterpriseInput): Promise<EnterpriseRow> {
    return this.service.create(currentPrincipal(), input);
  }

  @Mutation(() => EnterpriseType, { description: '修改企业信息' })
  @RequirePermission('enterprises.update')
  updateEnterprise(@Args('input') input: UpdateEnterpriseInput): Promise<EnterpriseRow> {
    return this.service.update(currentPrincipal(), { ...input, id: entityId(input.id) });
  }

  @Mutation(() => EnterpriseType, { description: '修改企业联系人' })
  @RequirePermission('enterprises.updateContact')
  updateEnterpriseContact(@Args('input') input: UpdateEnterpriseContactInput): Promise<EnterpriseRow> {
    return this.service.updateContact(currentPrincipal(), { ...input, id: entityId(input.id) });
  }

  @PersonalField({ class: 'PERSONAL', mask: 'PHONE' })
  @ResolveField(() => String, { nullable: true, description: '联系电话，只显示前三位和后四位' })
  contactPhone(@Parent() enterprise: EnterpriseRow): string | null {
    return this.service.maskedPhone(enterprise);
  }
}
