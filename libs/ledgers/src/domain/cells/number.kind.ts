import { compactText } from './cell-text';
import { CellProblem, ColumnKind, FilledCell, isDateCell } from './column-kind';

const GROUPED = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/;
const PLAIN = /^-?\d+(\.\d+)?$/;
const MALFORMED = new CellProblem('NUMBER_MALFORMED', '此处应填整数，例如 1200，请检查。');

export interface WholeNumberRange {
  readonly min: number;
  readonly max: number;
  /** Units that may stand behind the number: 人. */
  readonly unit?: string | readonly string[];
}

/** A whole number from min to max; full-width digits, thousands separators and the unit are understood. */
export function wholeNumber({ min, max, unit }: WholeNumberRange): ColumnKind<number> {
  return {
    format: 'number',
    hint: `${min} 到 ${max} 的整数`,
    read: (cell) => {
      const value = numberOf(cell, unit);
      if (value instanceof CellProblem) return value;
      if (value < 0) return new CellProblem('NEGATIVE_NUMBER', '数量不能为负数，请改正。');
      if (!Number.isInteger(value)) return new CellProblem('FRACTIONAL_NUMBER', '数量不能有小数，请填整数。');
      if (value >= min && value <= max) return value;
      return new CellProblem('NUMBER_OUT_OF_RANGE', `数值应在 ${min} 到 ${max} 之间，请核对。`);
    },
    write: (value) => value,
  };
}

/** What stands behind a year in ledgers; the longer before the shorter. */
const YEAR_WORDS = ['年度', '届毕业生', '届', '年毕业', '年'];
/** Words of other years: 2026级 came in 2026 and graduates years later, a 学年 lies in two years. */
const OTHER_YEARS = /^\d{4}(?:(?:[-~至到]\d{2,4})?学年|级)/;
const OTHER_YEAR = new CellProblem(
  'NUMBER_MALFORMED',
  '“级”是入学的年份，“学年”跨两个年份，都不是这里要的年份；请填一个四位数的年份，例如 2026。',
);

/** 年度: a four-digit year, with or without 年, 年度, 届, … */
export function year(): ColumnKind<number> {
  const whole = wholeNumber({ min: 2000, max: 2999, unit: YEAR_WORDS });
  return {
    ...whole,
    hint: '四位数的年份，例如 2025',
    read: (cell, dictionaries) =>
      typeof cell === 'string' && OTHER_YEARS.test(compactText(cell)) ? OTHER_YEAR : whole.read(cell, dictionaries),
  };
}

function numberOf(cell: FilledCell, unit: string | readonly string[] = []): number | CellProblem {
  if (typeof cell === 'number') return cell;
  if (typeof cell !== 'string') {
    return isDateCell(cell)
      ? new CellProblem('WRONG_TYPE', '此处应填整数，现为日期；请把单元格格式改为“常规”后重填。')
      : MALFORMED;
  }
  let digits = compactText(cell).replace(/^\+/, '');
  const behind = [unit].flat().find((word) => digits.endsWith(word));
  if (behind) digits = digits.slice(0, -behind.length);
  if (GROUPED.test(digits)) return Number(digits.replace(/,/g, ''));
  return PLAIN.test(digits) && digits.length <= 20 ? Number(digits) : MALFORMED;
}
