import { ArgsType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { AssessmentSubject } from '@sxbq/assessment';
import { CalendarDate } from '@sxbq/kernel';
import { CalendarDateScalar, DataClass, EntityIdField, PageArgs, Paginated } from '@sxbq/platform/graphql';
import { Type } from 'class-transformer';
import { IsEnum, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { ReportKind } from '../domain/report-kind';
import { Audience } from '../domain/report-options';
import { ReportStatus } from '../domain/report-status';
import './reports.enums';

@ObjectType('Report', { description: '一份考核报告' })
@DataClass('INTERNAL')
export class ReportType {
  @Field(() => ID) id: number;
  @Field(() => ID) runId: number;
  @Field(() => ReportKind) kind: ReportKind;
  @Field(() => AssessmentSubject) subject: AssessmentSubject;
  @Field(() => Audience) audience: Audience;
  @Field({ description: '公布之前生成，标有“草稿”' }) draft: boolean;
  @Field(() => ID, { nullable: true, description: '只含这所学校' }) schoolId: number | null;
  @Field(() => ReportStatus) status: ReportStatus;
  @Field(() => Int, { description: '百分比' }) progress: number;
  @Field(() => String, { nullable: true, description: '所依据数据包的摘要' }) bundleDigest: string | null;
  @Field(() => String, { nullable: true, description: '文件的 SHA-256' }) sha256: string | null;
  @Field(() => Int, { nullable: true }) byteSize: number | null;
  @Field(() => Int, { nullable: true, description: '页数（PDF）' }) pages: number | null;
  @Field(() => Int, { nullable: true, description: '行数（CSV）' }) lines: number | null;
  @Field(() => String, { nullable: true, description: '未能生成的原因代码' }) error: string | null;
  @Field(() => Date) requestedAt: Date;
  @Field(() => Date, { nullable: true }) finishedAt: Date | null;
}

@ObjectType()
@DataClass('INTERNAL')
export class ReportPage extends Paginated(ReportType) {}

@ObjectType('ReportLink', { description: '短期有效的下载链接，只供申请人使用' })
@DataClass('INTERNAL')
export class ReportLinkType {
  @Field({ description: '接口地址之下的路径，含凭据' }) path: string;
  @Field(() => Date) expiresAt: Date;
}

@ArgsType()
export class ReportsArgs extends PageArgs {
  @Field(() => ID, { description: '年度考核的编号' }) @EntityIdField() @IsInt() runId: number;
}

@InputType({ description: '公文要素，见 GB/T 9704-2012' })
export class ReportLetterheadInput {
  @Field({ description: '发文机关' }) @IsString() @MaxLength(40) issuer: string;
  @Field({ description: '发文机关代字' }) @IsString() @MaxLength(20) code: string;
  @Field(() => Int, { nullable: true, description: '发文顺序号；未定时留空' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(99_999)
  number?: number | null;
  @Field({ description: '主送机关' }) @IsString() @MaxLength(200) recipients: string;
  @Field(() => CalendarDateScalar, { description: '成文日期' }) @IsString() issuedOn: CalendarDate;
  @Field(() => String, { nullable: true, description: '签发人，上行文用' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  signatory?: string | null;
  @Field({ defaultValue: '', description: '抄送机关' }) @IsString() @MaxLength(400) copiesTo: string;
  @Field({ description: '印发机关' }) @IsString() @MaxLength(40) printedBy: string;
  @Field(() => CalendarDateScalar, { description: '印发日期' }) @IsString() printedOn: CalendarDate;
}

@InputType()
export class RequestReportInput {
  @Field(() => ID, { description: '年度考核的编号' }) @EntityIdField() @IsInt() runId: number;
  @Field(() => ReportKind) @IsEnum(ReportKind) kind: ReportKind;
  @Field(() => AssessmentSubject, { defaultValue: AssessmentSubject.SCHOOL, description: '公文所述的考核对象' })
  @IsEnum(AssessmentSubject)
  subject: AssessmentSubject;
  @Field(() => Audience, { defaultValue: Audience.INTERNAL }) @IsEnum(Audience) audience: Audience;
  @Field(() => ID, { nullable: true, description: '学校单页：只要这所学校' })
  @IsOptional()
  @EntityIdField()
  @IsInt()
  schoolId?: number | null;
  @Field(() => ReportLetterheadInput, { nullable: true, description: '通报和报省报告须给出' })
  @IsOptional()
  @ValidateNested()
  @Type(() => ReportLetterheadInput)
  letterhead?: ReportLetterheadInput | null;
}
