import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ROLE_TITLES } from '@sxbq/kernel';
import { requestLoader } from '@sxbq/platform/graphql';
import { PostingPlaces, PostingRow } from '@sxbq/postings';
import { PostingType } from '@sxbq/postings/graphql';
import { SuggestedGraduate, SuggestedPosting } from '../suggestions.service';
import { SuggestedGraduateType, SuggestedPostingType, SuggestionOverrideType } from './suggestion.types';

const POSTINGS = Symbol('suggested postings');

@Resolver(() => SuggestedPostingType)
export class SuggestedPostingFieldsResolver {
  constructor(private readonly postings: PostingPlaces) {}

  @ResolveField(() => PostingType, { nullable: true, description: '岗位' })
  jobPosting(@Parent() suggestion: SuggestedPosting): Promise<PostingRow | null> {
    const batch = (ids: readonly number[]) => this.postings.find(ids);
    return requestLoader(POSTINGS, batch).load(suggestion.jobPostingId);
  }

  @ResolveField(() => SuggestionOverrideType, { nullable: true, description: '人工决定' })
  override(@Parent() { override }: SuggestedPosting): SuggestionOverrideType | null {
    return override && { ...override, roleTitle: ROLE_TITLES[override.decidedRole] };
  }
}

@Resolver(() => SuggestedGraduateType)
export class SuggestedGraduateFieldsResolver {
  @ResolveField(() => SuggestionOverrideType, { nullable: true, description: '人工决定' })
  override(@Parent() { override }: SuggestedGraduate): SuggestionOverrideType | null {
    return override && { ...override, reason: null, roleTitle: ROLE_TITLES[override.decidedRole] };
  }
}
