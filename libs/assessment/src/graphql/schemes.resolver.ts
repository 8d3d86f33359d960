import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { AssessmentSchemesService } from '../assessment-schemes.service';
import { AssessmentSubject } from '../domain/model';
import { schemeDocumentOf } from '../domain/scheme/scheme-text';
import type { SchemeRow } from '../persistence/schemes.repository';
import {
  AddAssessmentSchemeInput,
  AssessmentGoalType,
  AssessmentSchemeListArgs,
  AssessmentSchemePage,
  AssessmentSchemeType,
} from './scheme.types';

@Resolver(() => AssessmentSchemeType)
export class AssessmentSchemesResolver {
  constructor(private readonly schemes: AssessmentSchemesService) {}

  @Query(() => AssessmentSchemePage, { name: 'assessmentSchemes', description: '考核方案，新的在前' })
  @RequirePermission('assessment.readScheme')
  list(@Args() args: AssessmentSchemeListArgs): Promise<Page<SchemeRow>> {
    return this.schemes.list(currentPrincipal(), args);
  }

  @Query(() => AssessmentSchemeType, { name: 'assessmentScheme', description: '一个版本的考核方案' })
  @RequirePermission('assessment.readScheme')
  one(@EntityIdArg('id') id: EntityId): Promise<SchemeRow> {
    return this.schemes.get(currentPrincipal(), id);
  }

  @Query(() => String, { description: '平台自带的示例方案（JSON），供起草参考' })
  @RequirePermission('assessment.readScheme')
  assessmentSampleScheme(
    @Args('subject', { type: () => AssessmentSubject }) subject: AssessmentSubject,
    @Args('year', { type: () => Int }) year: number,
  ): string {
    return JSON.stringify(this.schemes.sample(currentPrincipal(), subject, year));
  }

  @Mutation(() => AssessmentSchemeType, { description: '上传考核方案的新版本' })
  @RequirePermission('assessment.addScheme')
  addAssessmentScheme(@Args('input') { regionPrefix, document }: AddAssessmentSchemeInput): Promise<SchemeRow> {
    return this.schemes.add(currentPrincipal(), { regionPrefix, document: schemeDocumentOf(document) });
  }

  @ResolveField(() => [AssessmentGoalType])
  goals(@Parent() { document }: SchemeRow): AssessmentGoalType[] {
    return document.goals.map(({ code, title, weight, components }) => ({
      code,
      title,
      weight,
      marked: components.some(({ measure }) => measure.kind === 'MARKED'),
    }));
  }

  @ResolveField(() => String)
  document(@Parent() { document }: SchemeRow): string {
    return JSON.stringify(document);
  }
}
