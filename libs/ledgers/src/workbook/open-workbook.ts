import { readFile, stat } from 'node:fs/promises';
import { CsvWorkbook } from './csv/csv-workbook';
import { DEFAULT_WORKBOOK_LIMITS, type OpenWorkbook, type WorkbookFile, type WorkbookLimits } from './raw-row';
import { damagedFile, emptyFile, encryptedFile, fileTooLarge, oldExcelFile, unsupportedFile } from './workbook.errors';
import { XlsxWorkbook } from './xlsx/xlsx-workbook';

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const EMPTY_ZIP = Buffer.from('PK\x05\x06', 'latin1');
/** Compound File: what .xls, .doc and every password-protected Office file are. */
const COMPOUND_FILE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const UTF16_MARKS = [Buffer.from([0xff, 0xfe]), Buffer.from([0xfe, 0xff])];

/**
 * Opens a file by its content: a zip is read as .xlsx; text under the name .csv, .tsv or .txt as CSV. The file (at
 * most `maxBytes`) is held in memory, its parts are inflated as a stream when their rows are asked for.
 * Throws the DomainErrors of workbook.errors.ts.
 */
export async function openWorkbook(
  file: WorkbookFile,
  limits: WorkbookLimits = DEFAULT_WORKBOOK_LIMITS,
): Promise<OpenWorkbook> {
  const { fileName } = file;
  const content = await contentOf(file, limits);
  if (content.length === 0) throw emptyFile(fileName);
  if (startsWith(content, ZIP)) return XlsxWorkbook.open(fileName, content, limits);
  if (startsWith(content, EMPTY_ZIP)) throw unsupportedFile(fileName, '空的压缩包');
  if (startsWith(content, COMPOUND_FILE)) throw compoundFileError(fileName, content);
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase();
  if (extension === 'csv' || extension === 'tsv' || extension === 'txt') {
    return CsvWorkbook.open(fileName, content, limits);
  }
  if (extension === 'xlsx' || extension === 'xlsm') throw textUnderXlsxName(fileName, content);
  throw unsupportedFile(fileName, kindOfText(content));
}

/** Rows of all sheets of a file, read to the end and dropped: what reading alone costs. */
export async function countRows(file: WorkbookFile, limits?: WorkbookLimits): Promise<number> {
  const workbook = await openWorkbook(file, limits);
  let rows = 0;
  try {
    for await (const sheet of workbook.sheets()) for await (const batch of sheet.rows) rows += batch.length;
  } finally {
    await workbook.close();
  }
  return rows;
}

async function contentOf(file: WorkbookFile, limits: WorkbookLimits): Promise<Buffer> {
  const bytes = 'content' in file ? file.content.length : (await stat(file.path)).size;
  if (bytes > limits.maxBytes) throw fileTooLarge(file.fileName, bytes, limits.maxBytes);
  return 'content' in file ? file.content : readFile(file.path);
}

function startsWith(content: Buffer, bytes: Buffer): boolean {
  return content.subarray(0, bytes.length).equals(bytes);
}

/** The streams' names tell the kinds apart: an encrypted package, an old workbook, an old document. */
function compoundFileError(fileName: string, content: Buffer) {
  const has = (stream: string) => content.includes(Buffer.from(stream, 'utf16le'));
  if (has('EncryptedPackage')) return encryptedFile(fileName);
  if (has('Workbook') || has('Book')) return oldExcelFile(fileName);
  return unsupportedFile(fileName, has('WordDocument') ? ' Word 97-2003 文档（.doc）' : null);
}

function textUnderXlsxName(fileName: string, content: Buffer) {
  const kind = kindOfText(content);
  return kind ? unsupportedFile(fileName, kind) : damagedFile(fileName, 'not a zip container');
}

/** Exports of web systems often carry .xls or .xlsx names over something else. */
function kindOfText(content: Buffer): string | null {
  if (startsWith(content, Buffer.from('%PDF'))) return ' PDF 文档';
  const beginning = content.toString('latin1', 0, 2_000).toLowerCase();
  if (/<html|<table|<!doctype html/.test(beginning)) return '网页（HTML）';
  if (/urn:schemas-microsoft-com:office:spreadsheet/.test(beginning)) return ' XML 电子表格 2003';
  if (UTF16_MARKS.some((mark) => startsWith(content, mark))) return '文本文件';
  return content.includes(0) ? null : '文本文件';
}
