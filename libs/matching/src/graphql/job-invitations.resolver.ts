import { Mutation, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { ApplicationView } from '@sxbq/placement';
import { ApplicationType } from '@sxbq/placement/graphql';
import { EntityIdArg } from '@sxbq/platform/graphql';
import { SuggestionsService } from '../suggestions.service';

/** Who is invited was suggested first. */
@Resolver()
export class JobInvitationsResolver {
  constructor(private readonly suggestions: SuggestionsService) {}

  @Mutation(() => ApplicationType, { description: '邀请推荐给本企业岗位的毕业生' })
  @RequirePermission('placement.invite')
  inviteToJob(
    @EntityIdArg('graduateId') graduateId: EntityId,
    @EntityIdArg('jobPostingId') jobPostingId: EntityId,
  ): Promise<ApplicationView> {
    return this.suggestions.invite(currentPrincipal(), { graduateId, jobPostingId });
  }
}
