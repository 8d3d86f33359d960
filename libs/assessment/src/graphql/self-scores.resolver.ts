import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { AttachmentsService } from '../attachments.service';
import type { AttachmentRow, SelfScoreRow } from '../persistence/self-scores.repository';
import { SelfScoresService } from '../self-scores.service';
import { SaveSelfScoreInput, SelfScoreAttachmentType, SelfScoreType } from './marking.types';
import { AssessedOrganisationArgs, AssessmentDownloadLinkType } from './ranking.types';

const ATTACHMENTS = Symbol('self score attachments');

@Resolver(() => SelfScoreType)
export class SelfScoresResolver {
  constructor(
    private readonly selfScores: SelfScoresService,
    private readonly attachments: AttachmentsService,
  ) {}

  @Query(() => [SelfScoreType], { description: '一个单位的自评；学校和企业只看到自己的' })
  @RequirePermission('assessment.readSelfScores')
  assessmentSelfScores(
    @Args() { runId, subject, assessedId: organisationId }: AssessedOrganisationArgs,
  ): Promise<SelfScoreRow[]> {
    return this.selfScores.list(currentPrincipal(), runId, { subject, organisationId });
  }

  @Mutation(() => SelfScoreType, { description: '填报或修改本单位的自评；截止后锁定' })
  @RequirePermission('assessment.selfScore')
  saveSelfScore(@Args('input') input: SaveSelfScoreInput): Promise<SelfScoreRow> {
    return this.selfScores.save(currentPrincipal(), input);
  }

  @Mutation(() => Boolean, { description: '删除自评的附件' })
  @RequirePermission('assessment.selfScore')
  removeSelfScoreAttachment(@EntityIdArg('id') id: EntityId): Promise<boolean> {
    return this.attachments.remove(currentPrincipal(), id);
  }

  @Query(() => AssessmentDownloadLinkType, { description: '自评附件的短期下载链接' })
  @RequirePermission('assessment.read')
  selfScoreAttachmentLink(@EntityIdArg('id') id: EntityId): Promise<AssessmentDownloadLinkType> {
    return this.attachments.link(currentPrincipal(), id);
  }

  @ResolveField(() => [SelfScoreAttachmentType], { description: '附件' })
  async files(@Parent() { id }: SelfScoreRow): Promise<AttachmentRow[]> {
    const batch = (ids: readonly number[]) => this.attachments.bySelfScores(ids);
    return (await requestLoader(ATTACHMENTS, batch).load(id)) ?? [];
  }
}
