import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { CalendarDate, checkedDate, checkedText, Clock, EntityId, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { AgreementSteps } from './agreement-steps';
import { dateRefused, planApproved, planMissing } from './agreements.errors';
import { AgreementsService, AgreementView } from './agreements.service';
import { planApprovalRefusal } from './domain/agreement-dates';
import { AgreementEventKind } from './domain/agreement-event-kind';
import { AgreementStep } from './domain/agreement-lifecycle';
import { PlanRepository } from './persistence/plan.repository';

/** 校企合作方案: made by the sides, approved by a bureau, then fixed. */
@Injectable()
export class PlansService {
  constructor(
    private readonly plans: PlanRepository,
    private readonly reads: AgreementsService,
    private readonly steps: AgreementSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Makes the agreement's plan or renames it until it is approved. AGREEMENT_PLAN_APPROVED afterwards. */
  async set(principal: Principal, agreementId: EntityId, name: string): Promise<AgreementView> {
    assertPermission(principal, 'agreements.setPlan');
    const planName = checkedText('方案名称', name, 200);
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, agreementId, AgreementStep.SET_PLAN);
      const before = (await this.plans.plansOf([agreementId], tx)).get(agreementId);
      if (before?.approvedOn) throw planApproved();
      await (before ? this.plans.rename(tx, agreementId, planName) : this.plans.insert(tx, agreementId, planName));
      await this.steps.remember(tx, principal, read, {
        kind: AgreementEventKind.PLAN_SET,
        action: 'agreements.setPlan',
        ...(before ? { before: { planName: before.name } } : {}),
        after: { planName },
      });
    });
    return this.reads.get(principal, agreementId);
  }

  /** AGREEMENT_PLAN_MISSING; AGREEMENT_PLAN_APPROVED when it is approved already. */
  async approve(principal: Principal, agreementId: EntityId, on: CalendarDate): Promise<AgreementView> {
    assertPermission(principal, 'agreements.approvePlan');
    const approvedOn = checkedDate('方案批准日期', on);
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, agreementId, AgreementStep.APPROVE_PLAN);
      const plan = (await this.plans.plansOf([agreementId], tx)).get(agreementId);
      if (!plan) throw planMissing();
      if (plan.approvedOn) throw planApproved();
      const refusal = planApprovalRefusal(read, approvedOn, this.clock.today());
      if (refusal) throw dateRefused(refusal, { approvedOn, signedOn: read.signedOn });
      await this.plans.approve(tx, agreementId, approvedOn);
      await this.steps.remember(tx, principal, read, {
        kind: AgreementEventKind.PLAN_APPROVED,
        action: 'agreements.approvePlan',
        after: { planName: plan.name, approvedOn },
      });
    });
    return this.reads.get(principal, agreementId);
  }
}
