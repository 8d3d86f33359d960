import type { CellValue, RawRow } from '../workbook/raw-row';
import { halfWidth, tidyText } from './cells/cell-text';
import { isBlank } from './cells/column-kind';

/** Rows below a table that are none of it: 合计, 小计, who filled it in, who signed it, notes. */
const TOTALS = /^(?:本页|本校|本单位|全校|全市|以上)?(?:合计|总计|小计|共计|总和|累计|总数)(?:\([^)]*\))?(?::.*)?$/;
const ROLE =
  /^\(?(?:制表|制单|填表|填报|填制|编制|编报|上报|报送|录入|统计|打印|审核|审批|审定|复核|核对|校对|批准|负责|经办|主管|分管|校长|院长|局长|主任|领导|联系|单位|部门|学校|签字|签名|签章|盖章|公章)[^:]{0,12}:/;
const SEAL = /^\(?(?:单位|学校|部门|负责人|填表人|审核人)?\(?(?:签字|签名|签章|盖章|公章|加盖公章)\)?.{0,20}$/;
const NOTE = /^\(?(?:注|备注|附注|说明|填表说明|填报说明|注意)[\d一二三四五]?\)?[:、.]/;
const DAY_LINE = /^(?:日期:?)?\d{4}年\d{1,2}月\d{1,2}日$/;

export type FooterKind = 'TOTALS' | 'SIGNATURE';

/** What a row is by its first filled cell; null for a row of the table. */
export function footerKind(row: RawRow): FooterKind | null {
  const first = row.cells.find((cell) => !isBlank(cell));
  if (typeof first !== 'string') return null;
  const text = halfWidth(tidyText(first)).replace(/\s/g, '');
  if (TOTALS.test(text)) return 'TOTALS';
  const isSigned = ROLE.test(text) || SEAL.test(text) || NOTE.test(text) || (isAlone(row.cells) && DAY_LINE.test(text));
  return isSigned ? 'SIGNATURE' : null;
}

function isAlone(cells: readonly CellValue[]): boolean {
  return cells.filter((cell) => !isBlank(cell)).length === 1;
}
