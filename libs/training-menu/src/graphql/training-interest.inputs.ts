import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { InterestStatus, MenuSide } from '../domain/interest-status';
import './training-menu.enums';

@InputType()
export class TrainingInterestFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() trainingOfferId?: EntityId | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() trainingNeedId?: EntityId | null;

  @Field(() => InterestStatus, { nullable: true })
  @IsOptional()
  @IsEnum(InterestStatus)
  status?: InterestStatus | null;

  @Field(() => MenuSide, { nullable: true, description: '由哪一方提出' })
  @IsOptional()
  @IsEnum(MenuSide)
  origin?: MenuSide | null;
}

@ArgsType()
export class InterestListArgs extends PageArgs {
  @Field(() => TrainingInterestFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => TrainingInterestFilterInput)
  filter?: TrainingInterestFilterInput | null;
}

@InputType()
export class ShowTrainingInterestInput {
  @Field(() => ID) @EntityIdField() @IsInt() trainingOfferId: EntityId;
  @Field(() => Int, { description: '人数' }) @IsInt() heads: number;
  @Field(() => String, { nullable: true, description: '备注，最多 500 字' })
  @IsOptional()
  @IsString()
  remarks?: string | null;
}

@InputType({ description: '选用一条培训菜单，或写明培训安排' })
export class AnswerTrainingNeedInput {
  @Field(() => ID) @EntityIdField() @IsInt() trainingNeedId: EntityId;
  @Field(() => Int, { description: '人数' }) @IsInt() heads: number;
  @Field(() => ID, { nullable: true, description: '选用的培训菜单' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  trainingOfferId?: EntityId | null;
  @Field(() => Int, { nullable: true, description: '等级，1 至 5；需求已限定时不必填' })
  @IsOptional()
  @IsInt()
  grade?: number | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() startsOn?: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() endsOn?: CalendarDate | null;
  @Field(() => Int, { nullable: true, description: '每人费用，整元' }) @IsOptional() @IsInt() price?: number | null;
  @Field(() => String, { nullable: true, description: '备注，最多 500 字' })
  @IsOptional()
  @IsString()
  remarks?: string | null;
}
