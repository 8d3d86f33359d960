import { ArgsType, Field, ID, InputType, Int, PartialType, PickType } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEnum,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import type { PostingField } from '../domain/posting-content';
import { PostingKind } from '../domain/posting-kind';
import { PostingSort } from '../domain/posting-sort';
import { PostingStatus } from '../domain/posting-status';
import { VettingStatus } from '../domain/vetting-status';
import { WorkShift } from '../domain/work-shift';
import { POSTING_FIELDS } from './posting.enums';

@InputType()
export class PostingFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() enterpriseId?: EntityId | null;
  @Field(() => PostingStatus, { nullable: true }) @IsOptional() @IsEnum(PostingStatus) status?: PostingStatus | null;
  @Field(() => PostingKind, { nullable: true }) @IsOptional() @IsEnum(PostingKind) kind?: PostingKind | null;
  @Field(() => String, { nullable: true }) @IsOptional() @MaxLength(40) occupationCode?: string | null;

  @Field(() => String, { nullable: true, description: '工作地区代码的前几位' })
  @IsOptional()
  @MaxLength(12)
  regionPrefix?: string | null;

  @Field(() => String, { nullable: true, description: '面向该专业或不限专业的岗位' })
  @IsOptional()
  @MaxLength(120)
  majorName?: string | null;

  @Field(() => String, { nullable: true, description: '岗位名称或编号的一部分' })
  @IsOptional()
  @MaxLength(40, { message: '搜索文字最多 40 个字。' })
  search?: string | null;
}

@ArgsType()
export class PostingListArgs extends PageArgs {
  @Field(() => PostingFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => PostingFilterInput)
  filter?: PostingFilterInput | null;

  @Field(() => PostingSort, { defaultValue: PostingSort.RECORDED_ASC })
  @IsEnum(PostingSort)
  sort: PostingSort;
}

@InputType()
export class PostingInput {
  @Field(() => ID) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field({ description: '岗位编号，由企业自定，本企业内唯一' }) @IsString() code: string;
  @Field(() => PostingKind) @IsEnum(PostingKind) kind: PostingKind;
  @Field({ description: '岗位名称' }) @IsString() title: string;
  @Field({ description: '职业分类版本' }) @IsString() occupationEdition: string;
  @Field({ description: '职业代码' }) @IsString() occupationCode: string;

  @Field(() => [String], { nullable: true, description: '面向专业的名称；空为不限' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @IsString({ each: true })
  majorNames?: string[] | null;

  @Field(() => Int, { nullable: true, description: '最低技能等级，1 至 5' }) @IsOptional() @IsInt() gradeFloor?:
    number | null;
  @Field(() => Int, { description: '招聘人数' }) @IsInt() heads: number;
  @Field(() => Int, { nullable: true, description: '月薪下限，元' }) @IsOptional() @IsInt() salaryMin?: number | null;
  @Field(() => Int, { nullable: true, description: '月薪上限，元' }) @IsOptional() @IsInt() salaryMax?: number | null;
  @Field({ description: '工作地区，GB/T 2260' }) @IsString() regionCode: string;
  @Field(() => WorkShift, { nullable: true }) @IsOptional() @IsEnum(WorkShift) shift?: WorkShift | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() startsOn?: CalendarDate | null;
  @Field(() => CalendarDateScalar, { description: '有效期至，含当日' }) @IsString() validUntil: CalendarDate;
  @Field(() => String, { nullable: true, description: '岗位说明，最多 2000 字' })
  @IsOptional()
  @IsString()
  description?: string | null;
}

const CHANGEABLE = [
  ...(['kind', 'title', 'occupationEdition', 'occupationCode', 'majorNames', 'gradeFloor', 'heads'] as const),
  ...(['salaryMin', 'salaryMax', 'regionCode', 'shift', 'startsOn', 'validUntil', 'description'] as const),
] as const;

@InputType({ description: '不给出的字段不变' })
export class EditPostingInput extends PartialType(PickType(PostingInput, CHANGEABLE, InputType), InputType) {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
}

@InputType({ description: '退回时指出的字段' })
export class RejectionMarkInput {
  @Field(() => String, { description: POSTING_FIELDS.join('、') })
  @IsIn(POSTING_FIELDS, { message: `字段应为其中之一：${POSTING_FIELDS.join('、')}` })
  field: PostingField;

  @Field({ description: '问题与改法' }) @IsString() message: string;
}

@InputType()
export class VetEnterpriseInput {
  @Field(() => ID) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field(() => VettingStatus) @IsEnum(VettingStatus) status: VettingStatus;
  @Field(() => CalendarDateScalar, { nullable: true, description: '通过时必填' })
  @IsOptional()
  @IsString()
  validUntil?: CalendarDate | null;
  @Field(() => String, { nullable: true, description: '未通过或撤销时必填' }) @IsOptional() @IsString() reason?:
    string | null;
}

@InputType()
export class PublishPostingRulesInput {
  @Field({ description: '适用区划代码的前几位' }) @IsString() regionPrefix: string;
  @Field({ description: '出处' }) @IsString() source: string;
  @Field({ description: '规则全文，JSON' }) @IsString() @MaxLength(60_000) document: string;
}
