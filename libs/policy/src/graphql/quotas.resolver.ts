import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { currentPrincipal, RequirePermission } from '@sxbq/identity';
import { entityId, optionalEntityId, Page } from '@sxbq/kernel';
import type { SchoolRow } from '@sxbq/schools';
import { SchoolsService } from '@sxbq/schools';
import { schoolLoader, SchoolType } from '@sxbq/schools/graphql';
import type { QuotaRow } from '../persistence/quotas.repository';
import { QuotasService } from '../quotas.service';
import { quotasLoader } from './policy.loaders';
import { DistributeQuotaInput, QuotaKeyInput, QuotaListArgs, QuotaPage, QuotaType, SetQuotaInput } from './quota.types';

@Resolver(() => QuotaType)
export class QuotasResolver {
  constructor(
    private readonly service: QuotasService,
    private readonly schools: SchoolsService,
  ) {}

  @Query(() => QuotaPage, { description: '指标分解列表' })
  @RequirePermission('policy.readQuotas')
  quotas(@Args() { filter, ...rest }: QuotaListArgs): Promise<Page<QuotaRow>> {
    return this.service.list(currentPrincipal(), {
      ...rest,
      filter: filter && { ...filter, schoolId: optionalEntityId(filter.schoolId) },
    });
  }

  @Mutation(() => QuotaType, { description: '下达或更改一所学校的年度指标' })
  @RequirePermission('policy.setQuotas')
  setQuota(@Args('input') input: SetQuotaInput): Promise<QuotaRow> {
    return this.service.set(currentPrincipal(), { ...input, schoolId: entityId(input.schoolId) });
  }

  @Mutation(() => QuotaType, { description: '撤回误下达的指标；返回撤回前的内容' })
  @RequirePermission('policy.setQuotas')
  removeQuota(@Args('input') input: QuotaKeyInput): Promise<QuotaRow> {
    return this.service.remove(currentPrincipal(), { ...input, schoolId: entityId(input.schoolId) });
  }

  @Mutation(() => [QuotaType], { description: '按权重以最大余数法把总数分解到各校' })
  @RequirePermission('policy.setQuotas')
  distributeQuota(@Args('input') input: DistributeQuotaInput): Promise<QuotaRow[]> {
    const shares = input.shares.map(({ schoolId, weight }) => ({ schoolId: entityId(schoolId), weight }));
    return this.service.distribute(currentPrincipal(), { ...input, shares });
  }

  @ResolveField(() => SchoolType, { nullable: true })
  school(@Parent() quota: QuotaRow): Promise<SchoolRow | null> {
    return schoolLoader(this.schools).load(quota.schoolId);
  }
}

/** What policy knows of a school. */
@Resolver(() => SchoolType)
export class SchoolQuotasResolver {
  constructor(private readonly service: QuotasService) {}

  @ResolveField(() => [QuotaType], { description: '该校某年度的指标' })
  async quotas(@Parent() school: SchoolRow, @Args('year', { type: () => Int }) year: number): Promise<QuotaRow[]> {
    return (await quotasLoader(this.service)(school.id, String(year))) ?? [];
  }
}
