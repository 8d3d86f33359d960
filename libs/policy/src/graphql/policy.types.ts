import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { EnterpriseKind } from '@sxbq/enterprises';
import '@sxbq/enterprises/graphql';
import { DataClass, Paginated } from '@sxbq/platform/graphql';
import { ClassLevel, SchoolTier } from '@sxbq/schools';
import '@sxbq/schools/graphql';
import './policy.enums';

@DataClass('INTERNAL')
@ObjectType({ description: '要求达到的数量' })
export class CountTarget {
  @Field(() => Int) target: number;
  @Field({ description: '出处条款' }) clause: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: '比例或人数，达到其一即可' })
export class ClassTarget {
  @Field(() => Int, { description: '计入层次人数占全部在校生的百分比' }) percent: number;
  @Field(() => Int, { description: '或计入层次的人数' }) heads: number;
  @Field(() => [ClassLevel], { description: '计入的培养层次' }) countedLevels: ClassLevel[];
  @Field({ description: '出处条款' }) clause: string;
}

@DataClass('INTERNAL')
@ObjectType('TierTargets', { description: '一个层次的目标；为空的指标对该层次不适用' })
export class TierTargetsType {
  @Field(() => SchoolTier) tier: SchoolTier;
  @Field(() => CountTarget, { nullable: true, description: '紧密型合作企业数' }) partners: CountTarget | null;
  @Field(() => ClassTarget, { nullable: true, description: '高级班在校生' }) seniorClasses: ClassTarget | null;
  @Field(() => CountTarget, { nullable: true, description: '年培训高技能人才数' }) training: CountTarget | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: '每个专业的合作企业数' })
export class MajorsTarget {
  @Field(() => Int) partnersPerMajor: number;
  @Field(() => [ClassLevel], { description: '开有这些层次班级的专业才受要求' }) concernedLevels: ClassLevel[];
  @Field({ description: '出处条款' }) clause: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: '计入培训的等级' })
export class TrainingFloor {
  @Field(() => Int, { description: '最低等级：1 为一级（最高），5 为五级' }) gradeFloor: number;
  @Field({ description: '出处条款' }) clause: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: '企业和行业成员的比例' })
export class CommitteeTarget {
  @Field(() => Int) percent: number;
  @Field({ description: '出处条款' }) clause: string;
}

@DataClass('INTERNAL')
@ObjectType('PolicyDocument', { description: '一个版本的全部标准' })
export class PolicyDocumentType {
  @Field(() => [EnterpriseKind], { description: '计数的合作方类型' }) countedPartnerKinds: EnterpriseKind[];
  @Field(() => Int, { description: '有效执行所需的已核验执行记录数' }) minVerifiedExecutions: number;
  @Field(() => [TierTargetsType]) tiers: TierTargetsType[];
  @Field(() => MajorsTarget) majors: MajorsTarget;
  @Field(() => TrainingFloor) training: TrainingFloor;
  @Field(() => CommitteeTarget) committee: CommitteeTarget;
}

@DataClass('INTERNAL')
@ObjectType('Policy', { description: '政策标准的一个版本；发布后不再修改' })
export class PolicyType {
  @Field(() => ID) id: number;
  @Field({ description: '政策代码' }) code: string;
  @Field(() => Int, { description: '版本号；年度重叠时以最高版本为准' }) version: number;
  @Field() title: string;
  @Field(() => Int, { description: '适用起年' }) validFromYear: number;
  @Field(() => Int, { nullable: true, description: '适用止年；空为长期' }) validToYear: number | null;
  @Field({ description: '出处' }) source: string;
  @Field(() => GraphQLISODateTime) recordedAt: Date;
}

@DataClass('INTERNAL')
@ObjectType()
export class PolicyPage extends Paginated(PolicyType) {}
