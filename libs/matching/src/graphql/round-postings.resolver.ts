import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId, Page } from '@sxbq/kernel';
import { EntityIdArg } from '@sxbq/platform/graphql';
import type { RankedGraduate } from '../domain/round-lists';
import { EnrolledPosting } from '../persistence/round-postings.repository';
import { RoundAnswersService } from '../round-answers.service';
import { RoundCandidate, RoundPostingsService } from '../round-postings.service';
import { PassFigures, RoundMatchOfPosting, RoundResultsService } from '../round-results.service';
import { EnrolPostingInput, RankGraduatesInput, RoundOfPostingArgs, RoundPostingsArgs } from './round.inputs';
import {
  FiguresOfPassType,
  RankedGraduateType,
  RoundCandidatePage,
  RoundMatchPage,
  RoundPostingPage,
  RoundPostingType,
} from './round.types';

/** The enterprises' side of rounds, and the bureaus' totals. */
@Resolver()
export class RoundPostingsResolver {
  constructor(
    private readonly postings: RoundPostingsService,
    private readonly answers: RoundAnswersService,
    private readonly results: RoundResultsService,
  ) {}

  @Query(() => RoundPostingPage, { description: '参加双选会的岗位' })
  @RequirePermission('matching.readRounds')
  roundPostings(@Args() args: RoundPostingsArgs): Promise<Page<EnrolledPosting>> {
    return this.postings.list(currentPrincipal(), args.roundId, args.own, args);
  }

  @Query(() => RoundCandidatePage, { description: '把本企业岗位填入志愿的毕业生，不显示第几志愿' })
  @RequirePermission('matching.offerInRound')
  roundCandidates(@Args() args: RoundOfPostingArgs): Promise<Page<RoundCandidate>> {
    return this.postings.candidates(currentPrincipal(), args.roundId, args.jobPostingId, args);
  }

  @Query(() => [RankedGraduateType], { description: '本企业岗位对毕业生的排序' })
  @RequirePermission('matching.offerInRound')
  roundRankings(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('jobPostingId') jobPostingId: EntityId,
  ): Promise<RankedGraduate[]> {
    return this.postings.rankings(currentPrincipal(), roundId, jobPostingId);
  }

  @Query(() => RoundMatchPage, { description: '为本企业岗位撮合到的毕业生' })
  @RequirePermission('matching.offerInRound')
  roundMatches(@Args() args: RoundOfPostingArgs): Promise<Page<RoundMatchOfPosting>> {
    return this.results.ofPosting(currentPrincipal(), args.roundId, args.jobPostingId, args);
  }

  @Query(() => [FiguresOfPassType], { description: '双选会各轮的统计' })
  @RequirePermission('matching.readRoundFigures')
  roundFigures(@EntityIdArg('roundId') roundId: EntityId): Promise<PassFigures[]> {
    return this.results.figures(currentPrincipal(), roundId);
  }

  @Mutation(() => RoundPostingType, { description: '以岗位的名额参加双选会' })
  @RequirePermission('matching.offerInRound')
  enrolPosting(@Args('input') input: EnrolPostingInput): Promise<EnrolledPosting> {
    return this.postings.enrol(currentPrincipal(), input);
  }

  @Mutation(() => RoundPostingType, { description: '对填报本岗位的毕业生排序' })
  @RequirePermission('matching.offerInRound')
  rankGraduates(@Args('input') { roundId, jobPostingId, rankings }: RankGraduatesInput): Promise<EnrolledPosting> {
    return this.postings.rank(currentPrincipal(), roundId, jobPostingId, rankings);
  }

  @Mutation(() => RoundPostingType, { description: '岗位退出双选会' })
  @RequirePermission('matching.offerInRound')
  withdrawPostingFromRound(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('jobPostingId') jobPostingId: EntityId,
    @Args('reason') reason: string,
  ): Promise<EnrolledPosting> {
    return this.postings.withdraw(currentPrincipal(), roundId, jobPostingId, reason);
  }

  @Mutation(() => Boolean, { description: '在毕业生答复之前收回撮合结果；本人看到原因' })
  @RequirePermission('matching.offerInRound')
  async refuseRoundMatch(
    @EntityIdArg('roundId') roundId: EntityId,
    @EntityIdArg('graduateId') graduateId: EntityId,
    @Args('reason') reason: string,
  ): Promise<boolean> {
    await this.answers.refuse(currentPrincipal(), roundId, graduateId, reason);
    return true;
  }
}
