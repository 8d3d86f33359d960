import { DomainError } from '@sxbq/kernel';

/** Every way in which a file is refused before its meaning is looked at. `details.fileName` names the file. */

const mib = (bytes: number) => `${Math.floor(bytes / (1024 * 1024))} MiB`;

export function fileTooLarge(fileName: string, bytes: number, maxBytes: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'WORKBOOK_TOO_LARGE',
    `文件“${fileName}”超过 ${mib(maxBytes)} 的上限，请拆分成几个文件后再导入。`,
    { fileName, bytes, maxBytes },
  );
}

export function inflatesTooLarge(fileName: string, maxInflatedBytes: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'WORKBOOK_INFLATES_TOO_LARGE',
    `文件“${fileName}”解压后超过 ${mib(maxInflatedBytes)} 的上限，未予读取；请删去无关的工作表和图片，或拆分后再导入。`,
    { fileName, maxInflatedBytes },
  );
}

export function tooManyRows(fileName: string, sheetName: string, maxRowsPerSheet: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'WORKBOOK_TOO_MANY_ROWS',
    `文件“${fileName}”的工作表“${sheetName}”超过 ${maxRowsPerSheet} 行的上限，请拆分成几个文件后再导入。`,
    { fileName, sheetName, maxRowsPerSheet },
  );
}

export function tooManyColumns(fileName: string, sheetName: string, rowNumber: number, max: number): DomainError {
  return new DomainError(
    'TOO_LARGE',
    'WORKBOOK_TOO_MANY_COLUMNS',
    `文件“${fileName}”的工作表“${sheetName}”第 ${rowNumber} 行在第 ${max} 列以外还有内容，请删去多余的列。`,
    { fileName, sheetName, rowNumber, maxColumns: max },
  );
}

export function emptyFile(fileName: string): DomainError {
  return new DomainError('BAD_INPUT', 'WORKBOOK_EMPTY_FILE', `文件“${fileName}”是空的，没有任何内容。`, { fileName });
}

export function encryptedFile(fileName: string): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'WORKBOOK_ENCRYPTED',
    `文件“${fileName}”设有打开密码，无法读取；请在 Excel 或 WPS 中取消密码后另存，再导入。`,
    { fileName },
  );
}

export function oldExcelFile(fileName: string): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'WORKBOOK_OLD_XLS',
    `文件“${fileName}”是旧版 Excel 97-2003（.xls）格式；请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”后再导入。`,
    { fileName },
  );
}

/** `found` says in Chinese what the file seems to be, e.g. 'Word 文档'; null when nobody can tell. */
export function unsupportedFile(fileName: string, found: string | null): DomainError {
  const what = found ? `看来是${found}` : '不是能识别的表格文件';
  return new DomainError(
    'BAD_INPUT',
    'WORKBOOK_TYPE_UNSUPPORTED',
    `文件“${fileName}”${what}；只接受 .xlsx 工作簿和 .csv 文件，请另存为其中一种后再导入。`,
    { fileName, found },
  );
}

/** `part` is the inner file that broke, `reason` an English phrase for the log; neither holds cell contents. */
export function damagedFile(fileName: string, reason: string, part?: string): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'WORKBOOK_DAMAGED',
    `文件“${fileName}”已损坏或不完整，无法读取；请用 Excel 或 WPS 打开确认无误后另存，再导入。`,
    { fileName, reason, ...(part ? { part } : {}) },
  );
}

export function dtdRefused(fileName: string, part: string): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'WORKBOOK_DTD_REFUSED',
    `文件“${fileName}”含有文档类型声明（DTD），正常的表格文件不会有；出于安全不予读取。`,
    { fileName, part },
  );
}

export function unknownEncoding(fileName: string): DomainError {
  return new DomainError(
    'BAD_INPUT',
    'CSV_ENCODING_UNKNOWN',
    `文件“${fileName}”的文字编码无法识别（不是 UTF-8、GB18030 或带标记的 UTF-16）；请另存为“CSV UTF-8”后再导入。`,
    { fileName },
  );
}

export function malformedCsv(fileName: string, lineNumber: number | null, reason: string): DomainError {
  const where = lineNumber ? `第 ${lineNumber} 行附近` : '';
  return new DomainError(
    'BAD_INPUT',
    'CSV_MALFORMED',
    `文件“${fileName}”${where}的引号没有配对或格式有误，无法按 CSV 读取；请检查后重新另存。`,
    { fileName, lineNumber, reason },
  );
}
