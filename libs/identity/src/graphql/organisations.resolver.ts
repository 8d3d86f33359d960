import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { OrganisationsService } from '../accounts/organisations.service';
import type { OrganisationRow } from '../persistence/organisation.repository';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import {
  CreateOrganisationInput,
  OrganisationListArgs,
  OrganisationPage,
  OrganisationRevisionInput,
  OrganisationType,
  RenameOrganisationInput,
} from './organisations.types';

@Resolver(() => OrganisationType)
export class OrganisationsResolver {
  constructor(private readonly service: OrganisationsService) {}

  @Query(() => OrganisationPage, { description: '机构列表' })
  @RequirePermission('identity.readOrganisations')
  organisations(@Args() args: OrganisationListArgs): Promise<Page<OrganisationRow>> {
    return this.service.list(currentPrincipal(), args);
  }

  @Query(() => OrganisationType)
  @RequirePermission('identity.readOrganisations')
  organisation(@EntityIdArg('id') id: number): Promise<OrganisationRow> {
    return this.service.get(currentPrincipal(), id);
  }

  @Mutation(() => OrganisationType, { description: '建立机构' })
  @RequirePermission('identity.manageOrganisations')
  @RequireStepUp()
  createOrganisation(@Args('input') input: CreateOrganisationInput): Promise<OrganisationRow> {
    return this.service.create(currentPrincipal(), input);
  }

  @Mutation(() => OrganisationType, { description: '机构更名' })
  @RequirePermission('identity.manageOrganisations')
  @RequireStepUp()
  renameOrganisation(@Args('input') input: RenameOrganisationInput): Promise<OrganisationRow> {
    return this.service.rename(currentPrincipal(), input);
  }

  @Mutation(() => OrganisationType, { description: '停用机构：其用户和系统接入立即失效，直到重新启用' })
  @RequirePermission('identity.manageOrganisations')
  @RequireStepUp()
  disableOrganisation(@Args('input') input: OrganisationRevisionInput): Promise<OrganisationRow> {
    return this.service.disable(currentPrincipal(), input);
  }

  @Mutation(() => OrganisationType, { description: '重新启用机构' })
  @RequirePermission('identity.manageOrganisations')
  @RequireStepUp()
  enableOrganisation(@Args('input') input: OrganisationRevisionInput): Promise<OrganisationRow> {
    return this.service.enable(currentPrincipal(), input);
  }
}
