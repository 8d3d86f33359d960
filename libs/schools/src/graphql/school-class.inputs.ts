import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { ClassLevel } from '../domain/class-level';
import { SchoolClassSort } from '../domain/school-sort';
import './school.enums';

@InputType()
export class SchoolMajorFilterInput {
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolId?: string | null;

  @Field(() => String, { nullable: true, description: '名称或代码的一部分' })
  @IsOptional()
  @MaxLength(60, { message: '搜索文字最多 60 个字。' })
  search?: string | null;
}

@ArgsType()
export class SchoolMajorListArgs extends PageArgs {
  @Field(() => SchoolMajorFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SchoolMajorFilterInput)
  filter?: SchoolMajorFilterInput | null;
}

@InputType()
export class AddSchoolMajorInput {
  @Field(() => ID) @IsString() schoolId: string;
  @Field({ description: '专业代码' }) @IsString() code: string;
  @Field({ description: '专业名称' }) @IsString() name: string;
}

@InputType()
export class SchoolClassFilterInput {
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolId?: string | null;
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolMajorId?: string | null;
  @Field(() => ClassLevel, { nullable: true }) @IsOptional() @IsEnum(ClassLevel) level?: ClassLevel | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '只看这一天在读的班级' })
  @IsOptional()
  @IsString()
  runningOn?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '名称或代码的一部分' })
  @IsOptional()
  @MaxLength(60, { message: '搜索文字最多 60 个字。' })
  search?: string | null;
}

@ArgsType()
export class SchoolClassListArgs extends PageArgs {
  @Field(() => SchoolClassFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => SchoolClassFilterInput)
  filter?: SchoolClassFilterInput | null;

  @Field(() => SchoolClassSort, { defaultValue: SchoolClassSort.CODE_ASC })
  @IsEnum(SchoolClassSort)
  sort: SchoolClassSort;
}

@InputType()
export class CreateSchoolClassInput {
  @Field(() => ID) @IsString() schoolId: string;
  @Field({ description: '班级代码' }) @IsString() code: string;
  @Field({ description: '班级名称' }) @IsString() name: string;
  @Field(() => ID) @IsString() schoolMajorId: string;
  @Field(() => ClassLevel, { description: '培养层次' }) @IsEnum(ClassLevel) level: ClassLevel;
  @Field(() => CalendarDateScalar, { description: '开班日期' }) @IsString() startsOn: CalendarDate;

  @Field(() => CalendarDateScalar, { nullable: true, description: '结业日期' })
  @IsOptional()
  @IsString()
  endsOn?: CalendarDate | null;
}

@InputType({ description: '不给出的字段不变；结业日期给出空值则清除' })
export class UpdateSchoolClassInput {
  @Field(() => ID) @IsString() id: string;
  @Field(() => Int) @IsInt() revision: number;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() name?: string | null;
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolMajorId?: string | null;
  @Field(() => ClassLevel, { nullable: true }) @IsOptional() @IsEnum(ClassLevel) level?: ClassLevel | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() startsOn?: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() endsOn?: CalendarDate | null;
}

@InputType()
export class EnrolmentFilterInput {
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolId?: string | null;
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() schoolClassId?: string | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() countedFrom?: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() countedTo?: CalendarDate | null;
}

@ArgsType()
export class EnrolmentListArgs extends PageArgs {
  @Field(() => EnrolmentFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => EnrolmentFilterInput)
  filter?: EnrolmentFilterInput | null;
}

@InputType()
export class RecordEnrolmentInput {
  @Field(() => ID) @IsString() schoolClassId: string;
  @Field(() => CalendarDateScalar, { description: '统计日期' }) @IsString() countedOn: CalendarDate;
  @Field(() => Int, { description: '在校人数' }) @IsInt() heads: number;
}
