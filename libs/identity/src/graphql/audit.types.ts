import { ArgsType, Field, GraphQLISODateTime, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AuditResult } from '@sxbq/audit';
import { DataClass, PageArgs, Paginated, PersonalField } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsDate, IsEnum, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';

registerEnumType(AuditResult, { name: 'AuditResult' });

@InputType({ description: 'Conditions that all hold; one left out is not asked for.' })
export class AuditEntryFilter {
  @Field(() => GraphQLISODateTime, { nullable: true }) @IsOptional() @IsDate() occurredFrom?: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) @IsOptional() @IsDate() occurredTo?: Date;
  @Field(() => String, { nullable: true, description: "'agreements.file', or 'agreements.' for all of a lib" })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  action?: string;
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() actorUserId?: string;
  @Field(() => ID, { nullable: true }) @IsOptional() @IsString() actorOrganisationId?: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) objectType?: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) objectId?: string;
  @Field(() => AuditResult, { nullable: true }) @IsOptional() @IsEnum(AuditResult) result?: AuditResult;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() @MaxLength(64) correlationId?: string;
}

@ArgsType()
export class AuditEntriesArgs extends PageArgs {
  @Field(() => AuditEntryFilter, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AuditEntryFilter)
  filter?: AuditEntryFilter;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'A changed field; personal values read [hidden].' })
export class AuditChange {
  @Field() field: string;
  @Field({ description: 'JSON' }) before: string;
  @Field({ description: 'JSON' }) after: string;
}

@DataClass('INTERNAL')
@ObjectType('AuditEntry', { description: 'Who did what to which object, when, from where, with what result.' })
export class AuditEntryView {
  @Field(() => ID) id: string;
  @Field(() => GraphQLISODateTime) occurredAt: Date;
  @Field({ description: 'A role, SYSTEM, or ANONYMOUS for a refused sign-in.' }) actorRole: string;
  @Field(() => ID, { nullable: true }) actorUserId: number | null;
  @Field(() => ID, { nullable: true }) actorOrganisationId: number | null;
  @Field(() => ID, { nullable: true }) actorSessionId: number | null;
  @Field() action: string;
  @Field() objectType: string;
  @Field(() => String, { nullable: true }) objectId: string | null;
  @Field(() => [AuditChange]) changes: AuditChange[];
  @Field(() => String, { nullable: true, description: 'JSON' }) details: string | null;
  @Field(() => AuditResult) result: AuditResult;
  @Field() correlationId: string;
  @PersonalField({ class: 'PERSONAL', mask: 'NONE', because: '查明来源须见网络地址，只对审计管理员显示' })
  @Field(() => String, { nullable: true })
  address: string | null;
}

@DataClass('INTERNAL')
@ObjectType()
export class AuditEntryPage extends Paginated(AuditEntryView) {}
