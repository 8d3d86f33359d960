import { ArgsType, Field, ID, InputType, Int } from '@nestjs/graphql';
import { CalendarDate, EntityId } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import { ConsentCategory } from '@sxbq/privacy';
import '@sxbq/privacy/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsBoolean, IsEnum, IsInt, IsOptional, IsString, ValidateNested } from 'class-validator';
import { ApplicationOrigin, ApplicationStatus } from '../domain/application-status';
import { ContractKind } from '../domain/contract-kind';
import './application.enums';

@InputType()
export class ApplicationFilterInput {
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() jobPostingId?: EntityId | null;
  @Field(() => ID, { nullable: true }) @EntityIdField() @IsOptional() @IsInt() graduateId?: EntityId | null;

  @Field(() => ApplicationStatus, { nullable: true })
  @IsOptional()
  @IsEnum(ApplicationStatus)
  status?: ApplicationStatus | null;

  @Field(() => ApplicationOrigin, { nullable: true })
  @IsOptional()
  @IsEnum(ApplicationOrigin)
  origin?: ApplicationOrigin | null;
}

@ArgsType()
export class ApplicationListArgs extends PageArgs {
  @Field(() => ApplicationFilterInput, { nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ApplicationFilterInput)
  filter?: ApplicationFilterInput | null;
}

@InputType()
export class ShareContactInput {
  @Field(() => ID) @EntityIdField() @IsInt() applicationId: EntityId;
  @Field(() => [ConsentCategory], { description: '同意的信息' })
  @IsArray()
  @IsEnum(ConsentCategory, { each: true })
  categories: ConsentCategory[];
  @Field(() => ID, { description: '本人看过的告知，须为现行版' }) @EntityIdField() @IsInt() noticeId: EntityId;
}

@InputType()
export class PostWishesInput {
  @Field(() => ID) @EntityIdField() @IsInt() graduateId: EntityId;
  @Field(() => [ID], { description: '岗位，最想去的在前，最多 20 个' })
  @EntityIdField()
  @IsArray()
  @ArrayMaxSize(100)
  @IsInt({ each: true })
  jobPostingIds: EntityId[];
}

@InputType()
export class PlaceGraduateInput {
  @Field(() => ID) @EntityIdField() @IsInt() applicationId: EntityId;
  @Field(() => Int) @IsInt() revision: number;
  @Field(() => CalendarDateScalar, { description: '就业日期，不晚于今天' }) @IsString() placedOn: CalendarDate;
  @Field(() => ContractKind, { description: '凭据' }) @IsEnum(ContractKind) contractKind: ContractKind;
  @Field(() => String, { nullable: true, description: '合同编号' }) @IsOptional() @IsString() contractNumber?:
    string | null;
  @Field(() => CalendarDateScalar, { nullable: true, description: '参保起始日期' })
  @IsOptional()
  @IsString()
  insuredFrom?: CalendarDate | null;
  @Field({ description: '是否对口；官方专业教学标准列有该职业时以标准为准' }) @IsBoolean() relatedToMajor: boolean;
}
