import { ArgsType, Field, ID, InputType } from '@nestjs/graphql';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, EntityIdField, PageArgs } from '@sxbq/platform/graphql';
import {
  Allow,
  ArrayMaxSize,
  ArrayMinSize,
  IsBoolean,
  IsEnum,
  IsInt,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  Min,
} from 'class-validator';
import { Type } from 'class-transformer';
import { ConsentCategory, ConsentPurpose, ConsentRecipient } from '../domain/consent';
import { IdentityProof, PersonRequestKind, PersonRequestStatus, RefusalGround } from '../domain/person-request';
import './privacy.enums';

@ArgsType()
export class PersonRequestListArgs extends PageArgs {
  @IsOptional()
  @IsEnum(PersonRequestKind)
  @Field(() => PersonRequestKind, { nullable: true })
  kind?: PersonRequestKind | null;

  @IsOptional()
  @IsEnum(PersonRequestStatus)
  @Field(() => PersonRequestStatus, { nullable: true })
  status?: PersonRequestStatus | null;
}

@InputType()
export class ReceivePersonRequestInput {
  @IsEnum(PersonRequestKind) @Field(() => PersonRequestKind) kind: PersonRequestKind;
  @IsString() @Length(1, 30) @Field({ description: '证件号码' }) idNumber: string;
  @IsString() @MaxLength(60) @Field({ description: '姓名' }) name: string;
  @IsOptional() @IsString() @MaxLength(30) @Field(() => String, { nullable: true, description: '电话' }) phone?:
    string | null;
  @IsEnum(IdentityProof) @Field(() => IdentityProof, { description: '身份核验方式' }) proof: IdentityProof;
}

@InputType()
export class HeldRecordInput {
  @IsString() @MaxLength(64) @Field() source: string;
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) recordId: number;
}

@InputType()
export class ConfirmHeldRecordsInput {
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) requestId: number;
  @Allow()
  @ArrayMaxSize(200)
  @Type(() => HeldRecordInput)
  @Field(() => [HeldRecordInput], { description: '确认属于此人的全部同名记录' })
  records: HeldRecordInput[];
}

@InputType()
export class DecidePersonRequestInput {
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) requestId: number;
  @IsBoolean() @Field({ description: '是否同意' }) grant: boolean;
  @IsOptional()
  @IsString()
  @MaxLength(255)
  @Field(() => String, { nullable: true, description: '告知本人的理由；拒绝时必填' })
  reason?: string | null;
  @IsOptional()
  @IsEnum(RefusalGround)
  @Field(() => RefusalGround, { nullable: true, description: '拒绝的依据' })
  ground?: RefusalGround | null;
}

@InputType()
export class CorrectPersonalDataInput {
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) requestId: number;
  @IsString() @MaxLength(64) @Field() source: string;
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) recordId: number;
  @IsString() @MaxLength(40) @Field({ description: '可更正项目的名称' }) field: string;
  @IsString() @MaxLength(60) @Field({ description: '更正后的内容' }) value: string;
}

@InputType()
export class PublishPrivacyNoticeInput {
  @IsString() @MaxLength(40) @Field() code: string;
  @IsString() @MaxLength(120) @Field() title: string;
  @IsString() @MaxLength(20_000) @Field() text: string;
  @Allow() @Field(() => CalendarDateScalar) effectiveFrom: CalendarDate;
}

@InputType()
export class RecordConsentInput {
  @IsString() @Length(1, 30) @Field({ description: '证件号码' }) idNumber: string;
  @IsEnum(ConsentRecipient) @Field(() => ConsentRecipient) recipient: ConsentRecipient;
  @IsInt() @Min(0) @EntityIdField() @Field(() => ID, { description: '接收方的编号；主管部门为 0' }) recipientId: number;
  @IsEnum(ConsentPurpose) @Field(() => ConsentPurpose) purpose: ConsentPurpose;
  @IsEnum(ConsentCategory, { each: true })
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @Field(() => [ConsentCategory])
  categories: ConsentCategory[];
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) noticeId: number;
  @IsEnum(IdentityProof) @Field(() => IdentityProof) proof: IdentityProof;
}

@InputType()
export class WithdrawConsentInput {
  @IsString() @Length(1, 30) @Field({ description: '证件号码' }) idNumber: string;
  @IsInt() @Min(1) @EntityIdField() @Field(() => ID) consentId: number;
}

@InputType()
export class PersonConsentsInput {
  @IsString() @Length(1, 30) @Field({ description: '证件号码' }) idNumber: string;
}
