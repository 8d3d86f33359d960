import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { PostingRulesInForce, PostingRulesService } from '../posting-rules.service';
import { PublishPostingRulesInput } from './posting.inputs';
import { PostingRulesType } from './posting.types';

@Resolver()
export class PostingRulesResolver {
  constructor(private readonly rules: PostingRulesService) {}

  @Query(() => PostingRulesType, { description: '某地现行的岗位自动审核规则' })
  @RequirePermission('postings.readRules')
  async postingRules(@Args('regionCode') regionCode: string): Promise<PostingRulesType> {
    return shown(await this.rules.read(currentPrincipal(), regionCode));
  }

  @Mutation(() => PostingRulesType, { description: '发布岗位自动审核规则的新版本，即时生效' })
  @RequirePermission('postings.publishRules')
  async publishPostingRules(@Args('input') input: PublishPostingRulesInput): Promise<PostingRulesType> {
    return shown(await this.rules.publish(currentPrincipal(), { ...input, document: parsed(input.document) }));
  }
}

const shown = ({ document, ...rules }: PostingRulesInForce): PostingRulesType => ({
  ...rules,
  document: JSON.stringify(document),
});

/** Text that is no JSON is no rule document either: the service says so. */
function parsed(document: string): unknown {
  try {
    return JSON.parse(document) as unknown;
  } catch {
    return null;
  }
}
