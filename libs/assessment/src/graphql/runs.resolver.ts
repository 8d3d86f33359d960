import { Args, ID, Int, Mutation, Query, Resolver, Subscription } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission, RequireStepUp } from '@sxbq/identity';
import { EntityId, entityId, Page } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { AssessmentRunsService } from '../assessment-runs.service';
import { MarkerPanelService } from '../marker-panel.service';
import { NoticeService } from '../notice.service';
import { PublicationService } from '../publication.service';
import type { MarkerRow } from '../persistence/markers.repository';
import type { RunRow } from '../persistence/runs.repository';
import { AssessmentProgressEvent, AssessmentWatch } from './assessment-watch';
import {
  AssessmentMarkerType,
  AssessmentRunListArgs,
  AssessmentRunPage,
  AssessmentRunSettingsInput,
  AssessmentRunType,
  CreateAssessmentRunInput,
} from './run.types';

const RevisionArg = (): ParameterDecorator => Args('revision', { type: () => Int });

@Resolver(() => AssessmentRunType)
export class AssessmentRunsResolver {
  constructor(
    private readonly runs: AssessmentRunsService,
    private readonly panel: MarkerPanelService,
    private readonly notice: NoticeService,
    private readonly publication: PublicationService,
    private readonly watch: AssessmentWatch,
  ) {}

  @Query(() => AssessmentRunPage, { name: 'assessmentRuns', description: '年度考核，新的在前' })
  @RequirePermission('assessment.read')
  list(@Args() args: AssessmentRunListArgs): Promise<Page<RunRow>> {
    return this.runs.list(currentPrincipal(), args);
  }

  @Query(() => AssessmentRunType, { name: 'assessmentRun', description: '一次年度考核' })
  @RequirePermission('assessment.read')
  one(@EntityIdArg('id') id: EntityId): Promise<RunRow> {
    return this.runs.get(currentPrincipal(), id);
  }

  @Query(() => [AssessmentMarkerType], { description: '可抽取的评分人' })
  @RequirePermission('assessment.manage')
  assessmentMarkers(@EntityIdArg('runId') runId: EntityId): Promise<MarkerRow[]> {
    return this.panel.list(currentPrincipal(), runId);
  }

  @Mutation(() => AssessmentRunType, { description: '建立年度考核' })
  @RequirePermission('assessment.manage')
  createAssessmentRun(@Args('input') input: CreateAssessmentRunInput): Promise<RunRow> {
    return this.runs.create(currentPrincipal(), input);
  }

  @Mutation(() => AssessmentRunType, { description: '修改方案和自评截止日；事实冻结后不能修改' })
  @RequirePermission('assessment.manage')
  configureAssessmentRun(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('input') input: AssessmentRunSettingsInput,
  ): Promise<RunRow> {
    return this.runs.configure(currentPrincipal(), id, revision, input);
  }

  @Mutation(() => AssessmentRunType, { description: '开始自评' })
  @RequirePermission('assessment.manage')
  openAssessmentRun(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.runs.open(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '指定可抽取的评分人，取代先前指定的' })
  @RequirePermission('assessment.manage')
  chooseAssessmentMarkers(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('membershipIds', { type: () => [ID] }) membershipIds: string[],
  ): Promise<RunRow> {
    return this.panel.choose(currentPrincipal(), id, revision, membershipIds.map(entityId));
  }

  @Mutation(() => AssessmentRunType, { description: '冻结事实，随后抽签分配评分；由后台办理' })
  @RequirePermission('assessment.manage')
  @CountedAs(CallKind.COSTLY)
  freezeAssessmentRun(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.runs.freeze(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '增加评分人后重新抽签' })
  @RequirePermission('assessment.manage')
  drawAssessmentMarkers(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.panel.draw(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '评分与裁定都已办结后开始公示；由后台计算排名' })
  @RequirePermission('assessment.manage')
  @CountedAs(CallKind.COSTLY)
  beginAssessmentNotice(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.notice.request(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '公示期满后提请公布' })
  @RequirePermission('assessment.publish')
  @RequireStepUp()
  proposeAssessmentPublication(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.publication.propose(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '由提请人以外的另一人确认公布；由后台封存后公布' })
  @RequirePermission('assessment.publish')
  @RequireStepUp()
  @CountedAs(CallKind.COSTLY)
  confirmAssessmentPublication(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.publication.confirm(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '结束已公布的考核' })
  @RequirePermission('assessment.manage')
  closeAssessmentRun(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RunRow> {
    return this.runs.close(currentPrincipal(), id, revision);
  }

  @Mutation(() => AssessmentRunType, { description: '重新考核：建立取代本版的新版，本版及其公布包保留' })
  @RequirePermission('assessment.manage')
  reopenAssessmentRun(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('input') input: AssessmentRunSettingsInput,
  ): Promise<RunRow> {
    return this.runs.reopen(currentPrincipal(), id, revision, input);
  }

  @Subscription(() => AssessmentRunType, { description: '后台事项的进展，到办结为止' })
  @RequirePermission('assessment.read')
  assessmentRunProgress(@EntityIdArg('id') id: EntityId): Promise<AsyncGenerator<AssessmentProgressEvent>> {
    return this.watch.watch(id);
  }
}
