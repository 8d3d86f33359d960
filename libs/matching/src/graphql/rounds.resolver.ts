import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver, Subscription } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, entityId, Page } from '@sxbq/kernel';
import { CallKind, CountedAs } from '@sxbq/platform';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { PassRow } from '../persistence/round-passes.repository';
import { RoundEventRow, RoundRow } from '../persistence/rounds.repository';
import { RoundLot, RoundLotsService } from '../round-lots.service';
import { RoundOverridesService } from '../round-overrides.service';
import { RoundRunsService } from '../round-runs.service';
import { RoundsService } from '../rounds.service';
import { PassProgressEvent, RoundPassWatch } from './round-pass-watch';
import { CreateMatchingRoundInput, RoundListArgs } from './round.inputs';
import { MatchingRoundPage, PassType, RoundEventType, RoundLotType, RoundType } from './round.types';

const EVENTS = Symbol('round events');
const PASSES = Symbol('round passes');

const RevisionArg = (): ParameterDecorator => Args('revision', { type: () => Int });

/** Rounds, and what officers do with them. */
@Resolver(() => RoundType)
export class RoundsResolver {
  constructor(
    private readonly rounds: RoundsService,
    private readonly lots: RoundLotsService,
    private readonly runs: RoundRunsService,
    private readonly overrides: RoundOverridesService,
    private readonly passWatch: RoundPassWatch,
  ) {}

  @Query(() => MatchingRoundPage, { name: 'matchingRounds', description: '双选会，新的在前' })
  @RequirePermission('matching.readRounds')
  list(@Args() args: RoundListArgs): Promise<Page<RoundRow>> {
    return this.rounds.list(currentPrincipal(), args);
  }

  @Query(() => RoundType, { name: 'matchingRound', description: '一场双选会' })
  @RequirePermission('matching.readRounds')
  one(@EntityIdArg('id') id: EntityId): Promise<RoundRow> {
    return this.rounds.get(currentPrincipal(), id);
  }

  @Query(() => PassType, { name: 'roundPass', description: '一轮撮合' })
  @RequirePermission('matching.runRound')
  pass(@EntityIdArg('id') id: EntityId): Promise<PassRow> {
    return this.runs.pass(currentPrincipal(), id);
  }

  @Mutation(() => RoundType, { description: '建立双选会，写明以哪一期公开开奖抽签；同一地区和年份同时只能有一场' })
  @RequirePermission('matching.manageRounds')
  createMatchingRound(@Args('input') input: CreateMatchingRoundInput): Promise<RoundRow> {
    return this.rounds.create(currentPrincipal(), input);
  }

  @Mutation(() => RoundType, { description: '开放报名和排序' })
  @RequirePermission('matching.manageRounds')
  openRound(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RoundRow> {
    return this.rounds.open(currentPrincipal(), id, revision);
  }

  @Mutation(() => RoundType, { description: '提前截止报名和排序' })
  @RequirePermission('matching.manageRounds')
  closeRound(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RoundRow> {
    return this.rounds.close(currentPrincipal(), id, revision);
  }

  @Mutation(() => RoundType, {
    description: '录入约定的公开开奖号码；另一名工作人员录入相同的号码后，抽签种子产生，不能重抽',
  })
  @RequirePermission('matching.manageRounds')
  async enterRoundDraw(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('drawValue', { description: '照公告原样录入' }) drawValue: string,
  ): Promise<RoundRow> {
    await this.lots.enter(currentPrincipal(), id, revision, drawValue);
    return this.rounds.get(currentPrincipal(), id);
  }

  @Mutation(() => RoundType, { description: '取消双选会，首轮结果公布之前可以办理' })
  @RequirePermission('matching.manageRounds')
  cancelRound(
    @EntityIdArg('id') id: EntityId,
    @RevisionArg() revision: number,
    @Args('reason') reason: string,
  ): Promise<RoundRow> {
    return this.rounds.cancel(currentPrincipal(), id, revision, reason);
  }

  @Mutation(() => PassType, { description: '进行下一轮撮合；公布之前也可重新进行本轮' })
  @RequirePermission('matching.runRound')
  @CountedAs(CallKind.COSTLY)
  runRound(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<PassRow> {
    return this.runs.request(currentPrincipal(), id, revision);
  }

  @Mutation(() => PassType, { description: '中止正在进行的撮合' })
  @RequirePermission('matching.runRound')
  stopRoundPass(@EntityIdArg('id') id: EntityId): Promise<PassRow> {
    return this.runs.stop(currentPrincipal(), id);
  }

  @Mutation(() => RoundType, { description: '公布本轮的全部结果' })
  @RequirePermission('matching.publishRound')
  publishRound(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RoundRow> {
    return this.rounds.publish(currentPrincipal(), id, revision);
  }

  @Mutation(() => RoundType, { description: '结束双选会' })
  @RequirePermission('matching.manageRounds')
  finishRound(@EntityIdArg('id') id: EntityId, @RevisionArg() revision: number): Promise<RoundRow> {
    return this.rounds.finish(currentPrincipal(), id, revision);
  }

  @Mutation(() => Boolean, { description: '把毕业生移出双选会，公布结果之前或两轮之间办理；本人看到原因' })
  @RequirePermission('matching.overrideRound')
  async removeRoundGraduate(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('reason') reason: string,
  ): Promise<boolean> {
    await this.overrides.removeGraduate(currentPrincipal(), roundId, graduateId, reason);
    return true;
  }

  @Mutation(() => Boolean, { description: '把岗位移出双选会，公布结果之前或两轮之间办理；企业看到原因' })
  @RequirePermission('matching.overrideRound')
  async removeRoundPosting(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('jobPostingId') jobPostingId: EntityId,
    @Args('reason') reason: string,
  ): Promise<boolean> {
    await this.overrides.removePosting(currentPrincipal(), roundId, jobPostingId, reason);
    return true;
  }

  @Mutation(() => Boolean, { description: '公布之前取消一名毕业生的撮合结果；双方看到原因' })
  @RequirePermission('matching.overrideRound')
  async rejectRoundMatch(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('reason') reason: string,
  ): Promise<boolean> {
    await this.overrides.rejectMatch(currentPrincipal(), roundId, graduateId, reason);
    return true;
  }

  @Subscription(() => PassType, { description: '一轮撮合的进度，到结束为止' })
  @RequirePermission('matching.runRound')
  roundPassProgress(@Args('id', { type: () => ID }) id: string): Promise<AsyncGenerator<PassProgressEvent>> {
    return this.passWatch.watch(entityId(id));
  }

  @ResolveField(() => RoundLotType, { description: '抽签种子的由来' })
  lot(@Parent() round: RoundRow): RoundLot {
    return this.lots.lotOf(round);
  }

  @ResolveField(() => [RoundEventType], { description: '办理过程' })
  async events(@Parent() round: RoundRow): Promise<RoundEventRow[]> {
    const loader = requestLoader(EVENTS, (ids: readonly number[]) => this.rounds.events(ids));
    return (await loader.load(round.id)) ?? [];
  }

  @ResolveField(() => [PassType], { description: '各轮撮合' })
  async passRuns(@Parent() round: RoundRow): Promise<PassRow[]> {
    const principal = currentPrincipal();
    const loader = requestLoader(PASSES, (ids: readonly number[]) => this.runs.ofRounds(principal, ids));
    return (await loader.load(round.id)) ?? [];
  }
}
