import type { CellValue, RawRow } from '../workbook/raw-row';
import { halfWidth, tidyText } from './cells/cell-text';
import { isBlank } from './cells/column-kind';

/**
 * Rows below a table that are none of it: 合计, 小计, who filled it in, who signed it, notes. The word stands alone, or
 * with its colon, bracket or number behind it: 合计机械学校 and 说明书印刷厂 are names.
 */
const TOTALS =
  /^(?:本页|本表|本校|本班|本单位|全校|全市|全县|全区|以上|各校|各班|人数|班级|学校)?(?:合计|总计|小计|共计|总和|累计|总数|合計|總計|小計|(?:grand)?total)(?:人数|数)?(?:\([^)]*\))?(?::.*|\d[\d,.]*[^\d,.]{0,4})?$/i;
const DOING =
  '(?:制表|制单|填表|填报|填制|填写|编制|编报|上报|报送|录入|统计|打印|审核|审批|审定|审查|复核|核对|校对|批准|经办|主管|分管)';
const DOER = '(?:人员|人|员|者|单位|部门|领导|负责人|日期|时间|意见|签字|签名|盖章)';
const OFFICE =
  '(?:单位|部门|学校|企业|财务|统计)?(?:负责人|主管领导|分管领导|领导|校长|院长|局长|主任|联系人|联系电话)';
const SIGNED = '(?:签字|签名|签章|盖章|公章|加盖公章)';
/** What may follow such a word: nothing, its brackets, and a colon with the rest. */
const REST = '(?:\\([^)]*\\)?)*\\)?(?::.*)?$';
const SIGNATURES = [
  new RegExp(`^\\(?${DOING}${DOER}{0,2}${REST}`),
  new RegExp(`^\\(?${OFFICE}${SIGNED}?${REST}`),
  new RegExp(`^\\(?(?:${DOING}?(?:单位|学校|部门|企业|负责人|人)?)?\\(?(?:加盖)?${SIGNED}处?${REST}`),
  new RegExp(`^\\(?(?:${DOING}|单位|部门|学校|企业|负责|联系|签字|签名|盖章)[^:]{0,12}:`),
  new RegExp(`^\\(?(?:单位|学校|部门)?\\(?${SIGNED}\\)?\\d{4}年`),
];
const NOTE = /^\(?(?:注|备注|附注|说明|填表说明|填报说明|填写说明|注意事项|注意)(?:[\d一二三四五]?\)?[:、.].*|\))?$/;
const DAY_LINE = /^(?:日期:?)?\d{4}年\d{1,2}月\d{1,2}日$/;

/** Most rows begin with one: nothing to look at closely. */
const A_CODE = /^(?!(?:grand)?total)[\w./-]+$/i;

export type FooterKind = 'TOTALS' | 'SIGNATURE';

/** What a row is by its first filled cell, or the one behind a running number; null for a row of the table. */
export function footerKind(row: RawRow): FooterKind | null {
  const start = row.cells.findIndex((cell) => !isBlank(cell));
  const first = row.cells[start];
  if (typeof first === 'string' && A_CODE.test(first)) return null;
  const filled = row.cells.slice(start).filter((cell) => !isBlank(cell));
  const second = filled[1];
  if (typeof first === 'number') return typeof second === 'string' && TOTALS.test(plain(second)) ? 'TOTALS' : null;
  if (typeof first !== 'string') return null;
  const text = plain(first);
  if (TOTALS.test(text)) return 'TOTALS';
  const isSigned = isSignature(text) || isSignature(firstWord(first)) || (filled.length === 1 && DAY_LINE.test(text));
  return isSigned ? 'SIGNATURE' : null;
}

/** A text alone in its row, as the further lines of a note are. */
export function isLoneText(row: RawRow): boolean {
  const filled = row.cells.filter((cell) => !isBlank(cell));
  return filled.length === 1 && typeof filled[0] === 'string';
}

const isSignature = (text: string): boolean => NOTE.test(text) || SIGNATURES.some((pattern) => pattern.test(text));

const plain = (text: string): string => halfWidth(tidyText(text)).replace(/\s/g, '');

/** 制表人 of '制表人 示例  审核 示例'. */
function firstWord(cell: CellValue & string): string {
  return halfWidth(tidyText(cell)).split(/\s+/)[0] as string;
}
