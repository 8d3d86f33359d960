import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import './training.enums';

@DataClass('INTERNAL')
@ObjectType('TrainingSession', { description: '企业高技能人才培训' })
export class TrainingSessionType {
  @Field(() => ID) id: number;
  @Field({ description: '培训编号' }) code: string;
  @Field(() => ID) schoolId: number;
  @Field(() => ID) enterpriseId: number;
  @Field({ description: '职业代码' }) occupationCode: string;
  @Field(() => String, { nullable: true, description: '职业名称' }) occupationName: string | null;
  @Field(() => Int, { description: '等级：1 高级技师、2 技师、3 高级工、4 中级工、5 初级工' }) grade: number;
  @Field(() => CalendarDateScalar, { description: '开始日期' }) startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { description: '结束日期' }) endsOn: CalendarDate;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class TrainingSessionPage extends Paginated(TrainingSessionType) {}

@DataClass('INTERNAL')
@ObjectType('Trainee', { description: '培训学员' })
export class TraineeType {
  @Field(() => ID) id: number;
  @Field(() => ID) trainingSessionId: number;
  @PersonalField({ class: 'PERSONAL', mask: 'NAME' })
  @Field({ description: '姓名，只显示首字' })
  name: string;
  @PersonalField({ class: 'SENSITIVE', mask: 'ID_NUMBER' })
  @Field({ description: '证件号码，中间隐去' })
  idNumber: string;
  @Field(() => String, { nullable: true, description: '证书编号' }) certificateNumber: string | null;
  @Field({ description: '是否合格' }) passed: boolean;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class TraineePage extends Paginated(TraineeType) {}
