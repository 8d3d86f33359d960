import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CertificateType } from '@sxbq/graduates/graphql';
import type { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, EntityIdField, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { ClassLevel } from '@sxbq/schools';
import { IsEnum, IsInt, IsString } from 'class-validator';
import { ScorePart } from '../domain/scoring/score-part';
import { OverrideDecision } from '../domain/suggestions/override-decision';
import { SuggestionRunStatus } from '../domain/suggestions/run-status';
import './matching.enums';

@ObjectType('ScorePartPoints', { description: '评分的一项及其得分' })
@DataClass('INTERNAL')
export class ScorePartPointsType {
  @Field(() => ScorePart) part: ScorePart;
  @Field({ description: '名称' }) title: string;
  @Field(() => Int, { description: '得分，百分之一分' }) points: number;
  @Field(() => Int, { description: '满分，分' }) weight: number;
}

@ObjectType({ isAbstract: true })
@DataClass('INTERNAL')
abstract class ExplainedSuggestionType {
  @Field(() => ID) graduateId: number;
  @Field(() => ID) jobPostingId: number;
  @Field(() => Int, { description: '所示各项得分之和，百分之一分；依据毕业生本人意愿的各项不向企业显示，也不计入' })
  score: number;
  @Field(() => [ScorePartPointsType], { description: '各项得分；企业看不到依据毕业生本人意愿的项' })
  parts: readonly ScorePartPointsType[];
  @Field(() => [String], { description: '推荐理由' }) sentences: readonly string[];
}

@ObjectType('SuggestionOverride', { description: '对推荐的人工决定' })
@DataClass('INTERNAL')
export class SuggestionOverrideType {
  @Field(() => OverrideDecision) decision: OverrideDecision;
  @Field({ description: '作出决定者的角色' }) roleTitle: string;
  @Field(() => Date) decidedAt: Date;
  @Field(() => String, { nullable: true, description: '理由；企业看不到' }) reason: string | null;
}

@ObjectType('SuggestedPosting', { description: '为毕业生推荐的一个岗位' })
@DataClass('INTERNAL')
export class SuggestedPostingType extends ExplainedSuggestionType {}

@ObjectType('SuggestedCandidate', { description: '受推荐的毕业生，不含联系方式' })
@DataClass('INTERNAL')
export class CandidateType {
  @Field({ description: '姓名；未经本人同意，企业只看到姓' })
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '是否隐去由本人对该企业的同意决定，服务按同意记录处理' })
  name: string;

  @Field({ description: '专业' }) majorName: string;
  @Field(() => ClassLevel, { description: '培养层次' }) level: ClassLevel;
  @Field(() => Int, { description: '毕业年份' }) graduationYear: number;
  @Field(() => [CertificateType], { description: '技能等级证书' }) certificates: readonly CertificateType[];
}

@ObjectType('SuggestedGraduate', { description: '为岗位推荐的一名毕业生' })
@DataClass('INTERNAL')
export class SuggestedGraduateType extends ExplainedSuggestionType {
  @Field(() => CandidateType) candidate: CandidateType;
}

@ObjectType({ isAbstract: true })
@DataClass('INTERNAL')
abstract class SuggestionListType {
  @Field(() => Date, { nullable: true, description: '计算时间；空为尚未计算' }) computedAt: Date | null;
  @Field(() => Int, { nullable: true, description: '权重版本；空为随软件提供的示例权重' }) weightsVersion:
    number | null;
  @Field(() => String, { nullable: true, description: '所用数据的 SHA-256 摘要' }) inputDigest: string | null;
}

@ObjectType('SuggestedPostings', { description: '为一名毕业生推荐的岗位；已置顶的在前，其余按得分' })
@DataClass('INTERNAL')
export class SuggestedPostingsType extends SuggestionListType {
  @Field(() => [SuggestedPostingType]) items: readonly SuggestedPostingType[];
}

@ObjectType('SuggestedGraduates', { description: '为一个岗位推荐的毕业生；已置顶的在前，其余按得分' })
@DataClass('INTERNAL')
export class SuggestedGraduatesType extends SuggestionListType {
  @Field(() => [SuggestedGraduateType]) items: readonly SuggestedGraduateType[];
}

@ObjectType('SuggestionRun', { description: '一个城市的一次推荐计算' })
@DataClass('INTERNAL')
export class SuggestionRunType {
  @Field(() => ID) id: number;
  @Field({ description: '城市，区划代码前四位' }) regionPrefix: string;
  @Field(() => SuggestionRunStatus) status: SuggestionRunStatus;
  @Field(() => CalendarDateScalar, { nullable: true, description: '按哪一天的岗位与协议计算' })
  asOf: CalendarDate | null;
  @Field(() => String, { nullable: true, description: '所用数据的 SHA-256 摘要' }) inputDigest: string | null;
  @Field(() => Int, { description: '毕业生数' }) graduates: number;
  @Field(() => Int, { description: '岗位数' }) postings: number;
  @Field(() => Int, { description: '符合硬性条件、参加评分的对数' }) eligible: number;
  @Field(() => Int, { description: '保留的推荐数' }) total: number;
  @Field(() => Int, { description: '已写入的推荐数' }) done: number;
  @Field(() => Date) requestedAt: Date;
  @Field(() => Date, { nullable: true }) startedAt: Date | null;
  @Field(() => Date, { nullable: true }) finishedAt: Date | null;
  @Field(() => String, { nullable: true, description: '失败原因代码' }) error: string | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class SuggestionRunPage extends Paginated(SuggestionRunType) {}

@InputType()
export class OverrideSuggestionInput {
  @Field(() => ID) @EntityIdField() @IsInt() graduateId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() jobPostingId: EntityId;
  @Field(() => OverrideDecision) @IsEnum(OverrideDecision) decision: OverrideDecision;
  @Field({ description: '理由，毕业生本人看得到' }) @IsString() reason: string;
}
