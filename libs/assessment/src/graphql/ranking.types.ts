import { ArgsType, Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { IsEnum, IsInt } from 'class-validator';
import { FactCode } from '../domain/facts/fact-code';
import { AssessmentSubject } from '../domain/model';
import './assessment.enums';

@ObjectType('AssessmentComponentScore', { description: '目标中一项的得分' })
@DataClass('INTERNAL')
export class AssessmentComponentScoreType {
  @Field() component: string;
  @Field(() => String, { nullable: true }) value: string | null;
  @Field(() => String, { nullable: true }) target: string | null;
  @Field() score: string;
  @Field() maximum: string;
  @Field(() => String, { nullable: true, description: '未得满分或没有数值的原因' }) reason: string | null;
}

@ObjectType('AssessmentGoalScore', { description: '一个目标的得分' })
@DataClass('INTERNAL')
export class AssessmentGoalScoreType {
  @Field() goal: string;
  @Field(() => String, { nullable: true }) value: string | null;
  @Field(() => String, { nullable: true }) target: string | null;
  @Field() score: string;
  @Field({ description: '不含加分的满分' }) maximum: string;
  @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => [AssessmentComponentScoreType]) components: readonly AssessmentComponentScoreType[];
}

@ObjectType('AssessmentPlace', { description: '排名中的一个单位' })
@DataClass('INTERNAL')
export class AssessmentPlaceType {
  @Field(() => ID) organisationId: number;
  @Field() code: string;
  @Field() name: string;
  @Field(() => Int, { nullable: true, description: '名次，并列者相同；空为不参加排名' }) rank: number | null;
  @Field() score: string;
  @Field(() => Int, { description: '达标的硬指标数' }) hardTargetsMet: number;
  @Field(() => String, { nullable: true, description: '表彰等次' }) award: string | null;
  @Field(() => [String], { description: '适用的一票否决' }) vetoes: readonly string[];
  @Field(() => [AssessmentGoalScoreType]) goals: readonly AssessmentGoalScoreType[];
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentRankingPage extends Paginated(AssessmentPlaceType) {}

@ObjectType('AssessmentFactEvidence', { description: '数值来自哪些记录；只有编号和数目' })
@DataClass('INTERNAL')
export class AssessmentFactEvidenceType {
  @Field({ description: '记录的种类' }) type: string;
  @Field(() => [ID]) ids: readonly number[];
  @Field(() => Int, { description: '条数或人数' }) count: number;
}

@ObjectType('AssessmentFact', { description: '一项冻结的事实' })
@DataClass('INTERNAL')
export class AssessmentFactType {
  @Field(() => FactCode) code: FactCode;
  @Field() title: string;
  @Field() unit: string;
  @Field(() => String, { nullable: true }) value: string | null;
  @Field(() => String, { nullable: true }) target: string | null;
  @Field(() => Boolean, { nullable: true }) met: boolean | null;
  @Field(() => String, { nullable: true, description: '没有数值的种类：NO_DATA 或 NOT_APPLICABLE' })
  absence: string | null;
  @Field(() => String, { nullable: true }) reason: string | null;
  @Field(() => Int, { nullable: true, description: '占比的计入数' }) counted: number | null;
  @Field(() => Int, { nullable: true, description: '占比的总数' }) total: number | null;
  @Field(() => [AssessmentFactEvidenceType]) evidence: readonly AssessmentFactEvidenceType[];
}

@ObjectType('AssessmentDownloadLink', { description: '短期有效的下载链接' })
@DataClass('INTERNAL')
export class AssessmentDownloadLinkType {
  @Field({ description: '接口地址之下的路径，含凭据' }) path: string;
  @Field(() => Date) expiresAt: Date;
}

@ArgsType()
export class AssessedOrganisationArgs {
  @Field(() => ID) @EntityIdField() @IsInt() runId: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID, { description: '学校或企业的编号' }) @EntityIdField() @IsInt() assessedId: number;
}

@ArgsType()
export class AssessmentRankingArgs extends PageArgs {
  @Field(() => ID) @EntityIdField() @IsInt() runId: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
}
