import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsArray, IsEnum, IsInt, IsOptional, IsString, MaxLength, ValidateNested } from 'class-validator';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSort } from '../domain/agreement-sort';
import { AGREEMENT_STATES, AgreementState } from '../domain/agreement-state';
import './agreement.enums';

@InputType()
export class AgreementFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() schoolId?: EntityId | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() enterpriseId?: EntityId | null;
  @Field(() => AgreementKind, { nullable: true }) @IsOptional() @IsEnum(AgreementKind) kind?: AgreementKind | null;

  @Field(() => AGREEMENT_STATES, { nullable: true, description: '今天的状态' })
  @IsOptional()
  @IsEnum(AGREEMENT_STATES)
  status?: AgreementState | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '在这一天有效：已备案、在期内、未解除' })
  @IsOptional()
  @IsString()
  inForceOn?: CalendarDate | null;

  @Field(() => String, { nullable: true, description: '协议编号的前几位' })
  @IsOptional()
  @MaxLength(40, { message: '搜索文字最多 40 个字。' })
  search?: string | null;
}

@ArgsType()
export class AgreementListArgs extends PageArgs {
  @Field(() => AgreementFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => AgreementFilterInput)
  filter?: AgreementFilterInput | null;

  @Field(() => AgreementSort, { defaultValue: AgreementSort.RECORDED_ASC }) @IsEnum(AgreementSort) sort: AgreementSort;
}

@InputType({ isAbstract: true })
abstract class AgreementContentInput {
  @Field(() => [ID], { nullable: true, description: '覆盖的学校专业' })
  @EntityIdField()
  @IsOptional()
  @IsArray()
  @IsInt({ each: true })
  schoolMajorIds?: EntityId[];

  @Field(() => CalendarDateScalar, { nullable: true, description: '生效日期' })
  @IsOptional()
  @IsString()
  effectiveFrom?: CalendarDate | null;

  @Field(() => CalendarDateScalar, { nullable: true, description: '终止日期，含当日；空为不定期' })
  @IsOptional()
  @IsString()
  effectiveTo?: CalendarDate | null;
}

@InputType()
export class DraftAgreementInput extends AgreementContentInput {
  @Field({ description: '协议编号' }) @IsString() code: string;
  @Field(() => ID) @EntityIdField() @IsInt() schoolId: EntityId;
  @Field(() => ID) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field(() => [AgreementKind]) @IsArray() @IsEnum(AgreementKind, { each: true }) kinds: AgreementKind[];

  @Field(() => CalendarDateScalar, { nullable: true, description: '纸面签订日期；空则以后签一方签字之日为准' })
  @IsOptional()
  @IsString()
  signedOn?: CalendarDate | null;
}

@InputType({ description: '不给出的字段不变；任何修改都使已有的签字失效' })
export class EditAgreementInput extends AgreementContentInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;

  @Field(() => [AgreementKind], { nullable: true })
  @IsOptional()
  @IsArray()
  @IsEnum(AgreementKind, { each: true })
  kinds?: AgreementKind[];

  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() signedOn?: CalendarDate | null;
}

@InputType()
export class FileAgreementInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '所核对的版本' }) @IsInt() revision: number;
  @Field(() => CalendarDateScalar, { description: '备案日期' }) @IsString() filedOn: CalendarDate;
}

@InputType()
export class TerminateAgreementInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => CalendarDateScalar, { description: '解除日期，自当日起不再有效' })
  @IsString()
  terminatedOn: CalendarDate;
  @Field({ description: '解除理由' }) @IsString() reason: string;
}

@InputType({ description: '续签：类型和专业沿用原协议，除非另行给出；默认自原协议到期次日起' })
export class RenewAgreementInput extends AgreementContentInput {
  @Field(() => ID, { description: '原协议' }) @EntityIdField() @IsInt() id: EntityId;
  @Field({ description: '新协议编号' }) @IsString() code: string;

  @Field(() => [AgreementKind], { nullable: true })
  @IsOptional()
  @IsArray()
  @IsEnum(AgreementKind, { each: true })
  kinds?: AgreementKind[];
}

@InputType({ description: '变更合作方：新协议备案后，原协议自新协议生效之日解除' })
export class ChangeAgreementPartyInput {
  @Field(() => ID, { description: '原协议' }) @EntityIdField() @IsInt() id: EntityId;
  @Field({ description: '新协议编号' }) @IsString() code: string;
  @Field(() => ID, { description: '新合作方' }) @EntityIdField() @IsInt() enterpriseId: EntityId;
  @Field(() => CalendarDateScalar, { description: '新协议生效日期' }) @IsString() effectiveFrom: CalendarDate;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() effectiveTo?: CalendarDate | null;
  @Field({ description: '变更理由' }) @IsString() reason: string;
}

@InputType()
export class RecordExecutionInput {
  @Field(() => ID) @EntityIdField() @IsInt() agreementId: EntityId;
  @Field({ description: '记录编号' }) @IsString() code: string;
  @Field(() => CalendarDateScalar, { description: '活动日期' }) @IsString() occurredOn: CalendarDate;
  @Field({ description: '活动类型' }) @IsString() activityKind: string;
  @Field(() => Int, { nullable: true, description: '参与人数' }) @IsOptional() @IsInt() participants?: number | null;
  @Field(() => String, { nullable: true, description: '内容' }) @IsOptional() @IsString() description?: string | null;
}

@InputType({ description: '不给出的字段不变；只能修改尚未核验的记录' })
export class EditExecutionInput {
  @Field(() => ID) @EntityIdField() @IsInt() id: EntityId;
  @Field(() => Int, { description: '修改所依据的版本' }) @IsInt() revision: number;
  @Field({ nullable: true }) @IsOptional() @IsString() code?: string;
  @Field(() => CalendarDateScalar, { nullable: true }) @IsOptional() @IsString() occurredOn?: CalendarDate;
  @Field({ nullable: true }) @IsOptional() @IsString() activityKind?: string;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() participants?: number | null;
  @Field(() => String, { nullable: true }) @IsOptional() @IsString() description?: string | null;
}
