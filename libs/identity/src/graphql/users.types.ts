import { ArgsType, Field, GraphQLISODateTime, ID, InputType, ObjectType } from '@nestjs/graphql';
import { Role } from '@sxbq/kernel';
import { DataClass, EntityIdField, PageArgs, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { OrganisationKind } from '../domain/organisation-kind';
import { UserSort } from '../domain/user-sort';
import './accounts.enums';

const COLLEAGUES_NAME = PersonalField({
  class: 'PERSONAL',
  mask: 'NONE',
  because: '管理员与同单位的人据此认得账号',
});

@DataClass('INTERNAL')
@ObjectType('Membership', { description: '用户在机构中的角色' })
export class MembershipType {
  @Field(() => ID) id: number;
  @Field(() => Role) role: Role;
  @Field(() => ID) organisationId: number;
  @Field() organisationName: string;
  @Field(() => OrganisationKind) organisationKind: OrganisationKind;
}

@DataClass('INTERNAL')
@ObjectType('User', { description: '能够登录的人' })
export class UserType {
  @Field(() => ID) id: number;
  @COLLEAGUES_NAME @Field() username: string;
  @COLLEAGUES_NAME @Field() displayName: string;
  @Field(() => GraphQLISODateTime, { nullable: true, description: '停用时间' }) disabledAt: Date | null;
  @Field(() => GraphQLISODateTime) passwordChangedAt: Date;
  @Field(() => GraphQLISODateTime) recordedAt: Date;
}

@DataClass('INTERNAL')
@ObjectType()
export class UserPage extends Paginated(UserType) {}

@InputType()
export class UserFilterInput {
  @Field(() => String, { nullable: true, description: '用户名或显示名的一部分' })
  @IsOptional()
  @IsString()
  @MaxLength(60)
  search?: string | null;

  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() organisationId?: number | null;
  @Field(() => Role, { nullable: true }) @IsOptional() @IsEnum(Role) role?: Role | null;
  @Field(() => Boolean, { nullable: true }) @IsOptional() @IsBoolean() disabled?: boolean | null;
}

@ArgsType()
export class UserListArgs extends PageArgs {
  @Field(() => UserFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => UserFilterInput)
  filter?: UserFilterInput | null;

  @Field(() => UserSort, { defaultValue: UserSort.USERNAME_ASC }) @IsEnum(UserSort) sort: UserSort;
}

@InputType()
export class AddMembershipInput {
  @Field(() => ID) @EntityIdField() @IsInt() userId: number;
  @Field(() => ID) @EntityIdField() @IsInt() organisationId: number;
  @Field(() => Role) @IsEnum(Role) role: Role;
}

@InputType()
export class ChangeRoleInput {
  @Field(() => ID) @EntityIdField() @IsInt() membershipId: number;
  @Field(() => Role) @IsEnum(Role) role: Role;
}
