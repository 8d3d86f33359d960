import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Role } from '@sxbq/kernel';
import { DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { AccessProposalType } from './access-proposals.types';
import './accounts.enums';

@DataClass('INTERNAL')
@ObjectType('MachineClientKey', { description: '系统接入的一把密钥；密钥本身不保存' })
export class MachineClientKeyType {
  @Field(() => ID) id: number;
  @Field(() => GraphQLISODateTime) issuedAt: Date;
  @Field(() => GraphQLISODateTime) expiresAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true, description: '最近使用，精确到分钟' }) lastUsedAt: Date | null;
}

@DataClass('INTERNAL')
@ObjectType('MachineClient', { description: '机构的系统，用自己的密钥调用接口' })
export class MachineClientType {
  @Field(() => ID) id: number;
  @Field(() => ID) organisationId: number;
  @Field(() => Role) role: Role;
  @Field(() => String, { nullable: true, description: '辖区的一部分；空为全部' }) regionPrefix: string | null;
  @Field() name: string;
  @Field(() => [String], { description: '获授的权限' }) permissions: string[];
  @Field(() => [String], { description: '可以调用的网段；空为不限' }) networks: string[];
  @Field(() => GraphQLISODateTime) expiresAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) revokedAt: Date | null;
  @Field(() => ID, { description: '建立它的用户' }) createdBy: number;
}

@DataClass('INTERNAL')
@ObjectType()
export class MachineClientPage extends Paginated(MachineClientType) {}

@DataClass('INTERNAL')
@ObjectType()
export class IssuedKeyPayload {
  @Field(() => MachineClientType) client: MachineClientType;
  @Field({ description: '只显示这一次；以 Authorization: Bearer 发送' }) key: string;
}

@DataClass('INTERNAL')
@ObjectType()
export class CreatedClientPayload {
  @Field(() => MachineClientType, { nullable: true, description: '本单位的；为其他单位提请的，确认后才有' })
  client: MachineClientType | null;
  @Field(() => String, {
    nullable: true,
    description:
      '只显示这一次；以 Authorization: Bearer 发送。为其他单位建立的，由该单位启用（activateMachineClient）时取得',
  })
  key: string | null;
  @Field(() => AccessProposalType, { nullable: true, description: '为其他单位的：待另一类管理员确认' })
  proposal: AccessProposalType | null;
}

@InputType()
export class MachineClientFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() organisationId?: number | null;
  @Field(() => Boolean, { nullable: true }) @IsOptional() @IsBoolean() revoked?: boolean | null;
}

@ArgsType()
export class MachineClientListArgs extends PageArgs {
  @Field(() => MachineClientFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => MachineClientFilterInput)
  filter?: MachineClientFilterInput | null;
}

@InputType()
export class CreateMachineClientInput {
  @Field(() => ID, { nullable: true, description: '仅系统管理员给出；其他人为本单位' })
  @EntityIdField()
  @IsOptional()
  @IsInt()
  organisationId?: number | null;
  @Field(() => Role, { nullable: true, description: '仅系统管理员给出；其他人为本人的角色' })
  @IsOptional()
  @IsEnum(Role)
  role?: Role | null;
  @Field() @IsString() @MaxLength(60) name: string;
  @Field(() => [String], { description: '权限代码，须为该角色所有' })
  @IsArray()
  @ArrayMaxSize(200)
  @IsString({ each: true })
  permissions: string[];
  @Field(() => [String], { nullable: true, description: '地址或网段，如 203.0.113.0/24，最多 20 个' })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  networks?: string[] | null;
  @Field(() => Int, { description: '有效天数，1–365' }) @IsInt() lifeDays: number;
}

@InputType()
export class RotateClientKeyInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: number;
  @Field(() => Int, { defaultValue: 24, description: '旧密钥还能用的小时数，0–168' }) @IsInt() overlapHours: number;
}
