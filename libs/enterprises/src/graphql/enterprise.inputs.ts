import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { EnterpriseKind } from '../domain/enterprise-kind';
import { EnterpriseSize } from '../domain/enterprise-size';
import { EnterpriseSort } from '../domain/enterprise-sort';
import './enterprise.enums';

@InputType()
export class EnterpriseFilterInput {
  @Field(() => String, { nullable: true, description: '名称或信用代码的一部分' })
  @IsOptional()
  @MaxLength(60, { message: '搜索文字最多 60 个字。' })
  search?: string | null;

  @Field(() => EnterpriseKind, { nullable: true }) @IsOptional() @IsEnum(EnterpriseKind) kind?: EnterpriseKind | null;

  @Field(() => String, { nullable: true, description: '行业代码的前几位' })
  @IsOptional()
  @IsString()
  industryPrefix?: string | null;

  @Field(() => EnterpriseSize, { nullable: true }) @IsOptional() @IsEnum(EnterpriseSize) size?: EnterpriseSize | null;

  @Field(() => String, { nullable: true, description: '区划代码的前几位' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;
}

@ArgsType()
export class EnterpriseListArgs extends PageArgs {
  @Field(() => EnterpriseFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => EnterpriseFilterInput)
  filter?: EnterpriseFilterInput | null;

  @Field(() => EnterpriseSort, { defaultValue: EnterpriseSort.REGION_ASC })
  @IsEnum(EnterpriseSort)
  sort: EnterpriseSort;
}

@InputType()
export class CreateEnterpriseInput {
  @Field({ description: '统一社会信用代码' }) @IsString() uscc: string;
  @Field({ description: '企业名称' }) @IsString() name: string;
  @Field(() => EnterpriseKind, { nullable: true }) @IsOptional() @IsEnum(EnterpriseKind) kind?: EnterpriseKind | null;
  @Field(() => String, { nullable: true, description: '行业代码' }) @IsOptional() @IsString() industryCode?:
    string | null;
  @Field(() => EnterpriseSize, { nullable: true }) @IsOptional() @IsEnum(EnterpriseSize) size?: EnterpriseSize | null;
  @Field({ description: '区划代码' }) @IsString() regionCode: string;
  @Field(() => String, { nullable: true, description: '联系人' }) @IsOptional() @IsString() contactName?: string | null;
  @Field(() => String, { nullable: true, description: '联系电话' }) @IsOptional() @IsString() contactPhone?:
    string | null;
}

@InputType({ description: '不给出的字段不变' })
export class UpdateEnterpriseInput {
  @Field(() => ID) @IsString() id: string;
  @Field(() => Int) @IsInt() revision: number;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() name?: string | null;
  @Field(() => EnterpriseKind, { nullable: true }) @IsOptional() @IsEnum(EnterpriseKind) kind?: EnterpriseKind | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() industryCode?: string | null;
  @Field(() => EnterpriseSize, { nullable: true }) @IsOptional() @IsEnum(EnterpriseSize) size?: EnterpriseSize | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() regionCode?: string | null;
}

@InputType({ description: '不给出的字段不变；给出空值则清除' })
export class UpdateEnterpriseContactInput {
  @Field(() => ID) @IsString() id: string;
  @Field(() => Int) @IsInt() revision: number;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() contactName?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() contactPhone?: string | null;
}
