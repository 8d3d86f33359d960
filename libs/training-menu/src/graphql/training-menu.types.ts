import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated } from '@sxbq/platform/graphql';
import { FitPart } from '../domain/fit/fit-part';
import { InterestStep } from '../domain/interest-lifecycle';
import { InterestStatus, MenuSide } from '../domain/interest-status';
import { MenuStatus } from '../domain/menu-status';
import './training-menu.enums';

@ObjectType('TrainingOffer', { description: '培训菜单：学校面向企业的培训；空的条件表示不限' })
@DataClass('INTERNAL')
export class OfferType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @Field({ description: '菜单编号，由学校自定' }) code: string;
  @Field({ description: '培训名称' }) name: string;
  @Field({ description: '职业分类版本' }) occupationEdition: string;
  @Field({ description: '职业代码' }) occupationCode: string;
  @Field(() => Int, { description: '等级，1（高级技师）至 5（初级工）' }) grade: number;
  @Field(() => Int, { description: '名额' }) seats: number;
  @Field(() => Int, { description: '已谈妥的人数' }) taken: number;
  @Field(() => Int, { nullable: true, description: '每人费用，整元；空为面议' }) price: number | null;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期' }) endsOn: CalendarDate;
  @Field(() => String, { nullable: true, description: '培训地区，GB/T 2260' }) regionCode: string | null;
  @Field(() => String, { nullable: true, description: '说明' }) description: string | null;
  @Field(() => CalendarDateScalar, { description: '有效期至，含当日' }) validUntil: CalendarDate;
  @Field(() => MenuStatus, { description: '状态' }) status: MenuStatus;
  @Field(() => Date, { description: '最后更新时间' }) changedAt: Date;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class TrainingOfferPage extends Paginated(OfferType) {}

@ObjectType('TrainingNeed', { description: '培训需求：企业希望培训的人；空的条件表示不限' })
@DataClass('INTERNAL')
export class NeedType {
  @Field(() => ID) id: number;
  @Field(() => ID) enterpriseId: number;
  @Field({ description: '需求编号，由企业自定' }) code: string;
  @Field({ description: '职业分类版本' }) occupationEdition: string;
  @Field({ description: '职业代码' }) occupationCode: string;
  @Field(() => Int, { nullable: true, description: '等级，1（高级技师）至 5（初级工）' }) grade: number | null;
  @Field(() => Int, { description: '人数' }) heads: number;
  @Field(() => Int, { description: '已谈妥的人数' }) taken: number;
  @Field(() => CalendarDateScalar, { nullable: true, description: '最早开始日期' }) earliestOn: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '最晚结束日期' }) latestOn: CalendarDate | null;
  @Field(() => String, { nullable: true, description: '培训地区，GB/T 2260' }) regionCode: string | null;
  @Field(() => Int, { nullable: true, description: '每人费用上限，整元' }) priceCeiling: number | null;
  @Field(() => String, { nullable: true, description: '备注' }) remarks: string | null;
  @Field(() => CalendarDateScalar, { description: '有效期至，含当日' }) validUntil: CalendarDate;
  @Field(() => MenuStatus, { description: '状态' }) status: MenuStatus;
  @Field(() => Date, { description: '最后更新时间' }) changedAt: Date;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class TrainingNeedPage extends Paginated(NeedType) {}

@ObjectType('TrainingInterest', { description: '培训意向：企业看中培训菜单，或学校应答培训需求；按提出时的条件' })
@DataClass('INTERNAL')
export class InterestType {
  @Field(() => ID) id: number;
  @Field(() => ID, { nullable: true }) trainingOfferId: number | null;
  @Field(() => ID, { nullable: true }) trainingNeedId: number | null;
  @Field(() => ID) schoolId: number;
  @Field(() => ID) enterpriseId: number;
  @Field(() => MenuSide, { description: '由哪一方提出' }) origin: MenuSide;
  @Field(() => InterestStatus, { description: '状态' }) status: InterestStatus;
  @Field(() => Int, { description: '人数' }) heads: number;
  @Field({ description: '职业分类版本' }) occupationEdition: string;
  @Field({ description: '职业代码' }) occupationCode: string;
  @Field(() => Int, { description: '等级，1 至 5' }) grade: number;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期' }) endsOn: CalendarDate;
  @Field(() => Int, { nullable: true, description: '每人费用，整元；空为面议' }) price: number | null;
  @Field(() => String, { nullable: true, description: '备注' }) remarks: string | null;
  @Field(() => String, { nullable: true, description: '谢绝或撤回的原因' }) reason: string | null;
  @Field(() => Date, { nullable: true, description: '提醒当前应办理一方的时间' }) remindedAt: Date | null;
  @Field(() => ID, { nullable: true, description: '转成的企业培训' }) trainingSessionId: number | null;
  @Field(() => Date, { description: '最后更新时间' }) changedAt: Date;
  @Field(() => Int, { description: '办理时原样带回' }) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class TrainingInterestPage extends Paginated(InterestType) {}

@ObjectType('TrainingInterestEvent', { description: '培训意向的一步' })
@DataClass('INTERNAL')
export class InterestEventType {
  @Field(() => InterestStep) step: InterestStep;
  @Field(() => InterestStatus) toStatus: InterestStatus;
  @Field(() => MenuSide, { nullable: true, description: '由哪一方办理；提醒则为被提醒的一方；空为到期自动' })
  side: MenuSide | null;
  @Field(() => Date) occurredAt: Date;
}

@ObjectType('TrainingFitPartScore', { description: '建议的一项得分及理由' })
@DataClass('INTERNAL')
export class FitPartType {
  @Field(() => FitPart) part: FitPart;
  @Field() title: string;
  @Field(() => Int, { description: '得分，百分之一分' }) points: number;
  @Field(() => Int, { description: '满分，分' }) weight: number;
  @Field({ description: '理由' }) sentence: string;
}

@ObjectType('TrainingSuggestion', { description: '培训对接建议：一条需求和能够承接的学校' })
@DataClass('INTERNAL')
export class FitSuggestionType {
  @Field(() => ID) needId: number;
  @Field(() => ID) schoolId: number;
  @Field(() => ID, { nullable: true, description: '最合适的培训菜单；空为学校尚无合适的' }) offerId: number | null;
  @Field(() => Int, { description: '总分，百分之一分，最高 10000' }) score: number;
  @Field(() => [FitPartType], { description: '各项得分' }) parts: readonly FitPartType[];
}
