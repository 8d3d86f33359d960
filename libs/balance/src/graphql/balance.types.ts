import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, registerTitledEnum } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsArray, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { BALANCE_DIMENSION_TITLES, BalanceDimension } from '../domain/balance-dimension';
import { MAJOR_SUGGESTION_TITLES, MajorSuggestionKind } from '../domain/major-suggestion';

registerTitledEnum(BalanceDimension, 'BalanceDimension', '供求平衡的口径', BALANCE_DIMENSION_TITLES);
registerTitledEnum(MajorSuggestionKind, 'MajorSuggestionKind', '专业调整建议', MAJOR_SUGGESTION_TITLES);

@ObjectType('ShortageMark', { description: '在最新一版紧缺职业目录中的位次' })
@DataClass('INTERNAL')
export class ShortageMarkType {
  @Field(() => Int, { description: '目录年度' }) year: number;
  @Field({ description: '目录版次' }) edition: string;
  @Field(() => Int, { description: '位次，1 为最缺' }) rank: number;
}

@ObjectType('BalanceRow', { description: '一项供求：持几个证书的人在各职业中分别计算，各行不能相加' })
@DataClass('INTERNAL')
export class BalanceRowType {
  @Field({ description: '职业代码、专业名称、等级、区划代码或年度；空为岗位未限定' }) key: string;
  @Field(() => String, { nullable: true, description: '职业名称，按职业查看时给出' }) name?: string | null;
  @Field(() => ShortageMarkType, { nullable: true, description: '紧缺职业目录中的位次，按职业查看时给出' })
  shortage?: ShortageMarkType | null;
  @Field(() => Int, { description: '待就业毕业生' }) supply: number;
  @Field(() => Int, { description: '空缺名额' }) demand: number;
  @Field(() => Int, { description: '通过本平台已就业' }) placed: number;
  @Field(() => Int, { description: '缺口：需求减供给' }) gap: number;
  @Field(() => Int, { nullable: true, description: '求人倍率的百倍；没有供给时为空' }) ratioPercent: number | null;
}

@ObjectType('MajorSuggestion', { description: '专业调整建议' })
@DataClass('INTERNAL')
export class MajorSuggestionType {
  @Field(() => MajorSuggestionKind) kind: MajorSuggestionKind;
  @Field({ description: '专业名称' }) majorName: string;
  @Field({ description: '以数字说明的理由' }) reason: string;
  @Field(() => BalanceRowType) balance: BalanceRowType;
}

@ObjectType('ShortageOccupation', { description: '紧缺职业' })
@DataClass('INTERNAL')
export class ShortageOccupationType {
  @Field(() => Int, { description: '位次，1 为最缺' }) rank: number;
  @Field(() => String, { nullable: true, description: '职业代码，按出处原样' }) occupationCode: string | null;
  @Field({ description: '职业名称' }) name: string;
}

@ObjectType('ShortageList', { description: '紧缺职业目录' })
@DataClass('INTERNAL')
export class ShortageListType {
  @Field(() => ID) id: number;
  @Field({ description: '适用区划代码的前几位' }) regionPrefix: string;
  @Field(() => Int, { description: '年度' }) year: number;
  @Field({ description: '版次' }) edition: string;
  @Field({ description: '出处' }) source: string;
  @Field(() => Date) recordedAt: Date;
}

@ArgsType()
export class BalanceArgs {
  @Field(() => BalanceDimension) @IsEnum(BalanceDimension) dimension: BalanceDimension;
  @Field(() => Int, { nullable: true, description: '只看该年毕业生；空为各年' })
  @IsOptional()
  @IsInt()
  graduationYear?: number | null;
  @Field({ defaultValue: '', description: '区划代码的前几位；空为所辖全部' }) @IsString() regionPrefix: string;
  @Field(() => String, { nullable: true, description: '只看该职业' }) @IsOptional() @MaxLength(40) occupationCode?:
    string | null;
  @Field(() => String, { nullable: true, description: '只看该专业' }) @IsOptional() @MaxLength(120) majorName?:
    string | null;
  @Field(() => Int, { nullable: true, description: '只看持该等级证书的人和他们够格的岗位，1 至 5' })
  @IsOptional()
  @IsInt()
  grade?: number | null;
}

@InputType()
export class ShortageOccupationInput {
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() code?: string | null;
  @Field() @IsString() name: string;
}

@InputType()
export class UploadShortageListInput {
  @Field({ description: '适用区划代码的前几位' }) @IsString() regionPrefix: string;
  @Field(() => Int, { description: '年度' }) @IsInt() year: number;
  @Field({ description: '版次' }) @IsString() edition: string;
  @Field({ description: '出处' }) @IsString() source: string;

  @Field(() => [ShortageOccupationInput], { description: '最缺的在前，最多 500 个' })
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ShortageOccupationInput)
  occupations: ShortageOccupationInput[];
}
