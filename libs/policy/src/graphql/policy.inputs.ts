import { ArgsType, Field, InputType, Int } from '@nestjs/graphql';
import { EnterpriseKind } from '@sxbq/enterprises';
import '@sxbq/enterprises/graphql';
import { PageArgs } from '@sxbq/platform/graphql';
import { ClassLevel, SchoolTier } from '@sxbq/schools';
import '@sxbq/schools/graphql';
import { Type } from 'class-transformer';
import { IsArray, IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';

@ArgsType()
export class PolicyListArgs extends PageArgs {
  @Field(() => Int, { nullable: true, description: '只看适用于该年度的版本' })
  @IsOptional()
  @IsInt()
  year?: number | null;
}

@InputType()
export class CountTargetInput {
  @Field(() => Int) @IsInt() target: number;
  @Field({ description: '出处条款' }) @IsString() clause: string;
}

@InputType()
export class ClassTargetInput {
  @Field(() => Int) @IsInt() percent: number;
  @Field(() => Int) @IsInt() heads: number;
  @Field(() => [ClassLevel]) @IsArray() countedLevels: ClassLevel[];
  @Field({ description: '出处条款' }) @IsString() clause: string;
}

@InputType({ description: '不给出的指标对该层次不适用' })
export class TierTargetsInput {
  @Field(() => SchoolTier) @IsEnum(SchoolTier) tier: SchoolTier;

  @Field(() => CountTargetInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => CountTargetInput)
  partners?: CountTargetInput | null;

  @Field(() => ClassTargetInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ClassTargetInput)
  seniorClasses?: ClassTargetInput | null;

  @Field(() => CountTargetInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => CountTargetInput)
  training?: CountTargetInput | null;
}

@InputType()
export class MajorsTargetInput {
  @Field(() => Int) @IsInt() partnersPerMajor: number;
  @Field(() => [ClassLevel]) @IsArray() concernedLevels: ClassLevel[];
  @Field({ description: '出处条款' }) @IsString() clause: string;
}

@InputType()
export class TrainingFloorInput {
  @Field(() => Int, { description: '最低等级：1 为一级（最高），5 为五级' }) @IsInt() gradeFloor: number;
  @Field({ description: '出处条款' }) @IsString() clause: string;
}

@InputType()
export class CommitteeTargetInput {
  @Field(() => Int) @IsInt() percent: number;
  @Field({ description: '出处条款' }) @IsString() clause: string;
}

@InputType()
export class PolicyDocumentInput {
  @Field(() => [EnterpriseKind]) @IsArray() countedPartnerKinds: EnterpriseKind[];
  @Field(() => Int) @IsInt() minVerifiedExecutions: number;

  @Field(() => [TierTargetsInput])
  @ValidateNested({ each: true })
  @Type(() => TierTargetsInput)
  tiers: TierTargetsInput[];

  @Field(() => MajorsTargetInput)
  @ValidateNested()
  @Type(() => MajorsTargetInput)
  majors: MajorsTargetInput;

  @Field(() => TrainingFloorInput)
  @ValidateNested()
  @Type(() => TrainingFloorInput)
  training: TrainingFloorInput;

  @Field(() => CommitteeTargetInput)
  @ValidateNested()
  @Type(() => CommitteeTargetInput)
  committee: CommitteeTargetInput;
}

@InputType()
export class AddPolicyVersionInput {
  @Field({ description: '政策代码' }) @IsString() code: string;
  @Field() @IsString() title: string;
  @Field(() => Int, { description: '适用起年' }) @IsInt() validFromYear: number;
  @Field(() => Int, { nullable: true, description: '适用止年；空为长期' }) @IsOptional() @IsInt() validToYear?:
    number | null;
  @Field({ description: '出处' }) @IsString() source: string;

  @Field(() => PolicyDocumentInput)
  @ValidateNested()
  @Type(() => PolicyDocumentInput)
  document: PolicyDocumentInput;
}
