import { Args, ID, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, Page } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import type { ReportRow } from '../persistence/reports.repository';
import { ReportsService } from '../reports.service';
import { ReportProgressEvent, ReportWatch } from './report-watch';
import { ReportLinkType, ReportPage, ReportsArgs, ReportType, RequestReportInput } from './reports.types';
import { requestOf } from './requests';

@Resolver()
export class ReportsResolver {
  constructor(
    private readonly reports: ReportsService,
    private readonly reportWatch: ReportWatch,
  ) {}

  @Query(() => ReportPage, { name: 'reports', description: '一次年度考核的报告，新的在前' })
  @RequirePermission('reports.read')
  list(@Args() { runId, ...page }: ReportsArgs): Promise<Page<ReportRow>> {
    return this.reports.list(currentPrincipal(), runId, page);
  }

  @Query(() => ReportType, { description: '一份考核报告' })
  @RequirePermission('reports.read')
  report(@Args('id', { type: () => ID }) id: string): Promise<ReportRow> {
    return this.reports.get(currentPrincipal(), entityId(id));
  }

  @Query(() => ReportLinkType, { description: '取得报告的下载链接' })
  @RequirePermission('reports.read')
  reportLink(@Args('id', { type: () => ID }) id: string): Promise<ReportLinkType> {
    return this.reports.link(currentPrincipal(), entityId(id));
  }

  @Mutation(() => ReportType, { description: '请求生成一份考核报告；学校只能生成本校单页' })
  @RequirePermission('reports.make')
  @CountedAs(CallKind.COSTLY)
  requestReport(@Args('input') input: RequestReportInput): Promise<ReportRow> {
    return this.reports.request(currentPrincipal(), requestOf(input));
  }

  @Subscription(() => ReportType, { description: '报告生成的进度，到结束为止' })
  @RequirePermission('reports.read')
  reportProgress(@Args('id', { type: () => ID }) id: string): Promise<AsyncGenerator<ReportProgressEvent>> {
    return this.reportWatch.watch(entityId(id));
  }
}
