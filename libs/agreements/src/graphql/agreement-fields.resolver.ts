import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal } from '@sxbq/identity';
import { Page } from '@sxbq/kernel';
import { nestedPage, PageArgs, requestLoader } from '@sxbq/platform/graphql';
import { SchoolMajorType, SchoolType } from '@sxbq/schools/graphql';
import { AgreementsService, AgreementView } from '../agreements.service';
import { ExecutionsService } from '../executions.service';
import { PartiesService } from '../parties.service';
import { AgreementEventRow, ApprovalRow, CoveredMajorRow, PartyName, PlanRow } from '../persistence/agreement-rows';
import { ExecutionRow } from '../persistence/execution.repository';
import {
  AgreementApprovalType,
  AgreementEventPage,
  AgreementType,
  CooperationPlanType,
  ExecutionRecordPage,
} from './agreement.types';
import { enterpriseOf, schoolOf } from './party.loaders';

const MAJORS = Symbol('agreement.majors');
const APPROVALS = Symbol('agreement.approvals');
const PLAN = Symbol('agreement.plan');
const RELATED = Symbol('agreement.related');
const SUCCESSOR = Symbol('agreement.successor');
const EXECUTIONS = Symbol('agreement.executions');
const EVENTS = Symbol('agreement.events');

/**
 * Fields that need more than the agreement's row, each batched once per request. A parameter without a decorator is the
 * parent: Nest then calls the method directly, which a list of many rows feels.
 */
@Resolver(() => AgreementType)
export class AgreementFieldsResolver {
  constructor(
    private readonly agreements: AgreementsService,
    private readonly executionsService: ExecutionsService,
    private readonly parties: PartiesService,
  ) {}

  @ResolveField(() => SchoolType, { description: '学校' })
  school(agreement: AgreementView): PartyName | Promise<PartyName | null> {
    return agreement.school ?? schoolOf(this.parties, agreement.schoolId);
  }

  @ResolveField(() => EnterpriseType, { description: '企业、行业协会或产业集群' })
  enterprise(agreement: AgreementView): PartyName | Promise<PartyName | null> {
    return agreement.enterprise ?? enterpriseOf(this.parties, agreement.enterpriseId);
  }

  @ResolveField(() => [SchoolMajorType], { description: '覆盖的专业' })
  async majors(agreement: AgreementView): Promise<CoveredMajorRow[]> {
    return (
      (await requestLoader(MAJORS, (ids: readonly number[]) => this.agreements.majorsOf(ids)).load(agreement.id)) ?? []
    );
  }

  @ResolveField(() => [AgreementApprovalType], { description: '当前版本上的签字' })
  async approvals(agreement: AgreementView): Promise<ApprovalRow[]> {
    return (
      (await requestLoader(APPROVALS, (ids: readonly number[]) => this.agreements.approvalsOf(ids)).load(
        agreement.id,
      )) ?? []
    );
  }

  @ResolveField(() => CooperationPlanType, { nullable: true, description: '合作方案' })
  plan(agreement: AgreementView): Promise<PlanRow | null> {
    return requestLoader(PLAN, (ids: readonly number[]) => this.agreements.plansOf(ids)).load(agreement.id);
  }

  @ResolveField(() => AgreementType, { nullable: true, description: '本协议所续签或变更的协议' })
  predecessor(agreement: AgreementView): Promise<AgreementView | null> | null {
    return agreement.predecessorId === null ? null : this.related(agreement.predecessorId);
  }

  @ResolveField(() => AgreementType, { nullable: true, description: '续签或变更本协议的协议' })
  async successor(agreement: AgreementView): Promise<AgreementView | null> {
    const id = await requestLoader(SUCCESSOR, (ids: readonly number[]) => this.agreements.successorIdsOf(ids)).load(
      agreement.id,
    );
    return id === null ? null : this.related(id);
  }

  @ResolveField(() => ExecutionRecordPage, { description: '执行记录，最近的在前' })
  executions(@Parent() agreement: AgreementView, @Args() { limit, offset }: PageArgs): Promise<Page<ExecutionRow>> {
    return nestedPage(EXECUTIONS, agreement.id, { limit, offset }, (ids, page) =>
      this.executionsService.pages(ids, page),
    );
  }

  @ResolveField(() => AgreementEventPage, { description: '经过的事项，最近的在前' })
  events(@Parent() agreement: AgreementView, @Args() { limit, offset }: PageArgs): Promise<Page<AgreementEventRow>> {
    return nestedPage(EVENTS, agreement.id, { limit, offset }, (ids, page) => this.agreements.eventPages(ids, page));
  }

  private related(id: number): Promise<AgreementView | null> {
    return requestLoader<number, AgreementView>(RELATED, (ids) => this.agreements.byIds(currentPrincipal(), ids)).load(
      id,
    );
  }
}
