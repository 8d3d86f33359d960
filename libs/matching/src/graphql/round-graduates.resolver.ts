import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import type { RankedPosting } from '../domain/round-lists';
import { EnrolledGraduate } from '../persistence/round-graduates.repository';
import { RoundAnswersService } from '../round-answers.service';
import { enrolmentKey, RoundGraduatesService } from '../round-graduates.service';
import { RoundResult, RoundResultsService } from '../round-results.service';
import { RankPostingsInput, RoundArgs } from './round.inputs';
import { RankedPostingType, RoundGraduatePage, RoundGraduateType, RoundResultType } from './round.types';

const WISHES = Symbol('round wishes');

/** The graduates' side of rounds. */
@Resolver(() => RoundGraduateType)
export class RoundGraduatesResolver {
  constructor(
    private readonly graduates: RoundGraduatesService,
    private readonly answers: RoundAnswersService,
    private readonly results: RoundResultsService,
  ) {}

  @Query(() => RoundGraduatePage, { description: '双选会报名的毕业生：本人、本校或本辖区的' })
  @RequirePermission('matching.readRoundGraduates')
  roundGraduates(@Args() args: RoundArgs): Promise<Page<EnrolledGraduate>> {
    return this.graduates.list(currentPrincipal(), args.roundId, args);
  }

  @Query(() => [RoundResultType], { description: '毕业生在双选会各轮的结果和原因，新的在前' })
  @RequirePermission('matching.answerRound')
  myRoundResult(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
  ): Promise<RoundResult[]> {
    return this.results.ofGraduate(currentPrincipal(), roundId, graduateId);
  }

  @Mutation(() => RoundGraduateType, { description: '报名双选会；学校可为尚无账号的毕业生办理' })
  @RequirePermission('matching.joinRound')
  enrolInRound(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('completes', { description: '同意未填的岗位按得分补全', defaultValue: false }) completes: boolean,
  ): Promise<EnrolledGraduate> {
    return this.graduates.enrol(currentPrincipal(), roundId, graduateId, completes);
  }

  @Mutation(() => RoundGraduateType, { description: '填报志愿' })
  @RequirePermission('matching.joinRound')
  rankPostings(@Args('input') { roundId, graduateId, wishes }: RankPostingsInput): Promise<EnrolledGraduate> {
    return this.graduates.rank(currentPrincipal(), roundId, graduateId, wishes);
  }

  @Mutation(() => RoundGraduateType, { description: '毕业生退出双选会' })
  @RequirePermission('matching.joinRound')
  withdrawFromRound(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('reason') reason: string,
  ): Promise<EnrolledGraduate> {
    return this.graduates.withdraw(currentPrincipal(), roundId, graduateId, reason);
  }

  @Mutation(() => [RoundResultType], { description: '接受撮合结果：占用一个名额，其他应聘自动撤回' })
  @RequirePermission('matching.answerRound')
  confirmRoundMatch(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
  ): Promise<RoundResult[]> {
    return this.answers.confirm(currentPrincipal(), roundId, graduateId);
  }

  @Mutation(() => [RoundResultType], { description: '谢绝撮合结果' })
  @RequirePermission('matching.answerRound')
  declineRoundMatch(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('reason') reason: string,
  ): Promise<RoundResult[]> {
    return this.answers.decline(currentPrincipal(), roundId, graduateId, reason);
  }

  @ResolveField(() => [RankedPostingType], { nullable: true, description: '志愿，只有本人和所在学校能看到' })
  wishes(@Parent() { roundId, graduateId }: EnrolledGraduate): Promise<RankedPosting[] | null> {
    const principal = currentPrincipal();
    const batch = (keys: readonly string[]) => this.graduates.wishesByKey(principal, keys);
    return requestLoader(WISHES, batch).load(enrolmentKey(roundId, graduateId));
  }
}
