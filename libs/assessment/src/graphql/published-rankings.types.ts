import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { IsEnum, IsInt, IsString } from 'class-validator';
import { AssessmentSubject } from '../domain/model';
import './assessment.enums';

@ObjectType('PublishedGoal', { description: '考核目标' })
@DataClass('PUBLIC')
export class PublishedGoalType {
  @Field() code: string;
  @Field() title: string;
  @Field() weight: string;
}

@ObjectType('PublishedGoalScore', { description: '一个目标的得分；所涉人数过少的不公开' })
@DataClass('PUBLIC')
export class PublishedGoalScoreType {
  @Field() goal: string;
  @Field({ description: '所涉人数过少，不公开' }) withheld: boolean;
  @Field(() => String, { nullable: true }) score: string | null;
  @Field(() => String, { nullable: true }) maximum: string | null;
  @Field(() => String, { nullable: true }) value: string | null;
  @Field(() => String, { nullable: true }) target: string | null;
  @Field(() => String, { nullable: true }) reason: string | null;
}

@ObjectType('PublishedPlace', { description: '公布的排名中的一个单位' })
@DataClass('PUBLIC')
export class PublishedPlaceType {
  @Field() code: string;
  @Field() name: string;
  @Field(() => Int, { nullable: true, description: '名次，并列者相同；空为不参加排名' }) rank: number | null;
  @Field() score: string;
  @Field(() => String, { nullable: true, description: '表彰等次' }) award: string | null;
  @Field(() => [String], { description: '适用的一票否决' }) vetoes: readonly string[];
  @Field(() => [PublishedGoalScoreType]) goals: readonly PublishedGoalScoreType[];
}

@ObjectType('PublishedRanking', { description: '公布的排名' })
@DataClass('PUBLIC')
export class PublishedRankingPage extends Paginated(PublishedPlaceType) {
  @Field(() => Int) year: number;
  @Field(() => Int, { description: '第几版' }) version: number;
  @Field({ description: '公布包的摘要' }) digest: string;
  @Field({ description: '考核方案' }) schemeTitle: string;
  @Field({ description: '方案为示例' }) sample: boolean;
  @Field(() => [PublishedGoalType]) schemeGoals: readonly PublishedGoalType[];
}

@ObjectType('RankingYear', { description: '一个年度的名次；都为空为不在其中' })
@DataClass('PUBLIC')
export class RankingYearType {
  @Field(() => Int) year: number;
  @Field(() => Int, { nullable: true }) rank: number | null;
  @Field(() => String, { nullable: true }) score: string | null;
}

@ObjectType('RankingGoalMovement', { description: '一个目标的升降' })
@DataClass('PUBLIC')
export class RankingGoalMovementType {
  @Field() goal: string;
  @Field() title: string;
  @Field(() => String, { nullable: true }) from: string | null;
  @Field(() => String, { nullable: true }) to: string | null;
  @Field(() => String, { nullable: true, description: '空为有一年不公开' }) difference: string | null;
  @Field({ description: '两年的分值不同' }) reweighted: boolean;
}

@ObjectType('RankingMovement', { description: '最近两年之间的升降' })
@DataClass('PUBLIC')
export class RankingMovementType {
  @Field(() => Int, { description: '上升的位次，下降为负' }) places: number;
  @Field({ description: '总分之差' }) score: string;
  @Field(() => [RankingGoalMovementType]) goals: readonly RankingGoalMovementType[];
}

@ObjectType('RankingHistoryRow', { description: '一个单位历年的名次' })
@DataClass('PUBLIC')
export class RankingHistoryRowType {
  @Field() code: string;
  @Field() name: string;
  @Field(() => [RankingYearType]) places: readonly RankingYearType[];
  @Field(() => RankingMovementType, { nullable: true, description: '空为没有两年都参加排名' })
  movement: RankingMovementType | null;
}

@ObjectType('RankingHistory', { description: '历年公布的排名' })
@DataClass('PUBLIC')
export class RankingHistoryPage extends Paginated(RankingHistoryRowType) {
  @Field(() => [Int], { description: '有公布结果的年度，由早到晚' }) years: readonly number[];
}

@ArgsType()
export class PublishedRankingArgs extends PageArgs {
  @Field({ description: '区划前缀，如 3204' }) @IsString() region: string;
  @Field(() => Int) @IsInt() year: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
}

@ArgsType()
export class RankingHistoryArgs extends PageArgs {
  @Field({ description: '区划前缀，如 3204' }) @IsString() region: string;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
  @Field(() => Int) @IsInt() fromYear: number;
  @Field(() => Int, { description: '一次最多 10 个年度' }) @IsInt() toYear: number;
}
