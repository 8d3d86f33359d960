import { ArgsType, Field, GraphQLISODateTime, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { AuditResult, BreachKind } from '@sxbq/audit';
import {
  CalendarDateScalar,
  DataClass,
  EntityIdField,
  PageArgs,
  Paginated,
  PersonalField,
} from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsBoolean, IsDate, IsEnum, IsOptional, IsString, Length, MaxLength, ValidateNested } from 'class-validator';

registerEnumType(AuditResult, { name: 'AuditResult' });
registerEnumType(BreachKind, { name: 'AuditBreachKind', description: 'How the audit differs from what was sealed.' });

@InputType({ description: 'Conditions that all hold; one left out is not asked for.' })
export class AuditEntryFilter {
  @Field(() => GraphQLISODateTime, { nullable: true }) @IsOptional() @IsDate() occurredFrom?: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) @IsOptional() @IsDate() occurredTo?: Date;
  @Field(() => String, { nullable: true, description: "'agreements.file', or 'agreements.' for all of a lib" })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  action?: string;
  @Field(() => String, { nullable: true, description: "Part of the action's Chinese title." })
  @IsOptional()
  @IsString()
  @Length(1, 30)
  actionTitle?: string;
  @Field(() => Boolean, {
    nullable: true,
    description: 'true: only acts by which somebody comes to access or is let into an account.',
  })
  @IsOptional()
  @IsBoolean()
  alarm?: boolean;
  @Field(() => CalendarDateScalar, { nullable: true, description: 'Day in Asia/Shanghai.' }) @IsOptional() day?: string;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() actorUserId?: number;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() actorOrganisationId?: number;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() actorMembershipId?: number;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() actorSessionId?: number;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() actorClientId?: number;
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
  @Field(() => ID, { nullable: true }) actorMembershipId: number | null;
  @Field(() => ID, { nullable: true, description: 'The machine client that acted.' }) actorClientId: number | null;
  @Field() action: string;
  @Field(() => String, { nullable: true, description: 'In Chinese; null for an action that has none.' })
  actionTitle: string | null;
  @Field({ description: 'By it somebody comes to access, or is let into an account.' }) alarm: boolean;
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

@DataClass('INTERNAL')
@ObjectType({ description: "A signed statement of what a day's chain of entries had come to; keep copies elsewhere." })
export class AuditHead {
  @Field(() => Int) number: number;
  @Field(() => CalendarDateScalar) day: string;
  @Field({ description: 'The day takes no more entries.' }) final: boolean;
  @Field(() => Int) entryCount: number;
  @Field({ description: 'SHA-256, hex' }) lastHash: string;
  @Field({ description: 'SHA-256 of the head before, hex' }) previousHash: string;
  @Field({ description: 'UTC, with microseconds' }) signedAt: string;
  @Field() keyId: string;
  @Field({ description: 'Ed25519, hex' }) signature: string;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'The first place where the audit is broken.' })
export class AuditBreach {
  @Field(() => BreachKind) kind: BreachKind;
  @Field({ description: 'One sentence in Chinese that names the row.' }) text: string;
  @Field(() => CalendarDateScalar, { nullable: true }) day: string | null;
  @Field(() => Int, { nullable: true }) position: number | null;
  @Field(() => ID, { nullable: true }) entryId: string | null;
  @Field(() => Int, { nullable: true }) headNumber: number | null;
}

@DataClass('INTERNAL')
@ObjectType({ description: 'Result of the verification that runs every night.' })
export class AuditVerification {
  @Field(() => GraphQLISODateTime) startedAt: Date;
  @Field(() => GraphQLISODateTime) finishedAt: Date;
  @Field(() => CalendarDateScalar, { nullable: true }) firstDay: string | null;
  @Field(() => CalendarDateScalar, { nullable: true }) lastDay: string | null;
  @Field(() => Int) entryCount: number;
  @Field(() => Int) headCount: number;
  @Field() intact: boolean;
  @Field(() => AuditBreach, { nullable: true }) breach: AuditBreach | null;
}

@ArgsType()
export class AuditHeadsArgs {
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() from?: string;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() to?: string;
}
