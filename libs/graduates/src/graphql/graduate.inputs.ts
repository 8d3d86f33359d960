import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { EntityId } from '@sxbq/kernel';
import { EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { ClassLevel } from '@sxbq/schools';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { GraduateSort } from '../domain/graduate-sort';
import { GraduateStatus } from '../domain/graduate-status';
import './graduate.enums';

@InputType()
export class CohortFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: EntityId | null;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() graduationYear?: number | null;
  @Field(() => ClassLevel, { nullable: true }) @IsOptional() @IsEnum(ClassLevel) level?: ClassLevel | null;
}

@ArgsType()
export class CohortListArgs extends PageArgs {
  @Field(() => CohortFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => CohortFilterInput)
  filter?: CohortFilterInput | null;
}

@InputType()
export class PublishCohortInput {
  @Field(() => ID) @EntityIdField() @IsInt() schoolClassId: EntityId;
  @Field(() => Int, { description: '毕业年份' }) @IsInt() graduationYear: number;
  @Field(() => Int, { description: '毕业人数' }) @IsInt() heads: number;
  @Field(() => Int, { description: '待就业人数' }) @IsInt() available: number;
  @Field(() => Int, { description: '此前已就业人数' }) @IsInt() placedBefore: number;
}

@InputType()
export class GraduateFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: EntityId | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() cohortId?: EntityId | null;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() graduationYear?: number | null;
  @Field(() => GraduateStatus, { nullable: true }) @IsOptional() @IsEnum(GraduateStatus) status?: GraduateStatus | null;

  @Field(() => String, { nullable: true, description: '持有该职业的技能等级证书' })
  @IsOptional()
  @MaxLength(40)
  certifiedIn?: string | null;

  @Field(() => String, { nullable: true, description: '学号的前几位' })
  @IsOptional()
  @MaxLength(40, { message: '搜索文字最多 40 个字。' })
  search?: string | null;
}

@ArgsType()
export class GraduateListArgs extends PageArgs {
  @Field(() => GraduateFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => GraduateFilterInput)
  filter?: GraduateFilterInput | null;

  @Field(() => GraduateSort, { defaultValue: GraduateSort.RECORDED_ASC })
  @IsEnum(GraduateSort)
  sort: GraduateSort;
}

@InputType()
export class CertificateInput {
  @Field({ description: '职业代码' }) @IsString() occupationCode: string;
  @Field(() => Int, { description: '等级，1 至 5' }) @IsInt() grade: number;
}

@InputType({ isAbstract: true })
abstract class WishesInput {
  @Field(() => [CertificateInput], { nullable: true })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => CertificateInput)
  certificates?: CertificateInput[] | null;

  @Field(() => [String], { nullable: true, description: '意向职业代码，最想去的在前，最多 10 个' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  occupationCodes?: string[] | null;

  @Field(() => [String], { nullable: true, description: '意向地区代码的前几位，最想去的在前，最多 10 个' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  regionPrefixes?: string[] | null;

  @Field(() => Int, { nullable: true, description: '期望月薪，元' }) @IsOptional() @IsInt() salaryFloor?: number | null;
}

@InputType()
export class GraduateInput extends WishesInput {
  @Field({ description: '学号' }) @IsString() studentNumber: string;
  @Field({ description: '姓名' }) @IsString() name: string;
  @Field({ description: '证件号码' }) @IsString() idNumber: string;
  @Field(() => String, { nullable: true, description: '联系电话' }) @IsOptional() @IsString() phone?: string | null;
}

@InputType({ description: '不给出的字段不变' })
export class EditGraduateInput extends WishesInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
  @Field(() => Boolean, { nullable: true, description: '不参加自动推荐' })
  @IsOptional()
  @IsBoolean()
  suggestionsOptedOut?: boolean | null;
  @Field(() => Boolean, { nullable: true, description: '是否参加供求对接' }) @IsOptional() @IsBoolean() takesPart?:
    boolean | null;
}
