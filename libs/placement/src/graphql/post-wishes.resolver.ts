import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { GraduateType } from '@sxbq/graduates/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { requestLoader } from '@sxbq/platform/graphql';
import { PostWishRow } from '../persistence/post-wishes.repository';
import { PostWishesService } from '../post-wishes.service';
import { PostWishesInput } from './application.inputs';
import { PostWishType } from './application.types';

const WISHES = Symbol('post wishes');

@Resolver(() => GraduateType)
export class PostWishesResolver {
  constructor(private readonly wishes: PostWishesService) {}

  @Mutation(() => [PostWishType], { description: '填报志愿，最想去的在前；整个替换，空为撤回全部' })
  @RequirePermission('placement.apply')
  setPostWishes(@Args('input') { graduateId, jobPostingIds }: PostWishesInput): Promise<PostWishRow[]> {
    return this.wishes.rank(currentPrincipal(), graduateId, jobPostingIds);
  }

  @ResolveField(() => [PostWishType], { description: '志愿岗位，最想去的在前' })
  async postWishes(@Parent() graduate: GraduateType): Promise<PostWishRow[]> {
    const loader = requestLoader(WISHES, (ids: readonly number[]) => this.wishes.byGraduates(ids));
    return (await loader.load(graduate.id)) ?? [];
  }
}
