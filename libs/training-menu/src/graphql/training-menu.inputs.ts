import { ArgsType, Field, ID, InputType, Int, PartialType, PickType } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { MenuSort } from '../domain/menu-sort';
import { MenuStatus } from '../domain/menu-status';
import { NEED_FIELDS } from '../domain/need-content';
import { OFFER_FIELDS } from '../domain/offer-content';
import './training-menu.enums';

@InputType({ isAbstract: true })
class MenuFilterInput {
  @Field(() => MenuStatus, { nullable: true }) @IsOptional() @IsEnum(MenuStatus) status?: MenuStatus | null;
  @Field(() => String, { nullable: true }) @IsOptional() @MaxLength(40) occupationCode?: string | null;
  @Field(() => Int, { nullable: true, description: '等级，1 至 5' }) @IsOptional() @IsInt() grade?: number | null;

  @Field(() => String, { nullable: true, description: '培训地区代码的前几位' })
  @IsOptional()
  @MaxLength(12)
  regionPrefix?: string | null;

  @Field(() => String, { nullable: true, description: '编号的前几位，或培训菜单名称的一部分' })
  @IsOptional()
  @MaxLength(40, { message: '搜索文字最多 40 个字。' })
  search?: string | null;
}

@InputType()
export class TrainingOfferFilterInput extends MenuFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: EntityId | null;
}

@InputType()
export class TrainingNeedFilterInput extends MenuFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() enterpriseId?: EntityId | null;
}

@ArgsType()
export class OfferListArgs extends PageArgs {
  @Field(() => TrainingOfferFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TrainingOfferFilterInput)
  filter?: TrainingOfferFilterInput | null;

  @Field(() => MenuSort, { defaultValue: MenuSort.RECORDED_ASC }) @IsEnum(MenuSort) sort: MenuSort;
}

@ArgsType()
export class NeedListArgs extends PageArgs {
  @Field(() => TrainingNeedFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TrainingNeedFilterInput)
  filter?: TrainingNeedFilterInput | null;

  @Field(() => MenuSort, { defaultValue: MenuSort.RECORDED_ASC }) @IsEnum(MenuSort) sort: MenuSort;
}

@InputType()
export class TrainingOfferInput {
  @Field(() => ID) @EntityIdField() @IsInt() schoolId: EntityId;
  @Field({ description: '菜单编号，由学校自定，本校内唯一' }) @IsString() code: string;
  @Field({ description: '培训名称' }) @IsString() name: string;
  @Field({ description: '职业分类版本' }) @IsString() occupationEdition: string;
  @Field({ description: '职业代码' }) @IsString() occupationCode: string;
  @Field(() => Int, { description: '等级，1 至 5' }) @IsInt() grade: number;
  @Field(() => Int, { description: '名额' }) @IsInt() seats: number;
  @Field(() => Int, { nullable: true, description: '每人费用，整元；空为面议' })
  @IsOptional()
  @IsInt()
  price?: number | null;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) @IsString() startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期' }) @IsString() endsOn: CalendarDate;
  @Field(() => String, { nullable: true, description: '培训地区，GB/T 2260；空为不限' })
  @IsOptional()
  @IsString()
  regionCode?: string | null;
  @Field(() => String, { nullable: true, description: '说明，最多 2000 字' })
  @IsOptional()
  @IsString()
  description?: string | null;
  @Field(() => CalendarDateScalar, { description: '有效期至，含当日' }) @IsString() validUntil: CalendarDate;
}

@InputType({ description: '不给出的字段不变' })
export class EditTrainingOfferInput extends PartialType(
  PickType(TrainingOfferInput, OFFER_FIELDS, InputType),
  InputType,
) {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
}

@InputType()
export class TrainingNeedInput {
  @Field(() => ID) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field({ description: '需求编号，由企业自定，本企业内唯一' }) @IsString() code: string;
  @Field({ description: '职业分类版本' }) @IsString() occupationEdition: string;
  @Field({ description: '职业代码' }) @IsString() occupationCode: string;
  @Field(() => Int, { nullable: true, description: '等级，1 至 5；空为不限' })
  @IsOptional()
  @IsInt()
  grade?: number | null;
  @Field(() => Int, { description: '人数' }) @IsInt() heads: number;
  @Field(() => CalendarDateScalar, { nullable: true, description: '最早开始日期；空为不限' })
  @IsOptional()
  @IsString()
  earliestOn?: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '最晚结束日期；空为不限' })
  @IsOptional()
  @IsString()
  latestOn?: CalendarDate | null;
  @Field(() => String, { nullable: true, description: '培训地区，GB/T 2260；空为不限' })
  @IsOptional()
  @IsString()
  regionCode?: string | null;
  @Field(() => Int, { nullable: true, description: '每人费用上限，整元；空为不限' })
  @IsOptional()
  @IsInt()
  priceCeiling?: number | null;
  @Field(() => String, { nullable: true, description: '备注，最多 2000 字' })
  @IsOptional()
  @IsString()
  remarks?: string | null;
  @Field(() => CalendarDateScalar, { description: '有效期至，含当日' }) @IsString() validUntil: CalendarDate;
}

@InputType({ description: '不给出的字段不变' })
export class EditTrainingNeedInput extends PartialType(PickType(TrainingNeedInput, NEED_FIELDS, InputType), InputType) {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
}
