import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated } from '@sxbq/platform/graphql';
import { IndicatorCode } from '@sxbq/policy';
import '@sxbq/policy/graphql';
import { SchoolTier } from '@sxbq/schools';
import '@sxbq/schools/graphql';
import { Condition, ConditionDetail } from '../domain/condition';
import { RunStatus } from '../domain/run-status';
import { Verdict } from '../domain/verdict';
import { Alternative, EvidenceKind, PacePosition } from './compliance.enums';

@DataClass('INTERNAL')
@ObjectType('ComplianceMeasured', { description: '实际值' })
export class ComplianceMeasuredType {
  @Field(() => Int, { description: '计入数；专业指标为已满足的专业数' }) counted: number;
  @Field(() => Int, { nullable: true, description: '比例指标的总数' }) total: number | null;
  @Field(() => Alternative, { nullable: true }) alternative: Alternative | null;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceTarget', { description: '目标' })
export class ComplianceTargetType {
  @Field(() => Int, { nullable: true, description: '数量目标；专业指标为涉及的专业数' }) count: number | null;
  @Field(() => Int, { nullable: true, description: '比例目标（%）' }) percent: number | null;
  @Field(() => Int, { nullable: true, description: '可替代比例的人数' }) heads: number | null;
}

@DataClass('INTERNAL')
@ObjectType('CompliancePace', { description: '未达标时与时间进度（1 月 1 日至年末的直线）相比' })
export class CompliancePaceType {
  @Field(() => PacePosition) position: PacePosition;
  @Field(() => Int, { description: '按时间进度此时应达到' }) expected: number;
  @Field(() => Int) elapsedDays: number;
  @Field(() => Int) yearDays: number;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceReason', { description: '不适用或无数据的原因' })
export class ComplianceReasonType {
  @Field() code: string;
  @Field() message: string;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceIndicator', { description: '一项指标的结果；依据见 complianceEvidence' })
export class ComplianceIndicatorType {
  @Field(() => IndicatorCode) code: IndicatorCode;
  @Field(() => Verdict) verdict: Verdict;
  @Field(() => Int, { nullable: true, description: '尚缺多少；达标为 0' }) gap: number | null;
  @Field({ description: '单位' }) unit: string;
  @Field(() => String, { nullable: true, description: '政策条款' }) clause: string | null;
  @Field(() => CompliancePaceType, { nullable: true }) pace: CompliancePaceType | null;
  @Field(() => ComplianceReasonType, { nullable: true }) reason: ComplianceReasonType | null;
}

@DataClass('INTERNAL')
@ObjectType('SchoolCompliance', { description: '一所学校在一个年度、一个基准日的达标情况' })
export class SchoolComplianceType {
  @Field(() => ID) schoolId: number;
  @Field() schoolCode: string;
  @Field() schoolName: string;
  @Field(() => SchoolTier, { nullable: true, description: '基准日的层次' }) tier: SchoolTier | null;
  @Field(() => Int) year: number;
  @Field(() => CalendarDateScalar, { description: '基准日' }) asOf: CalendarDate;
  @Field(() => Verdict) overall: Verdict;
  @Field(() => [ComplianceIndicatorType]) indicators: ComplianceIndicatorType[];
  @Field() policyCode: string;
  @Field(() => Int) policyVersion: number;
  @Field() ruleSetVersion: string;
  @Field({ description: '所用事实的 SHA-256 摘要' }) factsDigest: string;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceTotals')
export class ComplianceTotalsType {
  @Field(() => Int, { description: '达标学校数' }) pass: number;
  @Field(() => Int, { description: '未达标学校数' }) fail: number;
  @Field(() => Int, { description: '无数据学校数' }) noData: number;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceBoard', { description: '全市达标总表的一页' })
export class ComplianceBoardType extends Paginated(SchoolComplianceType) {
  @Field(() => Int) year: number;
  @Field(() => CalendarDateScalar) asOf: CalendarDate;
  @Field(() => ComplianceTotalsType, { description: '全部页合计' }) totals: ComplianceTotalsType;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceHistoryPoint', { description: '某一天的结果，用于趋势' })
export class ComplianceHistoryPointType {
  @Field(() => CalendarDateScalar) asOf: CalendarDate;
  @Field(() => SchoolTier, { nullable: true }) tier: SchoolTier | null;
  @Field(() => Verdict) overall: Verdict;
  @Field(() => [ComplianceIndicatorType]) indicators: ComplianceIndicatorType[];
}

@DataClass('INTERNAL')
@ObjectType('ComplianceEvidenceItem', { description: '一条计入或未计入的事实' })
export class ComplianceEvidenceItemType {
  @Field(() => EvidenceKind) type: EvidenceKind;
  @Field(() => ID) id: number;
  @Field({ description: '编号；机构成员为姓名' }) code: string;
  @Field(() => String, { nullable: true, description: '专业指标：为哪个专业' }) majorCode?: string | null;
  @Field(() => ID, { nullable: true }) enterpriseId?: number | null;
  @Field(() => String, { nullable: true }) enterpriseUscc?: string | null;
  @Field(() => String, { nullable: true }) enterpriseName?: string | null;
  @Field(() => [ID], { nullable: true, description: '使协议有效的执行记录' }) executionIds?: readonly number[] | null;
  @Field(() => Int, { nullable: true, description: '班级人数' }) heads?: number | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '人数统计日期' }) countedOn?: CalendarDate | null;
  @Field(() => [ID], { nullable: true, description: '培训学员' }) traineeIds?: readonly number[] | null;
  @Field(() => Int, { nullable: true, description: '计入的挂职天数' }) days?: number | null;
  @Field(() => Condition, { nullable: true, description: '未计入的第一个原因' }) failed?: Condition | null;
  @Field(() => ConditionDetail, { nullable: true }) detail?: ConditionDetail | null;
  @Field(() => String, { nullable: true, description: '未计入原因的文字' }) failedText?: string | null;
}

@DataClass('INTERNAL')
@ObjectType('ComplianceMajor', { description: '专业指标：一个涉及的专业' })
export class ComplianceMajorType {
  @Field(() => ID) id: number;
  @Field() code: string;
  @Field() name: string;
  @Field(() => Int, { description: '合作方数' }) measured: number;
  @Field(() => Int, { description: '应有合作方数' }) target: number;
  @Field({ description: '是否满足' }) met: boolean;
  @Field(() => [String], { description: '使其受要求的在读班级' }) classCodes: readonly string[];
}

@DataClass('INTERNAL')
@ObjectType()
export class ComplianceEvidencePage extends Paginated(ComplianceEvidenceItemType) {
  @Field(() => [ComplianceMajorType], { description: '专业指标：每个涉及的专业' })
  majors: readonly ComplianceMajorType[];
}

@DataClass('INTERNAL')
@ObjectType('ComplianceRun', { description: '一次全市重新计算' })
export class ComplianceRunType {
  @Field(() => ID) id: number;
  @Field(() => Int) year: number;
  @Field(() => CalendarDateScalar) asOf: CalendarDate;
  @Field({ description: '区划代码前缀；空为全部' }) regionPrefix: string;
  @Field(() => RunStatus) status: RunStatus;
  @Field(() => Int, { description: '学校总数' }) total: number;
  @Field(() => Int, { description: '已处理' }) done: number;
  @Field(() => Int, { description: '其中事实自相矛盾、未能计算' }) failed: number;
  @Field() requestedAt: Date;
  @Field(() => Date, { nullable: true }) startedAt: Date | null;
  @Field(() => Date, { nullable: true }) finishedAt: Date | null;
  @Field(() => String, { nullable: true, description: '失败原因代码' }) error: string | null;
}
