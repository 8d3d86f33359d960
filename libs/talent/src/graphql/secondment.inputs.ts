import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { SecondmentSort } from '../domain/secondment-sort';
import './secondment.enums';

@InputType()
export class SecondmentFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: EntityId | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() enterpriseId?: EntityId | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() teacherNumber?: string | null;
  @Field(() => Boolean, { nullable: true }) @IsOptional() @IsBoolean() verified?: boolean | null;

  @Field(() => Boolean, { nullable: true, description: '是否已冲销；空为都要' })
  @IsOptional()
  @IsBoolean()
  reversed?: boolean | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '这一天或之后仍在挂职' })
  @IsOptional()
  @IsString()
  from?: CalendarDate | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '这一天或之前已在挂职' })
  @IsOptional()
  @IsString()
  to?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '挂职编号的前几位' })
  @IsOptional()
  @MaxLength(40, { message: '搜索文字最多 40 个字。' })
  search?: string | null;
}

@ArgsType()
export class SecondmentListArgs extends PageArgs {
  @Field(() => SecondmentFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SecondmentFilterInput)
  filter?: SecondmentFilterInput | null;

  @Field(() => SecondmentSort, { defaultValue: SecondmentSort.RECORDED_ASC })
  @IsEnum(SecondmentSort)
  sort: SecondmentSort;
}

@InputType()
export class CreateSecondmentInput {
  @Field({ description: '挂职编号' }) @IsString() code: string;
  @Field(() => ID) @EntityIdField() @IsInt() schoolId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field({ description: '教师工号' }) @IsString() teacherNumber: string;
  @Field({ description: '教师姓名' }) @IsString() teacherName: string;
  @Field(() => String, { nullable: true, description: '岗位' }) @IsOptional() @IsString() post?: string | null;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) @IsString() startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期，含当日' }) @IsString() endsOn: CalendarDate;
  @Field(() => String, { nullable: true, description: '考核结果' }) @IsOptional() @IsString() evaluation?:
    string | null;
}

@InputType({ description: '不给出的字段不变；只能修改尚未核验的挂职' })
export class EditSecondmentInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
  @Field({ nullable: true }) @IsOptional() @IsString() teacherNumber?: string;
  @Field({ nullable: true }) @IsOptional() @IsString() teacherName?: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() post?: string | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() startsOn?: CalendarDate;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() endsOn?: CalendarDate;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() evaluation?: string | null;
}
