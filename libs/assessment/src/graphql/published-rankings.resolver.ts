import { Args, Query, Resolver } from '@nestjs/graphql';
import { Public } from '@sxbq/identity';
import { PublishedRankingsService } from '../published-rankings.service';
import {
  PublishedRankingArgs,
  PublishedRankingPage,
  RankingHistoryArgs,
  RankingHistoryPage,
} from './published-rankings.types';

@Resolver()
export class PublishedRankingsResolver {
  constructor(private readonly published: PublishedRankingsService) {}

  @Query(() => PublishedRankingPage, { description: '公布的排名，无须登录；也可用 GET /rankings/{区划}/{年度}' })
  @Public()
  publishedRanking(@Args() { region, year, subject, ...page }: PublishedRankingArgs): Promise<PublishedRankingPage> {
    return this.published.page(region, year, subject, page);
  }

  @Query(() => RankingHistoryPage, { description: '历年名次和最近两年的升降，无须登录' })
  @Public()
  rankingHistory(
    @Args() { region, subject, fromYear, toYear, ...page }: RankingHistoryArgs,
  ): Promise<RankingHistoryPage> {
    return this.published.historyPage(region, subject, { fromYear, toYear }, page);
  }
}
