import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { ApplicantType } from '@sxbq/placement/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated } from '@sxbq/platform/graphql';
import { RoundLotOrigin } from '../domain/round-lot';
import { MatchStatus, ParticipationStatus, PassStatus, RoundStatus } from '../domain/round-status';
import './round.enums';

@ObjectType('MatchingRound', { description: '双选会' })
@DataClass('INTERNAL')
export class RoundType {
  @Field(() => ID) id: number;
  @Field({ description: '名称' }) title: string;
  @Field({ description: '举办地区，GB/T 2260 前几位' }) regionPrefix: string;
  @Field(() => Int, { description: '毕业年份' }) graduationYear: number;
  @Field(() => String, {
    nullable: true,
    description: '抽签种子，排序截止、公开开奖之后产生；并列时按 SHA-256(“种子/graduate/编号”) 由小到大',
  })
  seed: string | null;
  @Field(() => Int, { description: '撮合规则的版本' }) ruleVersion: number;
  @Field(() => RoundStatus, { description: '状态' }) status: RoundStatus;
  @Field(() => Date, { description: '毕业生报名和填报志愿截止' }) wishesUntil: Date;
  @Field(() => Date, { description: '企业报名和排序截止' }) rankingUntil: Date;
  @Field(() => Int, { description: '志愿数上限' }) maxWishes: number;
  @Field(() => Int, { description: '轮数上限' }) passes: number;
  @Field(() => Int, { description: '已公布的轮数' }) publishedPasses: number;
  @Field(() => Int, { description: '公布后的答复天数' }) answerDays: number;
  @Field(() => Date, { nullable: true, description: '本轮答复期限' }) answerUntil: Date | null;
  @Field(() => String, { nullable: true, description: '取消的原因' }) reason: string | null;
  @Field(() => Date, { description: '最后更新时间' }) changedAt: Date;
  @Field(() => Int, { description: '办理时原样带回' }) revision: number;
}

@ObjectType('RoundLot', {
  description: '抽签种子的由来，谁都可以复核：SHA-256(密数)=承诺，SHA-256(“密数/开奖号码”)=种子',
})
@DataClass('INTERNAL')
export class RoundLotType {
  @Field(() => RoundLotOrigin, { description: '如何产生' }) origin: RoundLotOrigin;
  @Field(() => String, { nullable: true, description: '开放报名时公布的承诺：密数的 SHA-256' }) commitment:
    string | null;
  @Field(() => String, { nullable: true, description: '约定的公开开奖，建立时写明' }) drawSource: string | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '开奖日，在排序截止之后' })
  drawOn: CalendarDate | null;
  @Field({ description: '已有一名工作人员录入开奖号码，待另一名录入相同的号码' }) isEntered: boolean;
  @Field(() => String, { nullable: true, description: '开奖号码，两人录入一致后公布' }) drawValue: string | null;
  @Field(() => String, { nullable: true, description: '密数，种子产生后公布' }) secret: string | null;
  @Field(() => String, { nullable: true, description: '种子' }) seed: string | null;
  @Field(() => Date, { nullable: true, description: '种子产生的时间' }) drawnAt: Date | null;
  @Field(() => ID, { nullable: true, description: '沿用哪一场的种子：种子已知后取消的，不得重抽' })
  inheritedFromId: number | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class MatchingRoundPage extends Paginated(RoundType) {}

@ObjectType('RoundEvent', { description: '双选会的一步办理' })
@DataClass('INTERNAL')
export class RoundEventType {
  @Field(() => RoundStatus, { nullable: true }) fromStatus: RoundStatus | null;
  @Field(() => RoundStatus) toStatus: RoundStatus;
  @Field(() => ID, { nullable: true, description: '由谁办理；空为到期自动' }) actedBy: number | null;
  @Field(() => Date) occurredAt: Date;
}

@ObjectType('RoundPass', { description: '一轮撮合；公布前只有举办单位能看到' })
@DataClass('INTERNAL')
export class PassType {
  @Field(() => ID) id: number;
  @Field(() => ID) roundId: number;
  @Field(() => Int, { description: '第几轮' }) number: number;
  @Field(() => PassStatus, { description: '状态' }) status: PassStatus;
  @Field(() => Int, { description: '参加的毕业生人数' }) total: number;
  @Field(() => Int, { description: '已处理的人数' }) done: number;
  @Field(() => String, { nullable: true, description: '失败的原因代码' }) error: string | null;
  @Field(() => String, { nullable: true, description: '规则、种子和全部输入的 SHA-256，可据以复核' }) digest:
    string | null;
  @Field(() => Int, { nullable: true, description: '评分权重的版本' }) weightsVersion: number | null;
  @Field(() => Date) requestedAt: Date;
  @Field(() => Date, { nullable: true }) finishedAt: Date | null;
  @Field(() => Date, { nullable: true, description: '公布时间' }) publishedAt: Date | null;
}

@ObjectType('RoundFigures', { description: '一轮撮合的统计，不涉及任何个人' })
@DataClass('INTERNAL')
export class FiguresOfPassType {
  @Field(() => PassType) pass: PassType;
  @Field(() => Int, { nullable: true, description: '参加的毕业生' }) graduates: number | null;
  @Field(() => Int, { nullable: true, description: '参加的岗位' }) postings: number | null;
  @Field(() => Int, { nullable: true, description: '名额' }) seats: number | null;
  @Field(() => Int, { nullable: true, description: '撮合成功人数' }) placed: number | null;
  @Field(() => Int, { description: '待答复' }) waiting: number;
  @Field(() => Int, { description: '已确认' }) confirmed: number;
  @Field(() => Int, { description: '毕业生谢绝' }) declined: number;
  @Field(() => Int, { description: '企业收回' }) refused: number;
  @Field(() => Int, { description: '逾期未答复' }) expired: number;
  @Field(() => Int, { description: '人工取消或一方退出' }) ended: number;
  @Field(() => Int, { description: '未匹配' }) unplaced: number;
}

@ObjectType('RankedPosting', { description: '一个志愿' })
@DataClass('INTERNAL')
export class RankedPostingType {
  @Field(() => ID) jobPostingId: number;
  @Field(() => Int, { description: '第几志愿' }) rank: number;
}

@ObjectType('RankedGraduate', { description: '企业对一名毕业生的排序' })
@DataClass('INTERNAL')
export class RankedGraduateType {
  @Field(() => ID) graduateId: number;
  @Field(() => Int, { description: '名次，可以并列' }) rank: number;
}

@ObjectType('RoundGraduate', { description: '毕业生在双选会的报名' })
@DataClass('INTERNAL')
export class RoundGraduateType {
  @Field(() => ID) roundId: number;
  @Field(() => ID) graduateId: number;
  @Field({ description: '同意未填的岗位按得分补全' }) completes: boolean;
  @Field(() => ParticipationStatus, { description: '状态' }) status: ParticipationStatus;
  @Field(() => String, { nullable: true, description: '退出或被移出的原因' }) reason: string | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class RoundGraduatePage extends Paginated(RoundGraduateType) {}

@ObjectType('RoundPosting', { description: '岗位在双选会的报名' })
@DataClass('INTERNAL')
export class RoundPostingType {
  @Field(() => ID) roundId: number;
  @Field(() => ID) jobPostingId: number;
  @Field(() => ID) enterpriseId: number;
  @Field(() => Int, { description: '投入名额' }) seats: number;
  @Field({ description: '同意未排序的毕业生按得分补全' }) completes: boolean;
  @Field(() => ParticipationStatus, { description: '状态' }) status: ParticipationStatus;
  @Field(() => String, { nullable: true, description: '退出或被移出的原因' }) reason: string | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class RoundPostingPage extends Paginated(RoundPostingType) {}

@ObjectType('RoundCandidate', { description: '把本企业岗位填入志愿的毕业生' })
@DataClass('INTERNAL')
export class RoundCandidateType {
  @Field(() => ID) graduateId: number;
  @Field(() => ApplicantType, { nullable: true }) applicant: ApplicantType | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class RoundCandidatePage extends Paginated(RoundCandidateType) {}

@ObjectType('RoundRefusal', { description: '没有录取的一个志愿和原因' })
@DataClass('INTERNAL')
export class RefusalType {
  @Field(() => ID) jobPostingId: number;
  @Field(() => Int, { description: '第几志愿；补全的为其位次' }) choice: number;
  @Field({ description: '是本人填报的' }) own: boolean;
  @Field({ description: '原因' }) sentence: string;
}

@ObjectType('RoundExclusion', { description: '人工复核的决定' })
@DataClass('INTERNAL')
export class ExclusionType {
  @Field(() => ID) jobPostingId: number;
  @Field({ description: '原因' }) reason: string;
  @Field(() => Date) decidedAt: Date;
}

@ObjectType('RoundResult', { description: '毕业生在一轮撮合的结果，只有本人和所在学校能看到' })
@DataClass('INTERNAL')
export class RoundResultType {
  @Field(() => ID) roundId: number;
  @Field(() => ID) graduateId: number;
  @Field(() => Int, { description: '第几轮' }) passNumber: number;
  @Field(() => ID, { nullable: true, description: '录取的岗位；空为未录取' }) jobPostingId: number | null;
  @Field(() => MatchStatus, { description: '状态' }) status: MatchStatus;
  @Field(() => String, { nullable: true, description: '谢绝、收回、取消或退出的原因' }) reason: string | null;
  @Field(() => Date, { nullable: true }) answeredAt: Date | null;
  @Field(() => ID, { nullable: true, description: '确认后的应聘记录' }) applicationId: number | null;
  @Field({ description: '结果的说明' }) summary: string;
  @Field(() => [RefusalType], { description: '更靠前的志愿为什么没有录取' }) refusals: readonly RefusalType[];
  @Field(() => [ExclusionType], { description: '人工复核的决定' }) exclusions: readonly ExclusionType[];
}

@ObjectType('RoundMatch', { description: '为本企业岗位撮合到的毕业生' })
@DataClass('INTERNAL')
export class MatchType {
  @Field(() => ID) graduateId: number;
  @Field(() => Int, { description: '第几轮' }) passNumber: number;
  @Field(() => MatchStatus, { description: '状态' }) status: MatchStatus;
  @Field(() => String, { nullable: true, description: '原因' }) reason: string | null;
  @Field(() => ID, { nullable: true, description: '确认后的应聘记录' }) applicationId: number | null;
  @Field(() => ApplicantType, { nullable: true }) applicant: ApplicantType | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class RoundMatchPage extends Paginated(MatchType) {}
