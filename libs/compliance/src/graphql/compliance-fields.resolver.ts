import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar } from '@sxbq/platform/graphql';
import { SchoolType } from '@sxbq/schools/graphql';
import { ComplianceService } from '../compliance.service';
import { measuredText, targetText } from '../domain/display';
import type { IndicatorSummary, SchoolSummary } from '../domain/result';
import { Alternative } from './compliance.enums';
import {
  ComplianceIndicatorType,
  ComplianceMeasuredType,
  ComplianceTargetType,
  SchoolComplianceType,
} from './compliance.types';
import { schoolComplianceLoader } from './school-compliance.loader';

/** What this lib adds to a school; null for those who may know the school but not its compliance. */
@Resolver(() => SchoolType)
export class SchoolComplianceResolver {
  constructor(private readonly service: ComplianceService) {}

  @ResolveField(() => SchoolComplianceType, { nullable: true, description: '达标情况；企业看不到' })
  compliance(
    @Parent() school: SchoolType,
    @Args('year', { type: () => Int, description: '年度' }) year: number,
    @Args('asOf', { type: () => CalendarDateScalar, nullable: true, description: '基准日；不给出为今天，往年为年末' })
    asOf?: CalendarDate | null,
  ): Promise<SchoolSummary | null> {
    return schoolComplianceLoader(this.service)(school.id, year, asOf ?? null);
  }
}

@Resolver(() => ComplianceIndicatorType)
export class ComplianceIndicatorResolver {
  @ResolveField(() => ComplianceMeasuredType, { nullable: true, description: '实际值；不适用和无数据为空' })
  measured(@Parent() { measured }: IndicatorSummary): ComplianceMeasuredType | null {
    if (measured === null) return null;
    if (typeof measured === 'number') return { counted: measured, total: null, alternative: null };
    return { ...measured, alternative: (measured.alternative ?? null) as Alternative | null };
  }

  @ResolveField(() => ComplianceTargetType, { nullable: true, description: '目标；不适用为空' })
  target(@Parent() { target }: IndicatorSummary): ComplianceTargetType | null {
    if (target === null) return null;
    if (typeof target === 'number') return { count: target, percent: null, heads: null };
    return { count: null, percent: target.percent, heads: target.heads ?? null };
  }

  @ResolveField(() => String, { description: '实际值的文字，如 1199/2399（49.9%）' })
  measuredText(@Parent() indicator: IndicatorSummary): string {
    return measuredText(indicator);
  }

  @ResolveField(() => String, { description: '目标的文字，如 50% 或 1200 人' })
  targetText(@Parent() indicator: IndicatorSummary): string {
    return targetText(indicator);
  }
}
