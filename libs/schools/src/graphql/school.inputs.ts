import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { SchoolSort } from '../domain/school-sort';
import { SchoolTier } from '../domain/school-tier';
import './school.enums';

@InputType()
export class SchoolFilterInput {
  @Field(() => String, { nullable: true, description: '名称、代码或信用代码的一部分' })
  @IsOptional()
  @MaxLength(60, { message: '搜索文字最多 60 个字。' })
  search?: string | null;

  @Field(() => String, { nullable: true, description: '区划代码的前几位' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;

  @Field(() => SchoolTier, { nullable: true })
  @IsOptional()
  @IsEnum(SchoolTier)
  tier?: SchoolTier | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '按哪一天的层次筛选；空为今天' })
  @IsOptional()
  @IsString()
  tierOn?: CalendarDate | null;
}

@ArgsType()
export class SchoolListArgs extends PageArgs {
  @Field(() => SchoolFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SchoolFilterInput)
  filter?: SchoolFilterInput | null;

  @Field(() => SchoolSort, { defaultValue: SchoolSort.CODE_ASC })
  @IsEnum(SchoolSort)
  sort: SchoolSort;
}

@InputType()
export class CreateSchoolInput {
  @Field({ description: '学校代码' }) @IsString() code: string;
  @Field({ description: '学校名称' }) @IsString() name: string;
  @Field(() => String, { nullable: true, description: '统一社会信用代码' }) @IsOptional() @IsString() uscc?:
    string | null;
  @Field({ description: '区划代码' }) @IsString() regionCode: string;
  @Field(() => String, { nullable: true, description: '联系人' }) @IsOptional() @IsString() contactName?: string | null;
  @Field(() => String, { nullable: true, description: '联系电话' }) @IsOptional() @IsString() contactPhone?:
    string | null;
}

@InputType({ description: '不给出的字段不变' })
export class UpdateSchoolInput {
  @Field(() => ID) @IsString() id: string;
  @Field(() => Int) @IsInt() revision: number;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() name?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() uscc?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() regionCode?: string | null;
}

@InputType({ description: '不给出的字段不变；给出空值则清除' })
export class UpdateSchoolContactInput {
  @Field(() => ID) @IsString() id: string;
  @Field(() => Int) @IsInt() revision: number;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() contactName?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() contactPhone?: string | null;
}

@InputType()
export class SetSchoolTierInput {
  @Field(() => ID) @IsString() schoolId: string;
  @Field(() => SchoolTier) @IsEnum(SchoolTier) tier: SchoolTier;
  @Field(() => CalendarDateScalar, { description: '生效日期' }) @IsString() effectiveFrom: CalendarDate;
}
