import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { Page } from '@sxbq/kernel';
import { requestLoader } from '@sxbq/platform/graphql';
import { MarkerPanelService } from '../marker-panel.service';
import { markedGoalKey, MarkingService } from '../marking.service';
import { ModerationService } from '../moderation.service';
import type { Disagreement, MarkRow } from '../persistence/marks.repository';
import type { RunRow } from '../persistence/runs.repository';
import type { SelfScoreRow } from '../persistence/self-scores.repository';
import {
  AssessmentDisagreementPage,
  AssessmentMarkPage,
  AssessmentMarkQueueArgs,
  AssessmentMarkType,
  AssessmentModerationArgs,
  AssignAssessmentMarkerInput,
  GiveAssessmentMarkInput,
  ModerateAssessmentMarkInput,
  SelfScoreType,
} from './marking.types';
import { AssessmentRunType } from './run.types';

const SELF_SCORES = Symbol('self scores to mark');

@Resolver(() => AssessmentMarkType)
export class AssessmentMarkingResolver {
  constructor(
    private readonly marking: MarkingService,
    private readonly moderation: ModerationService,
    private readonly panel: MarkerPanelService,
  ) {}

  @Query(() => AssessmentMarkPage, { description: '分给本人的评分' })
  @RequirePermission('assessment.mark')
  assessmentMarkQueue(@Args() args: AssessmentMarkQueueArgs): Promise<Page<MarkRow>> {
    return this.marking.queue(currentPrincipal(), args);
  }

  @Mutation(() => AssessmentMarkType, { description: '评分；另一人未评之前可以修改' })
  @RequirePermission('assessment.mark')
  giveAssessmentMark(@Args('input') input: GiveAssessmentMarkInput): Promise<MarkRow> {
    return this.marking.give(currentPrincipal(), input);
  }

  @Query(() => AssessmentDisagreementPage, { description: '待裁定的评分分歧，不含本人评过的' })
  @RequirePermission('assessment.moderate')
  assessmentModerationQueue(@Args() { runId, ...page }: AssessmentModerationArgs): Promise<Page<Disagreement>> {
    return this.moderation.queue(currentPrincipal(), runId, page);
  }

  @Mutation(() => AssessmentRunType, { description: '裁定评分分歧' })
  @RequirePermission('assessment.moderate')
  moderateAssessmentMark(
    @Args('input') { assessedId: organisationId, ...input }: ModerateAssessmentMarkInput,
  ): Promise<RunRow> {
    return this.moderation.decide(currentPrincipal(), { ...input, organisationId });
  }

  @Mutation(() => AssessmentRunType, { description: '为尚未给出的评分另行指定评分人' })
  @RequirePermission('assessment.manage')
  assignAssessmentMarker(
    @Args('input') { assessedId: organisationId, membershipId, ...input }: AssignAssessmentMarkerInput,
  ): Promise<RunRow> {
    return this.panel.assign(currentPrincipal(), { ...input, organisationId }, membershipId);
  }

  @ResolveField(() => SelfScoreType, { nullable: true, description: '该单位对该目标的自评' })
  selfScore(@Parent() mark: MarkRow): Promise<SelfScoreRow | null> {
    const batch = (keys: readonly string[]) => this.marking.selfScoresFor(keys);
    return requestLoader(SELF_SCORES, batch).load(markedGoalKey(mark));
  }
}
