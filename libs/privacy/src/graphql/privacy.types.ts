import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { ConsentCategory, ConsentPurpose, ConsentRecipient } from '../domain/consent';
import { IdentityProof, PersonRequestKind, PersonRequestStatus, RefusalGround } from '../domain/person-request';
import './privacy.enums';

@DataClass('INTERNAL')
@ObjectType('PersonRequest', { description: '个人信息权利请求；删除办结后不再显示是谁' })
export class PersonRequestType {
  @Field(() => ID) id: number;
  @Field(() => PersonRequestKind) kind: PersonRequestKind;
  @Field(() => PersonRequestStatus) status: PersonRequestStatus;
  @PersonalField({ class: 'SENSITIVE', mask: 'ID_NUMBER' })
  @Field(() => String, { nullable: true, description: '证件号码，中间隐去' })
  idNumber: string | null;
  @PersonalField({ class: 'PERSONAL', mask: 'NAME' })
  @Field(() => String, { nullable: true, description: '姓名，只留姓' })
  name: string | null;
  @PersonalField({ class: 'PERSONAL', mask: 'PHONE' })
  @Field(() => String, { nullable: true, description: '电话，中间隐去' })
  phone: string | null;
  @Field(() => IdentityProof, { description: '身份核验方式' }) proof: IdentityProof;
  @Field({ description: '受理时间' }) receivedAt: Date;
  @Field(() => CalendarDateScalar, { description: '最迟答复日期' }) dueOn: CalendarDate;
  @Field(() => Date, { nullable: true, description: '决定时间' }) decidedAt: Date | null;
  @Field(() => String, { nullable: true, description: '告知本人的理由' }) reason: string | null;
  @Field(() => RefusalGround, { nullable: true, description: '拒绝的依据' }) ground: RefusalGround | null;
  @Field(() => Date, { nullable: true, description: '办结时间' }) finishedAt: Date | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class PersonRequestPage extends Paginated(PersonRequestType) {}

@DataClass('INTERNAL')
@ObjectType('HeldRecord', { description: '持有此人信息的一条记录；内容只在导出中给出' })
export class HeldRecordType {
  @Field({ description: '来源代码' }) source: string;
  @Field({ description: '来源名称' }) title: string;
  @Field(() => ID) recordId: number;
  @Field({ description: '是否确定为此人；同名而无法确定的须由经办人确认' }) isCertain: boolean;
  @Field(() => String, { nullable: true, description: '所属单位的区划代码' }) regionCode: string | null;
  @Field(() => [String], { description: '可更正的项目' }) correctable: string[];
}

@DataClass('PUBLIC')
@ObjectType('PrivacyNotice', { description: '个人信息处理告知的一个版本' })
export class PrivacyNoticeType {
  @Field(() => ID) id: number;
  @Field() code: string;
  @Field(() => Int) version: number;
  @Field() title: string;
  @Field() text: string;
  @Field(() => CalendarDateScalar, { description: '生效日期' }) effectiveFrom: CalendarDate;
}

@DataClass('INTERNAL')
@ObjectType('Consent', { description: '一项同意' })
export class ConsentType {
  @Field(() => ID) id: number;
  @Field(() => ConsentRecipient) recipient: ConsentRecipient;
  @Field(() => ID, { description: '接收方的编号；主管部门为 0' }) recipientId: number;
  @Field(() => ConsentPurpose) purpose: ConsentPurpose;
  @Field(() => [ConsentCategory]) categories: ConsentCategory[];
  @Field(() => ID) noticeId: number;
  @Field(() => IdentityProof) proof: IdentityProof;
  @Field({ description: '同意时间' }) givenAt: Date;
  @Field(() => Date, { nullable: true, description: '撤回或终止时间' }) withdrawnAt: Date | null;
}
