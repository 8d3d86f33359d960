import type { RawRow } from '../workbook/raw-row';
import { compactText } from './cells/cell-text';
import { isBlank } from './cells/column-kind';

const UNIT =
  /^(?:(?:单位:?)?(?:人|个|名|家|户|次|项|元|万元|亿元|天|日|月|年|小时|学时|课时|分|%|岁|平方米)(?:[/每](?:人|个|名|天|月|年|次))?|[([【〔].*[)\]】〕]|必填|选填|非必填|可不填|可空|文本|文本格式|文字|数字|整数|日期|日期格式|下拉选择|单选|多选|(?:格式|例|如|例如|示例|填写)[:：].*|(?:YYYY|年)[-/.年]?(?:MM|月)(?:[-/.月]?(?:DD|日))?|[-—/*])$/i;
/** 甲 乙 1 2 3: columns of statistical forms are numbered below their titles. */
const NUMBERING = /^(?:[甲乙丙丁戊己庚辛]|栏次|[A-Z]|\(?\d{1,2}\)?|[①-⑳])$/;

/** True for a row below the titles that says nothing but units, how to fill in, or the columns' numbers. */
export function isBelowTitles({ cells }: RawRow): boolean {
  const texts = cells
    .filter((cell) => !isBlank(cell))
    .map((cell) => (isPlain(cell) ? compactText(String(cell)) : null));
  return texts.every((text) => isUnit(text)) || isNumbering(texts);
}

/** A unit or hint that stands in a row of titles: (人), 必填. */
export function isUnit(text: string | null): boolean {
  return text !== null && UNIT.test(text);
}

const isPlain = (cell: unknown): cell is string | number => typeof cell === 'string' || typeof cell === 'number';

/** At least three, none twice, the numbers going up by one. */
function isNumbering(texts: readonly (string | null)[]): boolean {
  if (texts.length < 3 || !texts.every((text): text is string => text !== null && NUMBERING.test(text))) return false;
  const numbers = texts.flatMap((text) => /\d+/.exec(text) ?? []).map(Number);
  return (
    new Set(texts).size === texts.length && numbers.every((number, i) => i === 0 || number === numbers[i - 1]! + 1)
  );
}
