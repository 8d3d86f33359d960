import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { AssessmentStatus } from '../domain/run/run-status';
import { AssessmentTask } from '../domain/run/run-task';
import './assessment.enums';

@ObjectType('AssessmentTransition', { description: '考核的一步办理' })
@DataClass('INTERNAL')
export class AssessmentTransitionType {
  @Field() action: string;
  @Field(() => AssessmentStatus, { nullable: true }) fromStatus: AssessmentStatus | null;
  @Field(() => AssessmentStatus) toStatus: AssessmentStatus;
  @Field(() => ID, { nullable: true, description: '办理人账号编号；空为系统或接口账号' }) actorId: number | null;
  @Field({ description: '办理人当时的角色' }) actorRole: string;
  @Field(() => Date) occurredAt: Date;
}

@ObjectType('AssessmentMarkingFigures', { description: '评分进度' })
@DataClass('INTERNAL')
export class AssessmentMarkingFiguresType {
  @Field(() => Int, { description: '应评' }) assigned: number;
  @Field(() => Int, { description: '已评' }) given: number;
}

@ObjectType('AssessmentSnapshot', { description: '冻结的事实' })
@DataClass('INTERNAL')
export class AssessmentSnapshotType {
  @Field(() => CalendarDateScalar, { description: '基准日' }) asOf: CalendarDate;
  @Field(() => Date) takenAt: Date;
  @Field(() => Int, { description: '单位数' }) organisations: number;
  @Field({ description: '全部事实的 SHA-256' }) factsDigest: string;
}

@ObjectType('AssessmentBundle', { description: '封存的公布包' })
@DataClass('INTERNAL')
export class AssessmentBundleType {
  @Field() digest: string;
  @Field(() => String, { nullable: true, description: '所链接的上一年度公布包' }) previousDigest: string | null;
  @Field({ description: '签名密钥编号' }) keyId: string;
  @Field({ description: 'Ed25519 公钥，base64' }) publicKey: string;
  @Field(() => Int) byteSize: number;
  @Field({ description: '文件的 SHA-256' }) sha256: string;
  @Field(() => Date) sealedAt: Date;
}

@ObjectType('AssessmentRun', { description: '一个地区一个年度的考核' })
@DataClass('INTERNAL')
export class AssessmentRunType {
  @Field(() => ID) id: number;
  @Field() regionPrefix: string;
  @Field(() => Int) year: number;
  @Field(() => Int, { description: '第几版；重新考核时加一' }) version: number;
  @Field(() => AssessmentStatus) status: AssessmentStatus;
  @Field(() => CalendarDateScalar, { description: '自评截止日' }) selfScoreUntil: CalendarDate;
  @Field(() => Date, { nullable: true }) selfScoresLockedAt: Date | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '事实基准日' }) asOf: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '公示首日' }) noticeFrom: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '公示末日' }) noticeUntil: CalendarDate | null;
  @Field(() => Date, { nullable: true }) noticeEndedAt: Date | null;
  @Field(() => Date, { nullable: true }) publishedAt: Date | null;
  @Field(() => ID, { nullable: true, description: '被本版取代的上一版' }) supersedesId: number | null;
  @Field(() => ID, { nullable: true, description: '取代本版的新版' }) supersededById: number | null;
  @Field(() => AssessmentTask, { nullable: true, description: '系统正在办理；空为没有' }) task: AssessmentTask | null;
  @Field(() => Int) taskDone: number;
  @Field(() => String, { nullable: true, description: '上一事项未能办理的原因代码' }) taskError: string | null;
  @Field(() => Int) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class AssessmentRunPage extends Paginated(AssessmentRunType) {}

@ObjectType('AssessmentMarker', { description: '可抽取的评分人' })
@DataClass('INTERNAL')
export class AssessmentMarkerType {
  @Field(() => ID) userId: number;
  @Field(() => ID) membershipId: number;
}

@InputType()
export class AssessmentRunFilterInput {
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() year?: number | null;

  @Field(() => AssessmentStatus, { nullable: true })
  @IsOptional()
  @IsEnum(AssessmentStatus)
  status?: AssessmentStatus | null;
}

@ArgsType()
export class AssessmentRunListArgs extends PageArgs {
  @Field(() => AssessmentRunFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AssessmentRunFilterInput)
  filter?: AssessmentRunFilterInput | null;
}

@InputType()
export class AssessmentRunSettingsInput {
  @Field(() => ID, { nullable: true, description: '学校考核方案；不给出为最新版，null 为不考核学校' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  schoolSchemeId?: number | null;

  @Field(() => ID, { nullable: true, description: '企业考核方案；不给出为最新版，null 为不考核企业' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  enterpriseSchemeId?: number | null;

  @Field(() => CalendarDateScalar, { description: '自评截止日（含当日）' }) @IsString() selfScoreUntil: CalendarDate;
}

@InputType()
export class CreateAssessmentRunInput extends AssessmentRunSettingsInput {
  @Field(() => Int) @IsInt() year: number;

  @Field(() => String, { nullable: true, description: '区划前缀；不给出为本单位辖区' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;
}
