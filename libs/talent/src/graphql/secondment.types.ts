import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import './secondment.enums';

@DataClass('INTERNAL')
@ObjectType('Secondment', { description: '教师挂职' })
export class SecondmentType {
  @Field(() => ID) id: number;
  @Field({ description: '挂职编号' }) code: string;
  @Field(() => ID) schoolId: number;
  @Field(() => ID) enterpriseId: number;
  @Field({ description: '教师工号' }) teacherNumber: string;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '挂职核验须认人，只对学校、企业和主管部门显示' })
  @Field({ description: '教师姓名' })
  teacherName: string;
  @Field(() => String, { nullable: true, description: '岗位' }) post: string | null;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期，含当日' }) endsOn: CalendarDate;
  @Field(() => String, { nullable: true, description: '考核结果' }) evaluation: string | null;
  @Field({ description: '已核验' }) verified: boolean;
  @Field(() => Date, { nullable: true }) verifiedAt: Date | null;
  @Field(() => Date, { nullable: true, description: '冲销时间；冲销的记录不再计数' }) reversedAt: Date | null;
  @Field(() => String, { nullable: true, description: '冲销理由' }) reversalReason: string | null;
  @Field(() => Int, { description: '修改和核验时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class SecondmentPage extends Paginated(SecondmentType) {}
