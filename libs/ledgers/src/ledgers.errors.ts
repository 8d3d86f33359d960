import { DomainError } from '@sxbq/kernel';

export const MAX_FILES_PER_IMPORT = 20;
/** Sum of all files of one import, in bytes. */
export const MAX_IMPORT_BYTES = 64 * 1024 * 1024;

export function importNotFound(): DomainError {
  return new DomainError('NOT_FOUND', 'LEDGER_IMPORT_NOT_FOUND', '没有这次导入，或者您无权查看。');
}

export function fileNotFound(): DomainError {
  return new DomainError(
    'NOT_FOUND',
    'LEDGER_FILE_NOT_FOUND',
    '没有这个文件：可能不是您上传的，或没有上传完整，或已超过保存期限。请重新上传。',
  );
}

export function fileAlreadyUsed(fileName: string): DomainError {
  return new DomainError('CONFLICT', 'LEDGER_FILE_ALREADY_USED', `文件“${fileName}”已经用于另一次导入，请重新上传。`);
}

export function noFiles(): DomainError {
  return new DomainError('BAD_INPUT', 'LEDGER_FILES_MISSING', '没有要导入的文件，请至少选择一个 .xlsx 或 .csv 文件。');
}

export function tooManyFiles(count: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'LEDGER_TOO_MANY_FILES',
    `一次最多导入 ${MAX_FILES_PER_IMPORT} 个文件，现为 ${count} 个；请分几次导入。`,
    { count, max: MAX_FILES_PER_IMPORT },
  );
}

export function importTooLarge(): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'LEDGER_IMPORT_TOO_LARGE',
    `一次导入的文件合计不能超过 ${MAX_IMPORT_BYTES / 1024 / 1024} MiB；请分几次导入。`,
  );
}

export function uploadTooLarge(fileName: string, maxMib: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'WORKBOOK_TOO_LARGE',
    `文件“${fileName}”超过 ${maxMib} MiB 的上限，请拆分成几个文件后再导入。`,
    {
      fileName,
    },
  );
}

export function uploadBrokenOff(): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'LEDGER_UPLOAD_BROKEN_OFF',
    '上传没有完成；请用 multipart/form-data 的 file 字段上传一个文件。',
  );
}

export function importNotFinished(): DomainError {
  return new DomainError('CONFLICT', 'LEDGER_IMPORT_NOT_FINISHED', '导入还没有结束，请稍后再试。');
}

export function noErrorWorkbook(): DomainError {
  return new DomainError(
    'NOT_FOUND',
    'LEDGER_ERROR_WORKBOOK_NONE',
    '这次导入没有可标注的错误，或原文件已超过保存期限。',
  );
}

export function ownerLostRights(): DomainError {
  return new DomainError('FORBIDDEN', 'LEDGER_OWNER_LOST_RIGHTS', '提出导入的人已没有导入台账的权限，导入未执行。');
}
