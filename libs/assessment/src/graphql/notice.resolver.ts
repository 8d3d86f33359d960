import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { ObjectionsService } from '../objections.service';
import type { CorrectionRow, ObjectionRow } from '../persistence/objections.repository';
import {
  AnswerAssessmentObjectionInput,
  AssessmentCorrectionType,
  AssessmentObjectionListArgs,
  AssessmentObjectionPage,
  AssessmentObjectionType,
  FileAssessmentObjectionInput,
} from './notice.types';

@Resolver(() => AssessmentObjectionType)
export class AssessmentObjectionsResolver {
  constructor(private readonly objections: ObjectionsService) {}

  @Query(() => AssessmentObjectionPage, {
    name: 'assessmentObjections',
    description: '异议；学校和企业只看到自己提出的',
  })
  @RequirePermission('assessment.readObjections')
  list(@Args() args: AssessmentObjectionListArgs): Promise<Page<ObjectionRow>> {
    return this.objections.list(currentPrincipal(), args);
  }

  @Query(() => AssessmentObjectionType, { name: 'assessmentObjection', description: '一件异议' })
  @RequirePermission('assessment.readObjections')
  one(@EntityIdArg('id') id: EntityId): Promise<ObjectionRow> {
    return this.objections.get(currentPrincipal(), id);
  }

  @Mutation(() => AssessmentObjectionType, { description: '在公示期内提出异议' })
  @RequirePermission('assessment.object')
  fileAssessmentObjection(
    @Args('input') { assessedId: organisationId, ...input }: FileAssessmentObjectionInput,
  ): Promise<ObjectionRow> {
    return this.objections.file(currentPrincipal(), { ...input, organisationId });
  }

  @Mutation(() => AssessmentObjectionType, { description: '答复异议；成立的记录更正并重新计算排名' })
  @RequirePermission('assessment.answer')
  answerAssessmentObjection(@Args('input') input: AnswerAssessmentObjectionInput): Promise<ObjectionRow> {
    return this.objections.answer(currentPrincipal(), input);
  }
}

@Resolver(() => AssessmentCorrectionType)
export class AssessmentCorrectionResolver {
  @ResolveField(() => String, { nullable: true, description: '更正的事实' })
  fact(@Parent() { target }: CorrectionRow): string | null {
    return target.kind === 'FACT' ? target.fact : null;
  }

  @ResolveField(() => String, { nullable: true, description: '更正评分的目标' })
  goal(@Parent() { target }: CorrectionRow): string | null {
    return target.kind === 'MARK' ? target.goal : null;
  }
}
