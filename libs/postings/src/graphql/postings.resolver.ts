import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PartiesService, PartyName } from '@sxbq/agreements';
import { enterpriseOf } from '@sxbq/agreements/graphql';
import { EnterpriseType } from '@sxbq/enterprises/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { PostingFinding } from '../domain/rules/posting-rule';
import { PostingRow } from '../persistence/postings.repository';
import { PostingReviewService } from '../posting-review.service';
import { PostingsService, PutPosting } from '../postings.service';
import { EditPostingInput, PostingInput, PostingListArgs, RejectionMarkInput } from './posting.inputs';
import { PostingFindingType, PostingPage, PostingType, PutPostingPayload } from './posting.types';

const FINDINGS = Symbol('posting findings');

@Resolver(() => PostingType)
export class PostingsResolver {
  constructor(
    private readonly postings: PostingsService,
    private readonly review: PostingReviewService,
    private readonly parties: PartiesService,
  ) {}

  @Query(() => PostingPage, { name: 'jobPostings', description: '岗位列表；学校和毕业生看到本市正在招聘的' })
  @RequirePermission('postings.read')
  list(@Args() args: PostingListArgs): Promise<Page<PostingRow>> {
    return this.postings.list(currentPrincipal(), args);
  }

  @Query(() => PostingType, { name: 'jobPosting', description: '一个岗位' })
  @RequirePermission('postings.read')
  one(@EntityIdArg('id') id: EntityId): Promise<PostingRow> {
    return this.postings.get(currentPrincipal(), id);
  }

  @Mutation(() => PostingType, { description: '起草岗位' })
  @RequirePermission('postings.edit')
  draftJobPosting(@Args('input') input: PostingInput): Promise<PostingRow> {
    return this.postings.draft(currentPrincipal(), input);
  }

  @Mutation(() => PostingType, { description: '修改岗位；正在招聘的岗位内容有变时重新审核' })
  @RequirePermission('postings.edit')
  editJobPosting(@Args('input') input: EditPostingInput): Promise<PostingRow> {
    return this.postings.edit(currentPrincipal(), input);
  }

  @Mutation(() => PutPostingPayload, { description: '按企业自己的编号新建或修改岗位并提交审核；可重复发送' })
  @RequirePermission('postings.edit')
  putJobPosting(@Args('input') input: PostingInput): Promise<PutPosting> {
    return this.postings.put(currentPrincipal(), input);
  }

  @Mutation(() => PostingType, { description: '提交审核：先由规则自动审核，通过后等待人工审核' })
  @RequirePermission('postings.edit')
  submitJobPosting(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<PostingRow> {
    return this.postings.submit(currentPrincipal(), id, revision);
  }

  @Mutation(() => PostingType, { description: '审核通过，开始招聘' })
  @RequirePermission('postings.review')
  approveJobPosting(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<PostingRow> {
    return this.review.approve(currentPrincipal(), id, revision);
  }

  @Mutation(() => PostingType, { description: '退回岗位，逐个字段说明问题' })
  @RequirePermission('postings.review')
  rejectJobPosting(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
    @Args('marks', { type: () => [RejectionMarkInput] }) marks: RejectionMarkInput[],
  ): Promise<PostingRow> {
    return this.review.reject(currentPrincipal(), id, revision, marks);
  }

  @Mutation(() => PostingType, { description: '关闭岗位' })
  @RequirePermission('postings.close')
  closeJobPosting(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<PostingRow> {
    return this.postings.close(currentPrincipal(), id, revision);
  }

  @Mutation(() => PostingType, { description: '重新打开已关闭或过期的岗位，回到草稿' })
  @RequirePermission('postings.edit')
  reopenJobPosting(
    @EntityIdArg('id') id: EntityId,
    @Args('revision', { type: () => Int }) revision: number,
  ): Promise<PostingRow> {
    return this.postings.reopen(currentPrincipal(), id, revision);
  }

  @ResolveField(() => EnterpriseType, { description: '用人单位' })
  enterprise(@Parent() posting: PostingRow): Promise<PartyName | null> {
    return enterpriseOf(this.parties, posting.enterpriseId);
  }

  @ResolveField(() => [PostingFindingType], { description: '审核发现的问题；学校和毕业生看不到' })
  async findings(@Parent() posting: PostingRow): Promise<PostingFinding[]> {
    const principal = currentPrincipal();
    const loader = requestLoader(FINDINGS, (ids: readonly number[]) => this.postings.findings(principal, ids));
    return (await loader.load(posting.id)) ?? [];
  }
}
