import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { TrainingSort } from '../domain/training-sort';
import './training.enums';

@InputType()
export class TrainingFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: EntityId | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() enterpriseId?: EntityId | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() occupationCode?: string | null;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() grade?: number | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '结束日期不早于' })
  @IsOptional()
  @IsString()
  endsFrom?: CalendarDate | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '结束日期不晚于' })
  @IsOptional()
  @IsString()
  endsTo?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '培训编号的前几位' })
  @IsOptional()
  @MaxLength(40, { message: '搜索文字最多 40 个字。' })
  search?: string | null;
}

@ArgsType()
export class TrainingListArgs extends PageArgs {
  @Field(() => TrainingFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TrainingFilterInput)
  filter?: TrainingFilterInput | null;

  @Field(() => TrainingSort, { defaultValue: TrainingSort.RECORDED_ASC }) @IsEnum(TrainingSort) sort: TrainingSort;
}

@InputType()
export class CreateTrainingInput {
  @Field({ description: '培训编号' }) @IsString() code: string;
  @Field(() => ID) @EntityIdField() @IsInt() schoolId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field({ description: '职业代码，例如 6-18-01-01' }) @IsString() occupationCode: string;
  @Field(() => String, { nullable: true, description: '职业名称' })
  @IsOptional()
  @IsString()
  occupationName?: string | null;
  @Field(() => Int, { description: '等级，1 到 5' }) @IsInt() grade: number;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) @IsString() startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期' }) @IsString() endsOn: CalendarDate;
}

@InputType({ description: '不给出的字段不变' })
export class EditTrainingInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
  @Field({ nullable: true }) @IsOptional() @IsString() occupationCode?: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() occupationName?: string | null;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() grade?: number;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() startsOn?: CalendarDate;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() endsOn?: CalendarDate;
}

@InputType()
export class TraineeInput {
  @Field({ description: '姓名' }) @IsString() name: string;
  @Field({ description: '证件号码' }) @IsString() idNumber: string;
  @Field(() => String, { nullable: true, description: '证书编号' })
  @IsOptional()
  @IsString()
  certificateNumber?: string | null;
  @Field(() => Boolean, { nullable: true, description: '是否合格；空为否' })
  @IsOptional()
  @IsBoolean()
  passed?: boolean | null;
}

@InputType({ description: '一次最多 500 名；全部登记或全部不登记' })
export class AddTraineesInput {
  @Field(() => ID) @EntityIdField() @IsInt() trainingSessionId: EntityId;

  @Field(() => [TraineeInput])
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => TraineeInput)
  trainees: TraineeInput[];
}

@InputType()
export class SetTraineeResultInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
  @Field({ description: '是否合格' }) @IsBoolean() passed: boolean;
  @Field(() => String, { nullable: true, description: '证书编号；不给出则不变' })
  @IsOptional()
  @IsString()
  certificateNumber?: string | null;
}
