import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import { ComplianceRunsService } from '../compliance-runs.service';
import { Board, ComplianceService, EvidencePage } from '../compliance.service';
import type { DailyRow } from '../persistence/results.repository';
import type { RunRow } from '../persistence/runs.repository';
import { ComplianceBoardArgs, ComplianceEvidenceArgs } from './compliance.inputs';
import {
  ComplianceBoardType,
  ComplianceEvidencePage,
  ComplianceHistoryPointType,
  ComplianceRunType,
} from './compliance.types';
import { RunProgressEvent, RunWatch } from './run-watch';

@Resolver()
export class ComplianceResolver {
  constructor(
    private readonly service: ComplianceService,
    private readonly runs: ComplianceRunsService,
    private readonly runWatch: RunWatch,
  ) {}

  @Query(() => ComplianceBoardType, { description: '全市达标总表' })
  @RequirePermission('compliance.read')
  @CountedAs(CallKind.COSTLY, { given: 'asOf' })
  complianceBoard(@Args() { filter, sort, ...args }: ComplianceBoardArgs): Promise<Board> {
    return this.service.boardOf(currentPrincipal(), args, filter ?? {}, sort, args);
  }

  @Query(() => [ComplianceHistoryPointType], { description: '一所学校一个年度每天的结果，由早到晚' })
  @RequirePermission('compliance.read')
  complianceHistory(
    @Args('schoolId', { type: () => ID }) schoolId: string,
    @Args('year', { type: () => Int }) year: number,
  ): Promise<DailyRow[]> {
    return this.service.history(currentPrincipal(), entityId(schoolId), year);
  }

  @Query(() => ComplianceEvidencePage, { description: '一项指标的依据：计入的事实，或未计入的候选及其第一个原因' })
  @RequirePermission('compliance.read')
  @CountedAs(CallKind.COSTLY, { given: 'asOf' })
  complianceEvidence(@Args() args: ComplianceEvidenceArgs): Promise<EvidencePage> {
    const { indicator, counted } = args;
    return this.service.evidence(currentPrincipal(), entityId(args.schoolId), args, indicator, counted, args);
  }

  @Query(() => ComplianceRunType, { description: '一次全市重新计算' })
  @RequirePermission('compliance.recompute')
  complianceRun(@Args('id', { type: () => ID }) id: string): Promise<RunRow> {
    return this.runs.run(currentPrincipal(), entityId(id));
  }

  @Mutation(() => ComplianceRunType, { description: '重新计算辖区内全部学校' })
  @RequirePermission('compliance.recompute')
  @CountedAs(CallKind.COSTLY)
  recomputeCompliance(@Args('year', { type: () => Int }) year: number): Promise<RunRow> {
    return this.runs.request(currentPrincipal(), year);
  }

  @Subscription(() => ComplianceRunType, { description: '全市重新计算的进度，到结束为止' })
  @RequirePermission('compliance.recompute')
  complianceRunProgress(@Args('id', { type: () => ID }) id: string): Promise<AsyncGenerator<RunProgressEvent>> {
    return this.runWatch.watch(entityId(id));
  }
}
