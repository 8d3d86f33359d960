import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { EnterpriseKind } from '../domain/enterprise-kind';
import { EnterpriseSize } from '../domain/enterprise-size';
import './enterprise.enums';

@DataClass('INTERNAL')
@ObjectType('Enterprise', { description: '企业、行业协会或产业集群' })
export class EnterpriseType {
  @Field(() => ID) id: number;
  @Field({ description: '统一社会信用代码' }) uscc: string;
  @Field({ description: '企业名称' }) name: string;
  @Field(() => EnterpriseKind, { description: '类型' }) kind: EnterpriseKind;
  @Field(() => String, { nullable: true, description: '行业代码，GB/T 4754-2017' }) industryCode: string | null;
  @Field(() => EnterpriseSize, { nullable: true, description: '规模' }) size: EnterpriseSize | null;
  @Field({ description: '区划代码，GB/T 2260' }) regionCode: string;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '本单位指定的工作联系人，须能称呼' })
  @Field(() => String, { nullable: true, description: '联系人' })
  contactName: string | null;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class EnterprisePage extends Paginated(EnterpriseType) {}
