import { guardFormula } from '@sxbq/kernel';
import { stringify } from 'csv-stringify/sync';
import { ExportedEntry } from './exported-rows';

export enum AuditExportFormat {
  CSV = 'CSV',
  NDJSON = 'NDJSON',
}

/** Columns beside those of the chain, by field of the entry. */
const FIELDS: Readonly<Record<string, string>> = {
  id: '编号',
  occurredAt: '时间（UTC）',
  actorRole: '角色',
  actorUserId: '用户编号',
  actorOrganisationId: '机构编号',
  actorMembershipId: '任职编号',
  actorSessionId: '会话编号',
  actorClientId: '系统客户端编号',
  action: '操作',
  objectType: '对象类型',
  objectId: '对象编号',
  result: '结果',
  changes: '变更',
  details: '补充',
  correlationId: '关联编号',
  address: '来源地址',
};
const CHAIN = ['日期', '链中位置', '前一哈希', '哈希', '规范 JSON'];
const BOM = '\ufeff';

/** Text that stands before the first entry. */
export function exportHead(format: AuditExportFormat): string {
  return format === AuditExportFormat.CSV ? `${BOM}${csvLines([[...CHAIN, ...Object.values(FIELDS)]])}` : '';
}

/**
 * Entries as text. CSV (RFC 4180): a cell that a spreadsheet would run as a formula gets an apostrophe in front. NDJSON:
 * one object a line, `entry` with its fields in canonical order.
 */
export function exportText(format: AuditExportFormat, entries: readonly ExportedEntry[]): string {
  if (format === AuditExportFormat.CSV) return csvLines(entries.map(csvRow));
  return entries
    .map(({ canonical, ...chain }) => `${JSON.stringify(chain).slice(0, -1)},"entry":${canonical || 'null'}}\n`)
    .join('');
}

function csvRow({ day, position, previousHash, hash, canonical }: ExportedEntry): string[] {
  const entry = (canonical === '' ? {} : JSON.parse(canonical)) as Record<string, unknown>;
  const cells = Object.keys(FIELDS).map((field) => textOf(entry[field]));
  return [day, String(position), previousHash, hash, canonical, ...cells].map(guardFormula);
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function csvLines(rows: readonly (readonly string[])[]): string {
  return stringify(rows as string[][], { record_delimiter: 'windows', quoted_match: /[\r\n\t;]|^\s|\s$/ });
}
