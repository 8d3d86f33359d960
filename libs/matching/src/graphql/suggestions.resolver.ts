import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import { EntityIdArg, PageArgs } from '@sxbq/platform/graphql';
import type { SuggestionRunRow } from '../persistence/suggestion-runs.repository';
import { SuggestionOverridesService } from '../suggestion-overrides.service';
import { SuggestionRunsService } from '../suggestion-runs.service';
import { SuggestedGraduate, SuggestedPosting, SuggestionList, SuggestionsService } from '../suggestions.service';
import {
  OverrideSuggestionInput,
  SuggestedGraduatesType,
  SuggestedPostingsType,
  SuggestionRunPage,
  SuggestionRunType,
} from './suggestion.types';

@Resolver()
export class SuggestionsResolver {
  constructor(
    private readonly suggestions: SuggestionsService,
    private readonly overrides: SuggestionOverridesService,
    private readonly runs: SuggestionRunsService,
  ) {}

  @Query(() => SuggestedPostingsType, { description: '为毕业生推荐的岗位；本人可在求职意向中选择不接受推荐' })
  @RequirePermission('matching.readSuggestions')
  suggestedPostings(
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('dismissed', { defaultValue: false, description: '改看人工撤下的' }) dismissed: boolean,
  ): Promise<SuggestionList<SuggestedPosting>> {
    return this.suggestions.forGraduate(currentPrincipal(), graduateId, dismissed);
  }

  @Query(() => SuggestedGraduatesType, { description: '为岗位推荐的毕业生，不含联系方式' })
  @RequirePermission('matching.readCandidates')
  suggestedGraduates(@EntityIdArg('jobPostingId') jobPostingId: EntityId): Promise<SuggestionList<SuggestedGraduate>> {
    return this.suggestions.forPosting(currentPrincipal(), jobPostingId);
  }

  @Mutation(() => SuggestedPostingsType, { description: '人工撤下或置顶一条推荐；返回该毕业生现在的推荐' })
  @RequirePermission('matching.overrideSuggestions')
  async overrideSuggestion(@Args('input') input: OverrideSuggestionInput): Promise<SuggestionList<SuggestedPosting>> {
    await this.overrides.decide(currentPrincipal(), input);
    return this.suggestions.forGraduate(currentPrincipal(), input.graduateId, false);
  }

  @Mutation(() => SuggestedPostingsType, { description: '撤销人工决定；返回该毕业生现在的推荐' })
  @RequirePermission('matching.overrideSuggestions')
  async withdrawSuggestionOverride(
    @EntityIdArg('graduateId') graduateId: EntityId,
    @EntityIdArg('jobPostingId') jobPostingId: EntityId,
  ): Promise<SuggestionList<SuggestedPosting>> {
    await this.overrides.withdraw(currentPrincipal(), graduateId, jobPostingId);
    return this.suggestions.forGraduate(currentPrincipal(), graduateId, false);
  }

  @Query(() => SuggestionRunPage, { description: '推荐计算，新的在前' })
  @RequirePermission('matching.computeSuggestions')
  suggestionRuns(@Args() page: PageArgs): Promise<Page<SuggestionRunRow>> {
    return this.runs.list(currentPrincipal(), page);
  }

  @Query(() => SuggestionRunType, { description: '一次推荐计算' })
  @RequirePermission('matching.computeSuggestions')
  suggestionRun(@EntityIdArg('id') id: EntityId): Promise<SuggestionRunRow> {
    return this.runs.run(currentPrincipal(), id);
  }

  @Mutation(() => SuggestionRunType, { description: '重新计算一个城市的推荐；已有排队的计算则用它' })
  @RequirePermission('matching.computeSuggestions')
  @CountedAs(CallKind.COSTLY)
  computeSuggestions(
    @Args('regionPrefix', { description: '城市，区划代码前四位' }) regionPrefix: string,
  ): Promise<SuggestionRunRow> {
    return this.runs.request(currentPrincipal(), regionPrefix);
  }
}
