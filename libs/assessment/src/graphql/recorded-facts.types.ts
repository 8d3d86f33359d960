import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { FactCode } from '../domain/facts/fact-code';
import { AssessmentSubject } from '../domain/model';
import './assessment.enums';

@ObjectType('AssessmentRecordedFact', { description: '登记的考核事实' })
@DataClass('INTERNAL')
export class AssessmentRecordedFactType {
  @Field(() => ID) id: number;
  @Field(() => Int) year: number;
  @Field(() => AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID) organisationId: number;
  @Field(() => FactCode) fact: FactCode;
  @Field(() => Int, { description: '数目；企业评价为 1–5' }) value: number;
  @Field(() => ID, { nullable: true, description: '评价的企业；空为工作人员登记' }) ratedBy: number | null;
  @Field({ description: '理由' }) reason: string;
  @Field(() => Date) recordedAt: Date;
  @Field(() => Date, { nullable: true }) withdrawnAt: Date | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentRecordedFactPage extends Paginated(AssessmentRecordedFactType) {}

@InputType()
export class AssessmentRecordedFactFilterInput {
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() year?: number | null;

  @Field(() => AssessmentSubject, { nullable: true })
  @IsOptional()
  @IsEnum(AssessmentSubject)
  subject?: AssessmentSubject | null;

  @Field(() => ID, { nullable: true, description: '学校或企业的编号' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  assessedId?: number | null;

  @Field(() => FactCode, { nullable: true }) @IsOptional() @IsEnum(FactCode) fact?: FactCode | null;
}

@ArgsType()
export class AssessmentRecordedFactListArgs extends PageArgs {
  @Field(() => AssessmentRecordedFactFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AssessmentRecordedFactFilterInput)
  filter?: AssessmentRecordedFactFilterInput | null;
}

@InputType()
export class RecordAssessmentFactInput {
  @Field(() => Int) @IsInt() year: number;
  @Field(() => AssessmentSubject) @IsEnum(AssessmentSubject) subject: AssessmentSubject;
  @Field(() => ID, { description: '学校或企业的编号' }) @EntityIdField() @IsInt() assessedId: number;
  @Field(() => FactCode, { description: '督查问题、弄虚作假或实训设施' }) @IsEnum(FactCode) fact: FactCode;
  @Field(() => Int) @IsInt() value: number;
  @Field({ description: '理由' }) @IsString() reason: string;
}

@InputType()
export class RateSchoolInput {
  @Field(() => Int) @IsInt() year: number;
  @Field(() => ID) @EntityIdField() @IsInt() schoolId: number;
  @Field(() => Int, { description: '1–5' }) @IsInt() rating: number;
  @Field({ description: '理由' }) @IsString() reason: string;
}
