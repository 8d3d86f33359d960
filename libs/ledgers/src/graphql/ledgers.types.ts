import { Field, GraphQLISODateTime, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { EntityId } from '@sxbq/kernel';
import { DataClass, EntityIdField, Paginated } from '@sxbq/platform/graphql';
import { ArrayMaxSize, ArrayMinSize, IsEnum } from 'class-validator';
import { ImportMode, ImportPhase, ImportStatus } from '../domain/import-status';
import { MAX_FILES_PER_IMPORT } from '../ledgers.errors';
import './ledgers.enums';

@InputType()
export class ImportLedgersInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_FILES_PER_IMPORT)
  @EntityIdField()
  @Field(() => [ID], { description: '用 POST /ledgers/files 上传的文件；几个文件作为一次导入' })
  fileIds: EntityId[];

  @IsEnum(ImportMode)
  @Field(() => ImportMode, { defaultValue: ImportMode.ALL_OR_NOTHING })
  mode: ImportMode;
}

@DataClass('INTERNAL')
@ObjectType('LedgerFile', { description: '上传的台账文件' })
export class LedgerFileType {
  @Field(() => ID) id: EntityId;
  @Field(() => String) fileName: string;
  @Field(() => Int, { description: '字节' }) byteSize: number;
  @Field(() => String, { nullable: true, description: '内容的 SHA-256，十六进制' }) sha256: string | null;
}

@DataClass('INTERNAL')
@ObjectType('LedgerSheetCounts', { description: '一个工作表的各行落实情况' })
export class LedgerSheetCountsType {
  @Field(() => String, { description: '工作表名' }) sheet: string;
  @Field(() => Int, { description: '新增' }) created: number;
  @Field(() => Int, { description: '更新' }) updated: number;
  @Field(() => Int, { description: '与库中相同，未动' }) unchanged: number;
  @Field(() => Int, { description: '有误，未写入' }) rejected: number;
}

@DataClass('INTERNAL')
@ObjectType('LedgerImportError', { description: '一处错误；个人信息已隐去' })
export class LedgerImportErrorType {
  @Field(() => String) file: string;
  @Field(() => String, { description: '整个文件有误时为空' }) sheet: string;
  @Field(() => Int, { nullable: true, description: 'Excel 左侧的行号；整个工作表有误时为空' }) row: number | null;
  @Field(() => String, { nullable: true }) column: string | null;
  @Field(() => String, { nullable: true }) value: string | null;
  @Field(() => String) code: string;
  @Field(() => String, { description: '哪里不对，怎么改' }) message: string;
}

@DataClass('INTERNAL')
@ObjectType('LedgerImportErrorPage')
export class LedgerImportErrorPage extends Paginated(LedgerImportErrorType) {}

@DataClass('INTERNAL')
@ObjectType('LedgerImportWarning', { description: '不妨碍导入的提示' })
export class LedgerImportWarningType {
  @Field(() => String) file: string;
  @Field(() => String) sheet: string;
  @Field(() => String, { nullable: true }) column: string | null;
  @Field(() => String) message: string;
}

@DataClass('INTERNAL')
@ObjectType('LedgerImport', { description: '一次台账导入' })
export class LedgerImportType {
  @Field(() => ID) id: EntityId;
  @Field(() => ImportMode) mode: ImportMode;
  @Field(() => ImportStatus) status: ImportStatus;
  @Field(() => ImportPhase) phase: ImportPhase;
  @Field(() => Int, { description: '已读取的行数' }) rowsDone: number;
  @Field(() => Int, { nullable: true, description: '总行数；读完之前未知' }) rowsTotal: number | null;
  @Field(() => Int, { description: '错误的总数；errors 至多列出前 20000 处' }) errorCount: number;
  @Field(() => String, { nullable: true, description: '处理中断的原因代码' }) failureCode: string | null;
  @Field(() => GraphQLISODateTime) requestedAt: Date;
  @Field(() => GraphQLISODateTime, { nullable: true }) startedAt: Date | null;
  @Field(() => GraphQLISODateTime, { nullable: true }) finishedAt: Date | null;
}

@DataClass('INTERNAL')
@ObjectType('LedgerImportPage')
export class LedgerImportPage extends Paginated(LedgerImportType) {}
