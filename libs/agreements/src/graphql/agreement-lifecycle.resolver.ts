import { Args, Int, Mutation, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdArg } from '@sxbq/platform/graphql';
import { AgreementDraftingService } from '../agreement-drafting.service';
import { AgreementFilingService } from '../agreement-filing.service';
import { AgreementView } from '../agreements.service';
import { PlansService } from '../plans.service';
import {
  ChangeAgreementPartyInput,
  DraftAgreementInput,
  EditAgreementInput,
  FileAgreementInput,
  RenewAgreementInput,
  TerminateAgreementInput,
} from './agreement.inputs';
import { AgreementType } from './agreement.types';

@Resolver(() => AgreementType)
export class AgreementLifecycleResolver {
  constructor(
    private readonly drafting: AgreementDraftingService,
    private readonly filing: AgreementFilingService,
    private readonly plans: PlansService,
  ) {}

  @Mutation(() => AgreementType, { description: '起草协议' })
  @RequirePermission('agreements.draft')
  draftAgreement(@Args('input') input: DraftAgreementInput): Promise<AgreementView> {
    return this.drafting.draft(currentPrincipal(), input);
  }

  @Mutation(() => AgreementType, { description: '修改尚未备案的协议；已有的签字失效' })
  @RequirePermission('agreements.edit')
  editAgreement(@Args('input') input: EditAgreementInput): Promise<AgreementView> {
    return this.drafting.edit(currentPrincipal(), input);
  }

  @Mutation(() => AgreementType, { description: '以所属一方的名义在这一版上签字；双方都签即为签订' })
  @RequirePermission('agreements.approve')
  approveAgreement(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<AgreementView> {
    return this.drafting.approve(currentPrincipal(), id, revision);
  }

  @Mutation(() => AgreementType, { description: '备案' })
  @RequirePermission('agreements.file')
  fileAgreement(@Args('input') input: FileAgreementInput): Promise<AgreementView> {
    return this.filing.file(currentPrincipal(), input);
  }

  @Mutation(() => AgreementType, { description: '解除' })
  @RequirePermission('agreements.terminate')
  terminateAgreement(@Args('input') input: TerminateAgreementInput): Promise<AgreementView> {
    return this.filing.terminate(currentPrincipal(), input);
  }

  @Mutation(() => AgreementType, { description: '起草续签的协议，返回新协议；备案后原协议转为已续签' })
  @RequirePermission('agreements.renew')
  renewAgreement(@Args('input') input: RenewAgreementInput): Promise<AgreementView> {
    return this.drafting.renew(currentPrincipal(), input);
  }

  @Mutation(() => AgreementType, { description: '起草变更合作方的协议，返回新协议' })
  @RequirePermission('agreements.changeParty')
  changeAgreementParty(@Args('input') input: ChangeAgreementPartyInput): Promise<AgreementView> {
    return this.drafting.changeParty(currentPrincipal(), input);
  }

  @Mutation(() => AgreementType, { description: '记录暂停' })
  @RequirePermission('agreements.pause')
  pauseAgreement(@EntityIdArg('id') id: EntityId, @Args('reason') reason: string): Promise<AgreementView> {
    return this.filing.pause(currentPrincipal(), id, reason);
  }

  @Mutation(() => AgreementType, { description: '记录恢复' })
  @RequirePermission('agreements.pause')
  resumeAgreement(@EntityIdArg('id') id: EntityId, @Args('reason') reason: string): Promise<AgreementView> {
    return this.filing.resume(currentPrincipal(), id, reason);
  }

  @Mutation(() => AgreementType, { description: '制定或修改合作方案' })
  @RequirePermission('agreements.setPlan')
  setCooperationPlan(@EntityIdArg('agreementId') id: EntityId, @Args('name') name: string): Promise<AgreementView> {
    return this.plans.set(currentPrincipal(), id, name);
  }

  @Mutation(() => AgreementType, { description: '批准合作方案' })
  @RequirePermission('agreements.approvePlan')
  approveCooperationPlan(
    @EntityIdArg('agreementId') id: EntityId,
    @Args('approvedOn', { type: () => CalendarDateScalar }) approvedOn: CalendarDate,
  ): Promise<AgreementView> {
    return this.plans.approve(currentPrincipal(), id, approvedOn);
  }
}
