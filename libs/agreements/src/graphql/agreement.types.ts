import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated } from '@sxbq/platform/graphql';
import { AgreementEventKind } from '../domain/agreement-event-kind';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSide } from '../domain/agreement-side';
import { AGREEMENT_STATES, AgreementState } from '../domain/agreement-state';
import './agreement.enums';

@DataClass('INTERNAL')
@ObjectType('Agreement', { description: '校企合作协议' })
export class AgreementType {
  @Field(() => ID) id: number;
  @Field({ description: '协议编号' }) code: string;
  @Field(() => ID) schoolId: number;
  @Field(() => ID) enterpriseId: number;
  @Field(() => [AgreementKind], { description: '协议类型' }) kinds: AgreementKind[];
  @Field(() => CalendarDateScalar, { nullable: true, description: '签订日期' }) signedOn: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '生效日期' }) effectiveFrom: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '终止日期，含当日；空为不定期' })
  effectiveTo: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '备案日期' }) filedOn: CalendarDate | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '解除日期，自当日起不再有效' })
  terminatedOn: CalendarDate | null;
  @Field(() => AGREEMENT_STATES, { description: '今天的状态' }) status: AgreementState;
  @Field(() => Int, { description: '每次修改加一；签字只对这一版有效' }) revision: number;
  @Field(() => Date, { nullable: true, description: '草稿最近一次提醒的时间' }) remindedAt: Date | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class AgreementPage extends Paginated(AgreementType) {}

@DataClass('INTERNAL')
@ObjectType('AgreementApproval', { description: '一方在当前版本上的签字' })
export class AgreementApprovalType {
  @Field(() => AgreementSide) side: AgreementSide;
  @Field(() => Date) approvedAt: Date;
}

@DataClass('INTERNAL')
@ObjectType('CooperationPlan', { description: '校企合作方案' })
export class CooperationPlanType {
  @Field(() => String, { nullable: true, description: '方案名称' }) name: string | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '方案批准日期；空为未批准' })
  approvedOn: CalendarDate | null;
}

@DataClass('INTERNAL')
@ObjectType('ExecutionRecord', { description: '执行记录' })
export class ExecutionRecordType {
  @Field(() => ID) id: number;
  @Field(() => ID) agreementId: number;
  @Field({ description: '记录编号' }) code: string;
  @Field(() => CalendarDateScalar, { description: '活动日期' }) occurredOn: CalendarDate;
  @Field({ description: '活动类型' }) activityKind: string;
  @Field(() => Int, { nullable: true, description: '参与人数' }) participants: number | null;
  @Field(() => String, { nullable: true, description: '内容' }) description: string | null;
  @Field(() => AgreementSide, { nullable: true, description: '登记方；台账导入的为空，视同学校登记' })
  recordedSide: AgreementSide | null;
  @Field({ description: '已核验' }) verified: boolean;
  @Field(() => Date, { nullable: true }) verifiedAt: Date | null;
  @Field(() => Date, { nullable: true, description: '冲销时间；冲销的记录不再计数' }) reversedAt: Date | null;
  @Field(() => String, { nullable: true, description: '冲销理由' }) reversalReason: string | null;
  @Field(() => Int, { description: '修改和核验时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class ExecutionRecordPage extends Paginated(ExecutionRecordType) {}

@DataClass('INTERNAL')
@ObjectType({ description: '一个字段的变化' })
export class AgreementFieldChange {
  @Field() field: string;
  @Field(() => String, { nullable: true }) before: string | null;
  @Field(() => String, { nullable: true }) after: string | null;
}

@DataClass('INTERNAL')
@ObjectType('AgreementEvent', { description: '协议经过的一个事项：何人、何时、从何状态到何状态、改了什么' })
export class AgreementEventType {
  @Field(() => ID) id: number;
  @Field(() => AgreementEventKind) kind: AgreementEventKind;
  @Field(() => AGREEMENT_STATES, { nullable: true }) fromStatus: AgreementState | null;
  @Field(() => AGREEMENT_STATES, { nullable: true }) toStatus: AgreementState | null;
  @Field(() => ID, { nullable: true, description: '办理人；空为系统' }) actorId: number | null;
  @Field(() => Date) occurredAt: Date;
}

@DataClass('INTERNAL')
@ObjectType()
export class AgreementEventPage extends Paginated(AgreementEventType) {}
