import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsEnum, IsInt, IsString, ValidateNested } from 'class-validator';
import { ScorePart } from '../domain/scoring/score-part';
import './matching.enums';

@ObjectType('ScoreWeight', { description: '一项评分的权重' })
@DataClass('INTERNAL')
export class ScoreWeightType {
  @Field(() => ScorePart) part: ScorePart;
  @Field(() => Int, { description: '各项合计 100' }) weight: number;
}

@ObjectType('ScoreWeights', { description: '推荐评分权重的一个版本' })
@DataClass('INTERNAL')
export class ScoreWeightsType {
  @Field({ description: '适用区划的前几位；空为随软件提供的示例权重' }) regionPrefix: string;
  @Field(() => Int, { nullable: true, description: '空为随软件提供的示例权重' }) version: number | null;
  @Field({ description: '出处' }) source: string;
  @Field(() => [ScoreWeightType]) weights: ScoreWeightType[];
}

@InputType()
export class ScoreWeightInput {
  @Field(() => ScorePart) @IsEnum(ScorePart) part: ScorePart;
  @Field(() => Int, { description: '0 至 100' }) @IsInt() weight: number;
}

@InputType()
export class PublishScoreWeightsInput {
  @Field({ description: '适用区划的前几位' }) @IsString() regionPrefix: string;
  @Field({ description: '出处' }) @IsString() source: string;
  @Field(() => [ScoreWeightInput], { description: '每项一个权重，合计 100' })
  @IsArray()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Type(() => ScoreWeightInput)
  weights: ScoreWeightInput[];
}
