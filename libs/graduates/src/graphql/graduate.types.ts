import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { ClassLevel } from '@sxbq/schools';
import { GraduateStatus } from '../domain/graduate-status';
import './graduate.enums';

@ObjectType('GraduateCohort', { description: '毕业生供给：一个班级的一届毕业生' })
@DataClass('INTERNAL')
export class CohortType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @Field(() => ID) schoolClassId: number;
  @Field(() => ID) schoolMajorId: number;
  @Field(() => ClassLevel, { description: '培养层次' }) level: ClassLevel;
  @Field(() => Int, { description: '毕业年份' }) graduationYear: number;
  @Field(() => Int, { description: '毕业人数' }) heads: number;
  @Field(() => Int, { description: '待就业人数' }) available: number;
  @Field(() => Int, { description: '发布前已就业人数' }) placedBefore: number;
  @Field(() => Int) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class CohortPage extends Paginated(CohortType) {}

@ObjectType('GraduateCertificate', { description: '技能等级证书' })
@DataClass('INTERNAL')
export class CertificateType {
  @Field({ description: '职业代码' }) occupationCode: string;
  @Field(() => Int, { description: '等级，1（高级技师）至 5（初级工）' }) grade: number;
}

@ObjectType('Graduate', { description: '毕业生' })
@DataClass('INTERNAL')
export class GraduateType {
  @Field(() => ID) id: number;
  @Field(() => ID) schoolId: number;
  @Field(() => ID) cohortId: number;
  @Field(() => Int, { description: '毕业年份' }) graduationYear: number;
  @Field({ description: '学号' }) studentNumber: string;

  @Field({ description: '姓名' })
  @PersonalField({
    class: 'PERSONAL',
    mask: 'NONE',
    because: '只有本校、本人和主管的人社局能看到，学校须认得自己的毕业生',
  })
  name: string;

  @Field({ description: '证件号码，只显示前三位和后四位' })
  @PersonalField({ class: 'SENSITIVE', mask: 'ID_NUMBER' })
  idNumber: string;

  @Field(() => String, { nullable: true, description: '联系电话，只显示前三位和后四位' })
  @PersonalField({ class: 'PERSONAL', mask: 'PHONE' })
  phone: string | null;

  @Field(() => GraduateStatus, { description: '状态' }) status: GraduateStatus;
  @Field(() => [CertificateType], { description: '技能等级证书' }) certificates: readonly CertificateType[];
  @Field(() => [String], { description: '意向职业代码，最想去的在前' }) occupationCodes: readonly string[];
  @Field(() => [String], { description: '意向地区代码的前几位，最想去的在前' }) regionPrefixes: readonly string[];
  @Field(() => Int, { nullable: true, description: '期望月薪，元' }) salaryFloor: number | null;
  @Field({ description: '不参加自动推荐' }) suggestionsOptedOut: boolean;
  @Field({ description: '本人已认领档案' }) claimed: boolean;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@ObjectType()
@DataClass('INTERNAL')
export class GraduatePage extends Paginated(GraduateType) {}
