import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { EntityId } from '@sxbq/kernel';
import { EntityIdArg, requestLoader } from '@sxbq/platform/graphql';
import { BalanceService } from '../balance.service';
import { DescribedRow } from '../domain/balance-row';
import { MajorSuggestion } from '../domain/major-suggestion';
import { ShortageListRow, ShortageOccupationRow } from '../persistence/shortage-lists.repository';
import { ShortageListsService } from '../shortage-lists.service';
import {
  BalanceArgs,
  BalanceRowType,
  MajorSuggestionType,
  ShortageListType,
  ShortageOccupationType,
  UploadShortageListInput,
} from './balance.types';

const OCCUPATIONS = Symbol('shortage occupations');

@Resolver(() => ShortageListType)
export class BalanceResolver {
  constructor(
    private readonly balance: BalanceService,
    private readonly lists: ShortageListsService,
  ) {}

  @Query(() => [BalanceRowType], { name: 'supplyDemandBalance', description: '供求平衡，缺口大的在前' })
  @RequirePermission('balance.read')
  by(@Args() { dimension, ...query }: BalanceArgs): Promise<DescribedRow[]> {
    return this.balance.by(currentPrincipal(), dimension, query);
  }

  @Query(() => [MajorSuggestionType], { description: '某校的专业调整建议，缺口大的在前' })
  @RequirePermission('balance.readSuggestions')
  majorSuggestions(
    @EntityIdArg('schoolId') schoolId: EntityId,
    @Args('graduationYear', { type: () => Int }) graduationYear: number,
  ): Promise<MajorSuggestion[]> {
    return this.balance.suggestions(currentPrincipal(), schoolId, graduationYear);
  }

  @Query(() => [ShortageListType], { description: '紧缺职业目录，最新的在前' })
  @RequirePermission('balance.read')
  async shortageLists(): Promise<ShortageListRow[]> {
    return this.lists.list(currentPrincipal());
  }

  @Mutation(() => ID, { description: '上传紧缺职业目录；已有的版次不能覆盖' })
  @RequirePermission('balance.uploadShortages')
  uploadShortageList(@Args('input') input: UploadShortageListInput): Promise<EntityId> {
    return this.lists.upload(currentPrincipal(), input);
  }

  @ResolveField(() => [ShortageOccupationType])
  async occupations(@Parent() list: ShortageListRow): Promise<ShortageOccupationRow[]> {
    const loader = requestLoader(OCCUPATIONS, (ids: readonly number[]) => this.lists.occupations(ids));
    return (await loader.load(list.id)) ?? [];
  }
}
