import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { AssessmentSubject } from '../domain/model';
import './assessment.enums';

@ObjectType('AssessmentGoal', { description: '考核目标' })
@DataClass('INTERNAL')
export class AssessmentGoalType {
  @Field() code: string;
  @Field() title: string;
  @Field({ description: '分值；全部目标合计 100' }) weight: string;
  @Field({ description: '由评分人打分' }) marked: boolean;
}

@ObjectType('AssessmentScheme', { description: '考核方案的一个版本，不可修改' })
@DataClass('INTERNAL')
export class AssessmentSchemeType {
  @Field(() => ID) id: number;
  @Field({ description: '适用区划前缀；空为平台自带的示例' }) regionPrefix: string;
  @Field(() => Int) year: number;
  @Field(() => AssessmentSubject) subject: AssessmentSubject;
  @Field(() => Int) version: number;
  @Field() title: string;
  @Field({ description: '规范化文本的 SHA-256' }) digest: string;
  @Field(() => Date) recordedAt: Date;
  @Field(() => [AssessmentGoalType]) goals: AssessmentGoalType[];
  @Field({ description: '完整方案（JSON）' }) document: string;
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentSchemePage extends Paginated(AssessmentSchemeType) {}

@InputType()
export class AssessmentSchemeFilterInput {
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() year?: number | null;

  @Field(() => AssessmentSubject, { nullable: true })
  @IsOptional()
  @IsEnum(AssessmentSubject)
  subject?: AssessmentSubject | null;
}

@ArgsType()
export class AssessmentSchemeListArgs extends PageArgs {
  @Field(() => AssessmentSchemeFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AssessmentSchemeFilterInput)
  filter?: AssessmentSchemeFilterInput | null;
}

@InputType()
export class AddAssessmentSchemeInput {
  @Field(() => String, { nullable: true, description: '适用区划前缀；不给出为本单位辖区' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;

  @Field({ description: '完整方案（JSON）；版本号由平台编定' }) @IsString() document: string;
}
