import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, PageArgs } from '@sxbq/platform/graphql';
import { IndicatorCode } from '@sxbq/policy';
import { SchoolTier } from '@sxbq/schools';
import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { ComplianceFilter, ComplianceSort } from '../domain/board';
import { Verdict } from '../domain/verdict';
import './compliance.enums';

@InputType()
export class ComplianceFilterInput implements ComplianceFilter {
  @Field(() => String, { nullable: true, description: '学校名称或代码的一部分' })
  @IsOptional()
  @MaxLength(60, { message: '搜索文字最多 60 个字。' })
  search?: string | null;

  @Field(() => String, { nullable: true, description: '区划代码的前几位' })
  @IsOptional()
  @MaxLength(12, { message: '区划代码最多 12 位。' })
  regionPrefix?: string | null;

  @Field(() => SchoolTier, { nullable: true, description: '基准日的层次' })
  @IsOptional()
  @IsEnum(SchoolTier)
  tier?: SchoolTier | null;

  @Field(() => Verdict, { nullable: true, description: '总体结论' })
  @IsOptional()
  @IsEnum(Verdict)
  overall?: Verdict | null;

  @Field(() => IndicatorCode, { nullable: true, description: '与 verdict 一起给出：该指标为该结论的学校' })
  @IsOptional()
  @IsEnum(IndicatorCode)
  indicator?: IndicatorCode | null;

  @Field(() => Verdict, { nullable: true })
  @IsOptional()
  @IsEnum(Verdict)
  verdict?: Verdict | null;
}

@ArgsType()
export class ComplianceBoardArgs extends PageArgs {
  @Field(() => Int, { description: '年度' }) @IsInt() year: number;

  @Field(() => CalendarDateScalar, { nullable: true, description: '基准日；不给出为今天，往年为年末' })
  @IsOptional()
  @IsString()
  asOf?: CalendarDate | null;

  @Field(() => ComplianceFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ComplianceFilterInput)
  filter?: ComplianceFilterInput | null;

  @Field(() => ComplianceSort, { defaultValue: ComplianceSort.CODE_ASC })
  @IsEnum(ComplianceSort)
  sort: ComplianceSort;
}

@ArgsType()
export class ComplianceEvidenceArgs extends PageArgs {
  @Field(() => ID) @IsString() schoolId: string;
  @Field(() => Int, { description: '年度' }) @IsInt() year: number;

  @Field(() => CalendarDateScalar, { nullable: true, description: '基准日；不给出为今天，往年为年末' })
  @IsOptional()
  @IsString()
  asOf?: CalendarDate | null;

  @Field(() => IndicatorCode) @IsEnum(IndicatorCode) indicator: IndicatorCode;
  @Field({ defaultValue: true, description: '计入的事实，或未计入的候选' }) @IsBoolean() counted: boolean;
}
