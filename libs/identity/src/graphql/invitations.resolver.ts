import { Args, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Page } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { currentPrincipal } from '../access/current-principal';
import { Public, RequirePermission } from '../access/require-permission.decorator';
import { InvitationAcceptanceService } from '../invitations/invitation-acceptance.service';
import { InvitationsService, IssuedInvitation } from '../invitations/invitations.service';
import type { InvitationRow } from '../persistence/invitation.repository';
import { RequireStepUp } from '../step-up/require-step-up.decorator';
import { MadeProposal } from '../two-people/access-proposals.service';
import { MadeProposalPayload } from './access-proposals.types';
import {
  AcceptInvitationInput,
  ChoosePasswordInput,
  InvitationListArgs,
  InvitationPage,
  InvitationType,
  InviteColleagueInput,
  InviteOfficerInput,
  IssuedInvitationPayload,
  OpenInvitation,
  ResetPasswordInput,
} from './invitations.types';

@Resolver(() => InvitationType)
export class InvitationsResolver {
  constructor(
    private readonly service: InvitationsService,
    private readonly acceptance: InvitationAcceptanceService,
  ) {}

  @Query(() => InvitationPage, { description: '本人可处理的邀请，新的在前' })
  @RequirePermission('identity.invitations')
  invitations(@Args() args: InvitationListArgs): Promise<Page<InvitationRow>> {
    return this.service.list(currentPrincipal(), args);
  }

  @Mutation(() => IssuedInvitationPayload, { description: '邀请同事以同样的角色加入本单位' })
  @RequirePermission('identity.inviteColleague')
  @RequireStepUp()
  inviteColleague(@Args('input') input: InviteColleagueInput): Promise<IssuedInvitation> {
    return this.service.inviteColleague(currentPrincipal(), input);
  }

  @Mutation(() => MadeProposalPayload, {
    description: '提请邀请机构的经办人，或任命管理员；另一类管理员确认后才有链接',
  })
  @RequirePermission('identity.inviteOfficer')
  @RequireStepUp()
  inviteOfficer(@Args('input') input: InviteOfficerInput): Promise<MadeProposal> {
    return this.service.inviteOfficer(currentPrincipal(), input);
  }

  @Mutation(() => MadeProposalPayload, { description: '提请重设密码；另一类管理员确认后才有链接，先前的随即失效' })
  @RequirePermission('identity.resetPassword')
  @RequireStepUp()
  sendPasswordReset(@Args('input') input: ResetPasswordInput): Promise<MadeProposal> {
    return this.service.resetPassword(currentPrincipal(), input);
  }

  @Mutation(() => InvitationType, { description: '撤销邀请，链接随即失效' })
  @RequirePermission('identity.invitations')
  revokeInvitation(@EntityIdArg('id') id: number): Promise<InvitationRow> {
    return this.service.revoke(currentPrincipal(), id);
  }

  @Mutation(() => IssuedInvitationPayload, { description: '同事的邀请换一个新的链接，有效期重新算起；原链接随即失效' })
  @RequirePermission('identity.invitations')
  @RequireStepUp()
  resendInvitation(
    @EntityIdArg('id') id: number,
    @Args('lifeMinutes', { type: () => Int, nullable: true }) lifeMinutes?: number,
  ): Promise<IssuedInvitation> {
    return this.service.resend(currentPrincipal(), id, lifeMinutes ?? null);
  }

  @Query(() => OpenInvitation, { description: '持有链接的人查看它的用途' })
  @Public()
  @CountedAs(CallKind.SIGN_IN)
  openInvitation(@Args('token') token: string): Promise<OpenInvitation> {
    return this.acceptance.look(token);
  }

  @Mutation(() => String, { description: '接受邀请，建立账号；答复用户名，随后登录' })
  @Public()
  @CountedAs(CallKind.SIGN_IN)
  acceptInvitation(@Args('input') { token, code, ...chosen }: AcceptInvitationInput): Promise<string> {
    return this.acceptance.accept({ token, code }, chosen);
  }

  @Mutation(() => String, { description: '凭链接重设密码，并结束全部登录；答复用户名' })
  @Public()
  @CountedAs(CallKind.SIGN_IN)
  choosePassword(@Args('input') { token, code, password }: ChoosePasswordInput): Promise<string> {
    return this.acceptance.choosePassword({ token, code }, password);
  }
}
