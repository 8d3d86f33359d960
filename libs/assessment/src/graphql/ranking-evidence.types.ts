import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { DataClass } from '@sxbq/platform/graphql';
import { IsString } from 'class-validator';
import { AssessedOrganisationArgs, AssessmentFactType } from './ranking.types';

@ObjectType('AssessmentValueChange', { description: '异议成立后的一次更正' })
@DataClass('INTERNAL')
export class AssessmentValueChangeType {
  @Field(() => String, { nullable: true }) from: string | null;
  @Field() to: string;
}

@ObjectType('AssessmentComponentEvidence', { description: '目标中一项的依据' })
@DataClass('INTERNAL')
export class AssessmentComponentEvidenceType {
  @Field() component: string;
  @Field() title: string;
  @Field({ description: '占目标分值的百分比' }) share: string;
  @Field(() => AssessmentFactType, { nullable: true, description: '冻结的事实；空为由评分人打分' })
  fact: AssessmentFactType | null;
  @Field(() => [AssessmentValueChangeType]) corrections: readonly AssessmentValueChangeType[];
}

@ObjectType('AssessmentGoalEvidence', { description: '一个单位一个目标的分数由何而来' })
@DataClass('INTERNAL')
export class AssessmentGoalEvidenceType {
  @Field() goal: string;
  @Field() title: string;
  @Field() weight: string;
  @Field(() => [AssessmentComponentEvidenceType]) components: readonly AssessmentComponentEvidenceType[];
}

@ArgsType()
export class RankingEvidenceArgs extends AssessedOrganisationArgs {
  @Field({ description: '目标代码' }) @IsString() goal: string;
}
