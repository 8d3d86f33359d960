import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDate,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  ValidateNested,
} from 'class-validator';
import { RoundStatus } from '../domain/round-status';
import './round.enums';

@InputType()
export class MatchingRoundFilterInput {
  @Field(() => RoundStatus, { nullable: true }) @IsOptional() @IsEnum(RoundStatus) status?: RoundStatus | null;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() graduationYear?: number | null;
}

@ArgsType()
export class RoundListArgs extends PageArgs {
  @Field(() => MatchingRoundFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MatchingRoundFilterInput)
  filter?: MatchingRoundFilterInput | null;
}

@InputType()
export class CreateMatchingRoundInput {
  @Field({ description: '名称' }) @IsString() title: string;
  @Field({ description: '举办地区，GB/T 2260 前几位' }) @IsString() regionPrefix: string;
  @Field(() => Int, { description: '毕业年份' }) @IsInt() graduationYear: number;
  @Field(() => Date, { description: '毕业生报名和填报志愿截止' }) @IsDate() wishesUntil: Date;
  @Field(() => Date, { description: '企业报名和排序截止，不早于志愿截止' }) @IsDate() rankingUntil: Date;
  @Field({ description: '约定的公开开奖，写明彩种和期号，例如“中国福利彩票双色球 2026055 期”' })
  @IsString()
  drawSource: string;
  @Field(() => CalendarDateScalar, { description: '开奖日，晚于排序截止日' }) @IsString() drawOn: CalendarDate;
  @Field(() => Int, { defaultValue: 20, description: '志愿数上限，1 至 50' }) @IsInt() maxWishes: number;
  @Field(() => Int, { defaultValue: 2, description: '轮数上限，1 至 5' }) @IsInt() passes: number;
  @Field(() => Int, { defaultValue: 3, description: '公布后的答复天数，1 至 14' }) @IsInt() answerDays: number;
}

@ArgsType()
export class RoundArgs extends PageArgs {
  @Field(() => ID) @EntityIdField() @IsInt() roundId: EntityId;
}

@ArgsType()
export class RoundPostingsArgs extends RoundArgs {
  @Field({ defaultValue: false, description: '只看自己的，包括已退出的' }) @IsBoolean() own: boolean;
}

@ArgsType()
export class RoundOfPostingArgs extends RoundArgs {
  @Field(() => ID) @EntityIdField() @IsInt() jobPostingId: EntityId;
}

@InputType()
export class RoundWishInput {
  @Field(() => ID) @EntityIdField() @IsInt() jobPostingId: EntityId;
  @Field(() => Int, { description: '第几志愿，从 1 起，不能重复' }) @IsInt() rank: number;
}

@InputType()
export class RankPostingsInput {
  @Field(() => ID) @EntityIdField() @IsInt() roundId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() graduateId: EntityId;

  @Field(() => [RoundWishInput], { description: '全部志愿，替换原来的' })
  @IsArray()
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => RoundWishInput)
  wishes: RoundWishInput[];
}

@InputType()
export class EnrolPostingInput {
  @Field(() => ID) @EntityIdField() @IsInt() roundId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() jobPostingId: EntityId;
  @Field(() => Int, { description: '投入名额，不超过岗位尚余的名额' }) @IsInt() seats: number;
  @Field({ defaultValue: true, description: '同意未排序的毕业生按得分补全' }) @IsBoolean() completes: boolean;
}

@InputType()
export class RoundRankingInput {
  @Field(() => ID) @EntityIdField() @IsInt() graduateId: EntityId;
  @Field(() => Int, { description: '名次，从 1 起，可以并列' }) @IsInt() rank: number;
}

@InputType()
export class RankGraduatesInput {
  @Field(() => ID) @EntityIdField() @IsInt() roundId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() jobPostingId: EntityId;

  @Field(() => [RoundRankingInput], { description: '全部排序，替换原来的' })
  @IsArray()
  @ArrayMaxSize(5_000)
  @ValidateNested({ each: true })
  @Type(() => RoundRankingInput)
  rankings: RoundRankingInput[];
}
