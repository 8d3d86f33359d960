import { Field, GraphQLISODateTime, ID, Int, ObjectType } from '@nestjs/graphql';
import { DATA_SCOPE_TITLES, DataScope, Role } from '@sxbq/kernel';
import { DataClass, Paginated, registerTitledEnum } from '@sxbq/platform/graphql';
import './identity.types';

registerTitledEnum(DataScope, 'DataScope', '角色的数据范围', DATA_SCOPE_TITLES);

@DataClass('INTERNAL')
@ObjectType('Permission', { description: '一项权限' })
export class PermissionType {
  @Field() code: string;
  @Field() title: string;
  @Field(() => [Role], { description: '缺省持有的角色' }) defaultRoles: readonly Role[];
  @Field(() => [Role], { description: '可以授予的角色' }) grantableTo: readonly Role[];
}

@DataClass('INTERNAL')
@ObjectType({ description: '一个角色的权限和数据范围' })
export class RolePermissionSet {
  @Field(() => Role) role: Role;
  @Field(() => [String], { description: '权限代码' }) permissions: readonly string[];
  @Field(() => DataScope) dataScope: DataScope;
  @Field(() => [String], { description: '指定区域的区划代码前缀；其他数据范围为空' }) regions: readonly string[];
}

@DataClass('INTERNAL')
@ObjectType('PermissionVersion', { description: '角色权限的一个版本；第 0 版为出厂缺省' })
export class PermissionVersionType {
  @Field(() => Int) version: number;
  @Field({ description: '起草说明' }) note: string;
  @Field(() => ID, { nullable: true }) draftedBy: number | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) draftedAt: Date | null;
  @Field(() => ID, { nullable: true }) publishedBy: number | null;
  @Field(() => GraphQLISODateTime, { nullable: true, description: '未发布为空' }) publishedAt: Date | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: '起草或发布的结果' })
export class PermissionVersionPayload {
  @Field(() => Int) version: number;
  @Field(() => Int, { description: '现行版本' }) inForce: number;
  @Field(() => String, { nullable: true }) clientMutationId: string | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: '数据范围' })
export class RoleDataScopeType {
  @Field(() => DataScope) dataScope: DataScope;
  @Field(() => [String]) regions: readonly string[];
}

@DataClass('INTERNAL')
@ObjectType({ description: '数据范围的变化' })
export class DataScopeChange {
  @Field(() => RoleDataScopeType) before: RoleDataScopeType;
  @Field(() => RoleDataScopeType) after: RoleDataScopeType;
}

@DataClass('INTERNAL')
@ObjectType('RolePermissionDifference', { description: '一个角色在两个版本间的变化' })
export class RoleDifferenceType {
  @Field(() => Role) role: Role;
  @Field(() => [String]) added: readonly string[];
  @Field(() => [String]) removed: readonly string[];
  @Field(() => DataScopeChange, { nullable: true, description: '数据范围相同时为空' })
  dataScope: DataScopeChange | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class PermissionVersionPage extends Paginated(PermissionVersionType) {}

@DataClass('INTERNAL')
@ObjectType({ description: '划定辖区的结果' })
export class NarrowMemberPayload {
  @Field(() => ID) membershipId: number;
  @Field(() => String, { nullable: true }) regionPrefix: string | null;
  @Field(() => String, { nullable: true }) clientMutationId: string | null;
}
