import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { DataScope, EntityId, Role } from '@sxbq/kernel';
import { EntityIdField } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsEnum,
  IsInt,
  IsOptional,
  IsPositive,
  IsString,
  Length,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';

const MAX_CODES = 500;
const MAX_REGIONS = 100;

@InputType()
export class RolePermissionInput {
  @Field(() => Role) @IsEnum(Role) role: Role;
  @Field(() => [String], { description: '权限代码' })
  @IsArray()
  @ArrayMaxSize(MAX_CODES)
  @IsString({ each: true })
  @MaxLength(64, { each: true })
  permissions: string[];
  @Field(() => DataScope) @IsEnum(DataScope) dataScope: DataScope;
  @Field(() => [String], { defaultValue: [], description: '指定区域的区划代码前缀' })
  @IsArray()
  @ArrayMaxSize(MAX_REGIONS)
  @IsString({ each: true })
  regions: string[];
}

@InputType()
export class DraftPermissionsInput {
  @Field(() => [RolePermissionInput], { description: '未列出的角色按出厂缺省' })
  @IsArray()
  @ArrayMaxSize(Object.values(Role).length * 2)
  @ValidateNested({ each: true })
  @Type(() => RolePermissionInput)
  roles: RolePermissionInput[];
  @Field({ description: '起草说明，5 到 255 个字' }) @IsString() @Length(5, 255) note: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) clientMutationId?: string | null;
}

@InputType()
export class PublishPermissionsInput {
  @Field(() => Int) @IsInt() @IsPositive() version: number;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) clientMutationId?: string | null;
}

@InputType()
export class NarrowMemberInput {
  @Field(() => ID) @EntityIdField() @IsInt() membershipId: EntityId;
  @Field(() => String, { nullable: true, description: '区划代码前缀，如 320402；空为恢复本单位全部辖区' })
  @IsOptional()
  @Matches(/^\d{2}(\d{2}){0,2}$/)
  regionPrefix?: string | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) clientMutationId?: string | null;
}
