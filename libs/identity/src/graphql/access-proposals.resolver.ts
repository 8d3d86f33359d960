import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Clock, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { RequirePermission } from '../access/require-permission.decorator';
import { AccessProposalState, accessProposalStateOf } from '../domain/access-proposal';
import { AccessProposal } from '../persistence/access-proposal.entity';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { AccessConfirmationService, ConfirmedAccess } from '../two-people/access-confirmation.service';
import { AccessProposalsService } from '../two-people/access-proposals.service';
import {
  AccessProposalListArgs,
  AccessProposalPage,
  AccessProposalType,
  ConfirmedAccessPayload,
} from './access-proposals.types';

@Resolver(() => AccessProposalType)
export class AccessProposalsResolver {
  constructor(
    private readonly proposals: AccessProposalsService,
    private readonly confirmation: AccessConfirmationService,
    private readonly clock: Clock,
  ) {}

  @Query(() => AccessProposalPage, { description: '提请的授权，新的在前' })
  @RequirePermission('identity.readProposals')
  accessProposals(@Args() args: AccessProposalListArgs): Promise<Page<AccessProposal>> {
    return this.proposals.list(currentPrincipal(), args);
  }

  @ResolveField(() => AccessProposalState)
  state(@Parent() proposal: AccessProposal): AccessProposalState {
    return accessProposalStateOf(proposal, this.clock.now());
  }

  @ResolveField()
  membershipId(@Parent() { wish }: AccessProposal): number | null {
    return wish.membershipId ?? null;
  }

  @ResolveField()
  regionPrefix(@Parent() { wish }: AccessProposal): string | null {
    return wish.regionPrefix ?? null;
  }

  @ResolveField()
  clientName(@Parent() { wish }: AccessProposal): string | null {
    return wish.clientName ?? null;
  }

  @ResolveField()
  permissions(@Parent() { wish }: AccessProposal): readonly string[] | null {
    return wish.permissions ?? null;
  }

  @ResolveField()
  networks(@Parent() { wish }: AccessProposal): readonly string[] | null {
    return wish.networks ?? null;
  }

  @ResolveField()
  lifeDays(@Parent() { wish }: AccessProposal): number | null {
    return wish.lifeDays ?? null;
  }

  @Mutation(() => ConfirmedAccessPayload, { description: '由另一类管理员确认后办理；链接只显示给确认人' })
  @RequirePermission('identity.confirmAccess')
  @RequireStepUp()
  confirmAccess(@EntityIdArg('id') id: number): Promise<ConfirmedAccess> {
    return this.confirmation.confirm(currentPrincipal(), id);
  }

  @Mutation(() => AccessProposalType, { description: '撤回提请，不再办理' })
  @RequirePermission('identity.confirmAccess')
  withdrawAccess(@EntityIdArg('id') id: number): Promise<AccessProposal> {
    return this.proposals.withdraw(currentPrincipal(), id);
  }
}
