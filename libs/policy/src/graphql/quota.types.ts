import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { IndicatorCode } from '../domain/indicator-code';
import { QuotaSort } from '../domain/policy-sort';
import './policy.enums';

@DataClass('INTERNAL')
@ObjectType('Quota', { description: '指标分解：下达给一所学校的年度指标值' })
export class QuotaType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @Field(() => Int, { description: '年度' }) year: number;
  @Field(() => IndicatorCode) indicatorCode: IndicatorCode;
  @Field(() => Int, { description: '指标值；教师挂职为人日' }) amount: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class QuotaPage extends Paginated(QuotaType) {}

@InputType()
export class QuotaFilterInput {
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolId?: string | null;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() year?: number | null;
  @Field(() => IndicatorCode, { nullable: true })
  @IsOptional()
  @IsEnum(IndicatorCode)
  indicatorCode?: IndicatorCode | null;
}

@ArgsType()
export class QuotaListArgs extends PageArgs {
  @Field(() => QuotaFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => QuotaFilterInput)
  filter?: QuotaFilterInput | null;

  @Field(() => QuotaSort, { defaultValue: QuotaSort.SCHOOL_ASC })
  @IsEnum(QuotaSort)
  sort: QuotaSort;
}

@InputType()
export class QuotaKeyInput {
  @Field(() => ID) @IsString() schoolId: string;
  @Field(() => Int) @IsInt() year: number;
  @Field(() => IndicatorCode) @IsEnum(IndicatorCode) indicatorCode: IndicatorCode;
}

@InputType()
export class SetQuotaInput extends QuotaKeyInput {
  @Field(() => Int) @IsInt() amount: number;
}

@InputType()
export class QuotaShareInput {
  @Field(() => ID) @IsString() schoolId: string;
  @Field(() => Int, { description: '权重，例如在校生数或教师数' }) @IsInt() weight: number;
}

@InputType({ description: '按权重以最大余数法分解总数' })
export class DistributeQuotaInput {
  @Field(() => Int) @IsInt() year: number;
  @Field(() => IndicatorCode) @IsEnum(IndicatorCode) indicatorCode: IndicatorCode;
  @Field(() => Int, { description: '全市总数' }) @IsInt() total: number;

  @Field(() => [QuotaShareInput])
  @ArrayMaxSize(5000, { message: '一次最多分解给 5000 所学校。' })
  @ValidateNested({ each: true })
  @Type(() => QuotaShareInput)
  shares: QuotaShareInput[];
}
