import { Args, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { BundleVersion, RankingsService } from '../rankings.service';
import { shownFacts, shownPlaces } from './ranking.mapper';
import {
  AssessedOrganisationArgs,
  AssessmentDownloadLinkType,
  AssessmentFactType,
  AssessmentRankingArgs,
  AssessmentRankingPage,
} from './ranking.types';

@Resolver()
export class AssessmentRankingsResolver {
  constructor(private readonly rankings: RankingsService) {}

  @Query(() => AssessmentRankingPage, { description: '公示或公布的排名；公示之前为空' })
  @RequirePermission('assessment.read')
  assessmentRanking(@Args() { runId, subject, ...page }: AssessmentRankingArgs): Promise<AssessmentRankingPage> {
    return this.rankings.list(currentPrincipal(), runId, subject, page).then(shownPlaces);
  }

  @Query(() => [AssessmentFactType], { description: '一个单位冻结的事实及其依据；学校和企业只看到自己的' })
  @RequirePermission('assessment.read')
  assessmentFacts(
    @Args() { runId, subject, assessedId: organisationId }: AssessedOrganisationArgs,
  ): Promise<AssessmentFactType[]> {
    return this.rankings.facts(currentPrincipal(), runId, { subject, organisationId }).then(shownFacts);
  }

  @Query(() => AssessmentDownloadLinkType, { description: '公布包的短期下载链接；完整版只供主管部门' })
  @RequirePermission('assessment.read')
  assessmentBundleLink(
    @EntityIdArg('runId') runId: EntityId,
    @Args('version', { type: () => BundleVersion }) version: BundleVersion,
  ): Promise<AssessmentDownloadLinkType> {
    return this.rankings.link(currentPrincipal(), runId, version);
  }
}
