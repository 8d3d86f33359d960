import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { ClassLevel } from '../domain/class-level';
import { SchoolTier } from '../domain/school-tier';
import './school.enums';

@DataClass('INTERNAL')
@ObjectType('School', { description: '技工院校' })
export class SchoolType {
  @Field(() => ID) id: number;
  @Field({ description: '学校代码' }) code: string;
  @Field({ description: '学校名称' }) name: string;
  @Field(() => String, { nullable: true, description: '统一社会信用代码' }) uscc: string | null;
  @Field({ description: '区划代码，GB/T 2260' }) regionCode: string;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '本单位指定的工作联系人，须能称呼' })
  @Field(() => String, { nullable: true, description: '联系人；企业看不到' })
  contactName: string | null;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class SchoolPage extends Paginated(SchoolType) {}

@DataClass('INTERNAL')
@ObjectType('SchoolTierPeriod', { description: '自某日起的层次，到下一段开始为止' })
export class SchoolTierPeriodType {
  @Field(() => ID) id: number;
  @Field(() => SchoolTier) tier: SchoolTier;
  @Field(() => CalendarDateScalar, { description: '生效日期' }) effectiveFrom: CalendarDate;
}

@DataClass('INTERNAL')
@ObjectType('SchoolMajor', { description: '学校开设的专业' })
export class SchoolMajorType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @Field({ description: '专业代码' }) code: string;
  @Field({ description: '专业名称' }) name: string;
}

@DataClass('INTERNAL')
@ObjectType()
export class SchoolMajorPage extends Paginated(SchoolMajorType) {}

@DataClass('INTERNAL')
@ObjectType('SchoolClass', { description: '班级' })
export class SchoolClassType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @Field({ description: '班级代码' }) code: string;
  @Field({ description: '班级名称' }) name: string;
  @Field(() => ID) schoolMajorId: number;
  @Field(() => ClassLevel, { description: '培养层次' }) level: ClassLevel;
  @Field(() => CalendarDateScalar, { description: '开班日期' }) startsOn: CalendarDate;
  @Field(() => CalendarDateScalar, { nullable: true, description: '结业日期，含当日；空为未定' })
  endsOn: CalendarDate | null;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class SchoolClassPage extends Paginated(SchoolClassType) {}

@DataClass('INTERNAL')
@ObjectType('EnrolmentSnapshot', { description: '某日的在校生人数' })
export class EnrolmentSnapshotType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolClassId: number;
  @Field(() => CalendarDateScalar, { description: '统计日期' }) countedOn: CalendarDate;
  @Field(() => Int, { description: '在校人数' }) heads: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class EnrolmentSnapshotPage extends Paginated(EnrolmentSnapshotType) {}

@DataClass('INTERNAL')
@ObjectType('LevelHeads', { description: '一个培养层次在读班级的人数' })
export class LevelHeadsType {
  @Field(() => ClassLevel) level: ClassLevel;
  @Field(() => Int, { description: '人数' }) heads: number;
  @Field(() => Int, { description: '在读班级数' }) classes: number;
  @Field(() => Int, { description: '其中没有人数统计的班级数' }) classesWithoutCount: number;
}

@DataClass('INTERNAL')
@ObjectType('SchoolHeads', { description: '某日在读班级的人数，各按当日或之前最近一次统计' })
export class SchoolHeadsType {
  @Field(() => CalendarDateScalar) on: CalendarDate;
  @Field(() => Int) heads: number;
  @Field(() => Int) classes: number;
  @Field(() => Int, { description: '没有人数统计的班级数；不为 0 时总数不完整' }) classesWithoutCount: number;
  @Field(() => [LevelHeadsType]) byLevel: LevelHeadsType[];
}
