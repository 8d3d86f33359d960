import { Args, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { RankingEvidenceService } from '../ranking-evidence.service';
import { shownEvidence } from './ranking.mapper';
import { AssessmentGoalEvidenceType, RankingEvidenceArgs } from './ranking-evidence.types';

@Resolver()
export class RankingEvidenceResolver {
  constructor(private readonly evidence: RankingEvidenceService) {}

  @Query(() => AssessmentGoalEvidenceType, {
    description: '分数的依据：来自哪些协议、班级和培训；学校和企业只看到自己的',
  })
  @RequirePermission('assessment.read')
  rankingEvidence(
    @Args() { runId, subject, assessedId: organisationId, goal }: RankingEvidenceArgs,
  ): Promise<AssessmentGoalEvidenceType> {
    return this.evidence.of(currentPrincipal(), runId, { subject, organisationId }, goal).then(shownEvidence);
  }
}
