import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CertificateType } from '@sxbq/graduates/graphql';
import { CalendarDateScalar, DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { ClassLevel } from '@sxbq/schools';
import { ApplicationOrigin, ApplicationStatus, ChoiceSide } from '../domain/application-status';
import { RelatedBasis } from '../domain/related-basis';
import { ContractKind } from '../domain/contract-kind';
import './application.enums';

@ObjectType('Application', { description: '应聘或邀请' })
@DataClass('INTERNAL')
export class ApplicationType {
  @Field(() => ID) id: number;
  @Field(() => ID) jobPostingId: number;
  @Field(() => ID) graduateId: number;
  @Field(() => ID) enterpriseId: number;
  @Field(() => ID, { nullable: true, description: '毕业学校；受邀者同意面试之前，企业看到的为空' })
  schoolId: number | null;
  @Field(() => ApplicationOrigin, { description: '由谁发起' }) origin: ApplicationOrigin;
  @Field(() => ApplicationStatus, { description: '状态' }) status: ApplicationStatus;
  @Field(() => Date, { nullable: true, description: '答复期限' }) expiresAt: Date | null;
  @Field(() => String, { nullable: true, description: '谢绝、婉拒或撤回的原因' }) reason: string | null;
  @Field(() => Date, { description: '最后更新时间' }) changedAt: Date;
  @Field(() => Int, { description: '办理时原样带回' }) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class ApplicationPage extends Paginated(ApplicationType) {}

@ObjectType('Applicant', { description: '应聘者或受邀者' })
@DataClass('INTERNAL')
export class ApplicantType {
  @Field({ description: '姓名；未经本人同意，企业只看到姓' })
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '是否隐去由本人对该企业的同意决定，服务按同意记录处理' })
  name: string;

  @Field(() => String, { nullable: true, description: '联系电话；经本人同意，企业看到完整号码' })
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '是否隐去由本人对该企业的同意决定，服务按同意记录处理' })
  phone: string | null;

  @Field({ description: '专业' }) majorName: string;
  @Field(() => ClassLevel, { description: '培养层次' }) level: ClassLevel;
  @Field(() => Int, { description: '毕业年份' }) graduationYear: number;
  @Field(() => [CertificateType], { description: '技能等级证书' }) certificates: readonly CertificateType[];
}

@ObjectType('ApplicationEvent', { description: '一步办理' })
@DataClass('INTERNAL')
export class ApplicationEventType {
  @Field(() => ApplicationStatus, { nullable: true }) fromStatus: ApplicationStatus | null;
  @Field(() => ApplicationStatus) toStatus: ApplicationStatus;
  @Field(() => ChoiceSide, { nullable: true, description: '由哪一方办理；空为到期自动' }) side: ChoiceSide | null;
  @Field(() => Date) occurredAt: Date;
}

@ObjectType('PostWish', { description: '志愿岗位' })
@DataClass('INTERNAL')
export class PostWishType {
  @Field(() => Int, { description: '第几志愿' }) rank: number;
  @Field(() => ID) jobPostingId: number;
  @Field({ description: '岗位名称' }) title: string;
  @Field({ description: '仍在招聘' }) open: boolean;
}

@ObjectType('PlacementOutcome', { description: '就业去向' })
@DataClass('INTERNAL')
export class OutcomeType {
  @Field(() => CalendarDateScalar, { description: '就业日期' }) placedOn: CalendarDate;
  @Field(() => ContractKind, { description: '凭据' }) contractKind: ContractKind;
  @Field(() => String, { nullable: true, description: '合同编号' }) contractNumber: string | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '参保起始日期' }) insuredFrom: CalendarDate | null;
  @Field({ description: '对口就业' }) relatedToMajor: boolean;
  @Field(() => RelatedBasis, { description: '对口的依据' }) relatedBasis: RelatedBasis;
  @Field(() => Boolean, { nullable: true, description: '六个月后仍在岗；空为未登记' }) retained: boolean | null;
  @Field(() => CalendarDateScalar, { nullable: true }) checkedOn: CalendarDate | null;
}

@ObjectType('PlacementFigures', { description: '一届毕业生的就业统计' })
@DataClass('INTERNAL')
export class FiguresType {
  @Field(() => Int, { description: '发布前已就业人数' }) placedBefore: number;
  @Field(() => Int, { description: '通过本平台就业人数' }) placed: number;
  @Field(() => Int, { description: '其中对口就业人数' }) related: number;
  @Field(() => Int, { nullable: true, description: '对口就业率，千分之' }) relatedPermille: number | null;
  @Field(() => Int, { description: '已登记六个月在岗情况的人数' }) checked: number;
  @Field(() => Int, { description: '其中仍在岗人数' }) retained: number;
  @Field(() => Int, { nullable: true, description: '六个月留任率，千分之' }) retainedPermille: number | null;
}
