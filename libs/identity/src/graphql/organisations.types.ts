import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { OrganisationKind } from '../domain/organisation-kind';
import { OrganisationSort } from '../domain/organisation-sort';
import './accounts.enums';

@DataClass('INTERNAL')
@ObjectType('Organisation', { description: '用户所代表的机构' })
export class OrganisationType {
  @Field(() => ID) id: number;
  @Field({ description: '代码' }) code: string;
  @Field(() => OrganisationKind) kind: OrganisationKind;
  @Field({ description: '名称' }) name: string;
  @Field({ description: '所辖或所在区划的代码前缀；管理机构为空' }) regionPrefix: string;
  @Field(() => ID, { nullable: true }) schoolId: number | null;
  @Field(() => ID, { nullable: true }) enterpriseId: number | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: '停用时间' }) disabledAt: Date | null;
  @Field(() => Int, { description: '修改时原样带回' }) revision: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class OrganisationPage extends Paginated(OrganisationType) {}

@InputType()
export class OrganisationFilterInput {
  @Field(() => String, { nullable: true, description: '名称或代码的一部分' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  search?: string | null;

  @Field(() => OrganisationKind, { nullable: true })
  @IsOptional()
  @IsEnum(OrganisationKind)
  kind?: OrganisationKind | null;

  @Field(() => String, { nullable: true, description: '区划代码的前几位' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;

  @Field(() => Boolean, { nullable: true }) @IsOptional() @IsBoolean() disabled?: boolean | null;
}

@ArgsType()
export class OrganisationListArgs extends PageArgs {
  @Field(() => OrganisationFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => OrganisationFilterInput)
  filter?: OrganisationFilterInput | null;

  @Field(() => OrganisationSort, { defaultValue: OrganisationSort.CODE_ASC })
  @IsEnum(OrganisationSort)
  sort: OrganisationSort;
}

@InputType({ description: '学校、企业给出登记的编号，其余取自登记信息；主管部门、管理机构给出代码和名称' })
export class CreateOrganisationInput {
  @Field(() => OrganisationKind) @IsEnum(OrganisationKind) kind: OrganisationKind;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() code?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() name?: string | null;
  @Field(() => String, { nullable: true, description: '主管部门：2、4 或 6 位区划代码' })
  @IsOptional()
  @IsString()
  regionPrefix?: string | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: number | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() enterpriseId?: number | null;
}

@InputType()
export class OrganisationRevisionInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: number;
  @Field(() => Int) @IsInt() revision: number;
}

@InputType()
export class RenameOrganisationInput extends OrganisationRevisionInput {
  @Field() @IsString() name: string;
}
