import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { AssessmentSubject } from '../domain/model';
import './assessment.enums';

@ObjectType('SelfScoreAttachment', { description: '自评的附件' })
@DataClass('INTERNAL')
export class SelfScoreAttachmentType {
  @Field(() => ID) id: number;
  @Field() fileName: string;
  @Field() mediaType: string;
  @Field(() => Int) byteSize: number;
  @Field({ description: '内容的 SHA-256' }) sha256: string;
  @Field(() => Date) uploadedAt: Date;
}

@ObjectType('SelfScore', { description: '一个单位对一个目标的自评' })
@DataClass('INTERNAL')
export class SelfScoreType {
  @Field(() => ID) id: number;
  @Field() goal: string;
  @Field({ description: '自评分' }) points: string;
  @Field({ description: '说明' }) narrative: string;
  @Field(() => Int) revision: number;
  @Field(() => Date) changedAt: Date;
}

@ObjectType('AssessmentMark', { description: '分给本人的一项评分；看不到另一人的评分' })
@DataClass('INTERNAL')
export class AssessmentMarkType {
  @Field(() => ID) id: number;
  @Field(() => ID) runId: number;
  @Field(() => AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID) organisationId: number;
  @Field() organisationCode: string;
  @Field() organisationName: string;
  @Field() goal: string;
  @Field(() => String, { nullable: true, description: '0–100；空为未评' }) points: string | null;
  @Field(() => String, { nullable: true }) comment: string | null;
  @Field(() => Date, { nullable: true }) markedAt: Date | null;
  @Field(() => Int) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentMarkPage extends Paginated(AssessmentMarkType) {}

@ObjectType('AssessmentDisagreement', { description: '待裁定的评分分歧' })
@DataClass('INTERNAL')
export class AssessmentDisagreementType {
  @Field(() => ID) runId: number;
  @Field(() => AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID) organisationId: number;
  @Field() organisationCode: string;
  @Field() organisationName: string;
  @Field() goal: string;
  @Field(() => [String], { description: '两个评分' }) points: readonly string[];
  @Field(() => [String], { nullable: 'items', description: '两个评语' }) comments: readonly (string | null)[];
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentDisagreementPage extends Paginated(AssessmentDisagreementType) {}

@InputType()
export class SaveSelfScoreInput {
  @Field(() => ID) @EntityIdField() @IsInt() runId: number;
  @Field() @IsString() goal: string;
  @Field({ description: '0 到该目标的分值，最多两位小数' }) @IsString() points: string;
  @Field({ description: '说明' }) @IsString() narrative: string;
  @Field(() => Int, { nullable: true, description: '现有自评的修订号；首次填报不给出' })
  @IsOptional()
  @IsInt()
  revision?: number | null;
}

@ArgsType()
export class AssessmentMarkQueueArgs extends PageArgs {
  @Field(() => Boolean, { nullable: true, description: '是为未评的，否为已评的，不给出为全部' })
  @IsOptional()
  @IsBoolean()
  open?: boolean | null;
}

@ArgsType()
export class AssessmentModerationArgs extends PageArgs {
  @Field(() => ID) @EntityIdField() @IsInt() runId: number;
}

@InputType()
export class GiveAssessmentMarkInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: number;
  @Field(() => Int) @IsInt() revision: number;
  @Field({ description: '0–100，最多两位小数' }) @IsString() points: string;
  @Field(() => String, { nullable: true, description: '评语' }) @IsOptional() @IsString() comment?: string | null;
}

@InputType()
export class MarkedGoalInput {
  @Field(() => ID) @EntityIdField() @IsInt() runId: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID, { description: '学校或企业的编号' }) @EntityIdField() @IsInt() assessedId: number;
  @Field() @IsString() goal: string;
}

@InputType()
export class ModerateAssessmentMarkInput extends MarkedGoalInput {
  @Field({ description: '0–100，最多两位小数' }) @IsString() points: string;
  @Field({ description: '裁定理由' }) @IsString() reason: string;
}

@InputType()
export class AssignAssessmentMarkerInput extends MarkedGoalInput {
  @Field(() => Int, { description: '1 或 2' }) @IsInt() @Min(1) @Max(2) seat: number;
  @Field(() => ID) @EntityIdField() @IsInt() membershipId: number;
}
