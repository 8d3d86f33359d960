import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import type { RecordedFactRow } from '../persistence/recorded-facts.repository';
import { RecordedFactsService } from '../recorded-facts.service';
import {
  AssessmentRecordedFactListArgs,
  AssessmentRecordedFactPage,
  AssessmentRecordedFactType,
  RateSchoolInput,
  RecordAssessmentFactInput,
} from './recorded-facts.types';

@Resolver(() => AssessmentRecordedFactType)
export class RecordedFactsResolver {
  constructor(private readonly facts: RecordedFactsService) {}

  @Query(() => AssessmentRecordedFactPage, { description: '登记的考核事实；学校和企业看到自己的' })
  @RequirePermission('assessment.readFacts')
  assessmentRecordedFacts(@Args() { filter, ...page }: AssessmentRecordedFactListArgs): Promise<Page<RecordedFactRow>> {
    const { assessedId: organisationId, ...rest } = filter ?? {};
    return this.facts.list(currentPrincipal(), { ...page, filter: { ...rest, organisationId } });
  }

  @Mutation(() => AssessmentRecordedFactType, { description: '登记督查问题、弄虚作假或实训设施；事实冻结前' })
  @RequirePermission('assessment.recordFact')
  recordAssessmentFact(
    @Args('input') { assessedId: organisationId, ...input }: RecordAssessmentFactInput,
  ): Promise<RecordedFactRow> {
    return this.facts.record(currentPrincipal(), { ...input, organisationId });
  }

  @Mutation(() => AssessmentRecordedFactType, { description: '评价合作学校；取代本年度先前的评价' })
  @RequirePermission('assessment.rateSchool')
  rateSchool(@Args('input') input: RateSchoolInput): Promise<RecordedFactRow> {
    return this.facts.rate(currentPrincipal(), input);
  }

  @Mutation(() => AssessmentRecordedFactType, { description: '撤回误登的考核事实；事实冻结前' })
  @RequirePermission('assessment.recordFact')
  withdrawAssessmentFact(@EntityIdArg('id') id: EntityId, @Args('reason') reason: string): Promise<RecordedFactRow> {
    return this.facts.withdraw(currentPrincipal(), id, reason);
  }
}
