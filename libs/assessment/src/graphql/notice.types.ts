import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { FactCode } from '../domain/facts/fact-code';
import { AssessmentSubject } from '../domain/model';
import { ObjectionStatus } from '../domain/run/objection-status';
import './assessment.enums';

@ObjectType('AssessmentObjection', { description: '对公示的异议' })
@DataClass('INTERNAL')
export class AssessmentObjectionType {
  @Field(() => ID) id: number;
  @Field(() => ID) runId: number;
  @Field(() => AssessmentSubject, { description: '所涉单位是学校还是企业' }) subject: AssessmentSubject;
  @Field(() => ID, { description: '所涉单位的编号' }) organisationId: number;
  @Field(() => String, { nullable: true, description: '所涉目标；空为整体' }) goal: string | null;
  @Field(() => AssessmentSubject) filedBySubject: AssessmentSubject;
  @Field(() => ID, { description: '提出异议的学校或企业' }) filedById: number;
  @Field(() => CalendarDateScalar) filedOn: CalendarDate;
  @Field({ description: '异议内容' }) statement: string;
  @Field(() => ObjectionStatus) status: ObjectionStatus;
  @Field(() => String, { nullable: true, description: '答复' }) answer: string | null;
  @Field(() => Date, { nullable: true }) answeredAt: Date | null;
  @Field(() => Int) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentObjectionPage extends Paginated(AssessmentObjectionType) {}

@ObjectType('AssessmentCorrection', { description: '异议成立后的更正' })
@DataClass('INTERNAL')
export class AssessmentCorrectionType {
  @Field(() => AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID) organisationId: number;
  @Field(() => String, { nullable: true, description: '更正的事实' }) fact: string | null;
  @Field(() => String, { nullable: true, description: '更正评分的目标' }) goal: string | null;
  @Field(() => String, { nullable: true, description: '更正前；空为没有数值' }) from: string | null;
  @Field() to: string;
  @Field() reason: string;
  @Field(() => ID) objectionId: number;
  @Field(() => Date) recordedAt: Date;
}

@InputType()
export class AssessmentObjectionFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() runId?: number | null;

  @Field(() => ObjectionStatus, { nullable: true })
  @IsOptional()
  @IsEnum(ObjectionStatus)
  status?: ObjectionStatus | null;
}

@ArgsType()
export class AssessmentObjectionListArgs extends PageArgs {
  @Field(() => AssessmentObjectionFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AssessmentObjectionFilterInput)
  filter?: AssessmentObjectionFilterInput | null;
}

@InputType()
export class FileAssessmentObjectionInput {
  @Field(() => ID) @EntityIdField() @IsInt() runId: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID, { description: '所涉学校或企业的编号' }) @EntityIdField() @IsInt() assessedId: number;
  @Field(() => String, { nullable: true, description: '所涉目标' }) @IsOptional() @IsString() goal?: string | null;
  @Field({ description: '异议内容' }) @IsString() statement: string;
}

@InputType({ description: '事实与评分目标给出其一' })
export class AssessmentCorrectionInput {
  @Field(() => FactCode, { nullable: true }) @IsOptional() @IsEnum(FactCode) fact?: FactCode | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() goal?: string | null;
  @Field({ description: '更正后的值' }) @IsString() to: string;
  @Field({ description: '更正理由' }) @IsString() reason: string;
}

@InputType()
export class AnswerAssessmentObjectionInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: number;
  @Field(() => Int) @IsInt() revision: number;
  @Field({ description: '异议成立' }) @IsBoolean() upheld: boolean;
  @Field({ description: '答复' }) @IsString() answer: string;

  @Field(() => AssessmentCorrectionInput, { nullable: true, description: '成立时给出' })
  @IsOptional()
  @ValidateNested()
  @Type(() => AssessmentCorrectionInput)
  correction?: AssessmentCorrectionInput | null;
}
