import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated } from '@sxbq/platform/graphql';
import { PostingKind } from '../domain/posting-kind';
import { PostingStatus } from '../domain/posting-status';
import { VettingStatus } from '../domain/vetting-status';
import { WorkShift } from '../domain/work-shift';
import { PutOutcome } from './posting.enums';

@DataClass('INTERNAL')
@ObjectType('JobPosting', { description: '岗位：企业的用人、实习或订单班需求' })
@DataClass('INTERNAL')
export class PostingType {
  @Field(() => ID) id: number;
  @Field(() => ID) enterpriseId: number;
  @Field({ description: '岗位编号，由企业自定' }) code: string;
  @Field(() => PostingKind, { description: '招聘类型' }) kind: PostingKind;
  @Field({ description: '岗位名称' }) title: string;
  @Field({ description: '职业分类版本' }) occupationEdition: string;
  @Field({ description: '职业代码' }) occupationCode: string;
  @Field(() => [String], { description: '面向专业的名称；空为不限' }) majorNames: readonly string[];
  @Field(() => Int, { nullable: true, description: '最低技能等级，1（高级技师）至 5（初级工）' }) gradeFloor:
    number | null;
  @Field(() => Int, { description: '招聘人数' }) heads: number;
  @Field(() => Int, { description: '已接受录用的人数' }) taken: number;
  @Field(() => Int, { nullable: true, description: '月薪下限，元' }) salaryMin: number | null;
  @Field(() => Int, { nullable: true, description: '月薪上限，元' }) salaryMax: number | null;
  @Field({ description: '工作地区，GB/T 2260' }) regionCode: string;
  @Field(() => WorkShift, { nullable: true, description: '班次' }) shift: WorkShift | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '到岗日期' }) startsOn: CalendarDate | null;
  @Field(() => CalendarDateScalar, { description: '有效期至，含当日' }) validUntil: CalendarDate;
  @Field(() => String, { nullable: true, description: '岗位说明' }) description: string | null;
  @Field(() => PostingStatus, { description: '状态' }) status: PostingStatus;
  @Field(() => Date, { nullable: true, description: '最近一次提交的时间' }) submittedAt: Date | null;
  @Field(() => Date, { nullable: true, description: '最近一次审核的时间' }) decidedAt: Date | null;
  @Field(() => Date, { description: '最后更新时间' }) changedAt: Date;
  @Field(() => Int, { description: '修改和审核时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
@DataClass('INTERNAL')
export class PostingPage extends Paginated(PostingType) {}

@DataClass('INTERNAL')
@ObjectType('PostingFinding', { description: '审核发现的问题' })
@DataClass('INTERNAL')
export class PostingFindingType {
  @Field({ description: '有问题的字段' }) field: string;
  @Field({ description: '规则代码；OFFICER 为人工审核' }) rule: string;
  @Field({ description: '问题与改法' }) message: string;
}

@DataClass('INTERNAL')
@ObjectType('PutPostingPayload')
@DataClass('INTERNAL')
export class PutPostingPayload {
  @Field(() => PostingType) posting: PostingType;
  @Field(() => PutOutcome) outcome: PutOutcome;
}

@DataClass('INTERNAL')
@ObjectType('EnterpriseVetting', { description: '全市统一的用人单位审核' })
@DataClass('INTERNAL')
export class VettingType {
  @Field(() => VettingStatus) status: VettingStatus;
  @Field(() => CalendarDateScalar, { nullable: true, description: '审核有效期至，含当日' })
  validUntil: CalendarDate | null;
  @Field(() => String, { nullable: true, description: '理由' }) reason: string | null;
  @Field(() => Date) decidedAt: Date;
}

@DataClass('INTERNAL')
@ObjectType('PostingRules', { description: '岗位自动审核规则的一个版本' })
@DataClass('INTERNAL')
export class PostingRulesType {
  @Field({ description: '适用区划的前几位；空为随软件提供的默认规则' }) regionPrefix: string;
  @Field(() => Int, { nullable: true, description: '空为随软件提供的默认规则' }) version: number | null;
  @Field({ description: '出处' }) source: string;
  @Field({ description: '规则全文，JSON' }) document: string;
}
