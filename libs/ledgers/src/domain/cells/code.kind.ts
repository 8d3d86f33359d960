import { compactText } from './cell-text';
import { CellProblem, ColumnKind, FilledCell, isDateCell } from './column-kind';

/** Excel keeps 15 digits of a number; from the 16th on they are zeros. */
export const LARGEST_EXACT_NUMBER = 999_999_999_999_999;
const SCIENTIFIC = /^\d(\.\d+)?E\+?\d+$/i;
/** Nothing to look at twice. */
const USUAL = /^[A-Za-z0-9_./-]+$/;
/** ="0101", as a text that nobody computed. */
const TEXT_FORMULA = /^="([^"]*)"$/;
/** Separators of lists and control characters have no place in a code. */
const FORBIDDEN = /[、，,;；|\p{C}]/u;

export const LOST_DIGITS = '编码被 Excel 当作数字，后面的位数已丢失；请把该列设为“文本”格式后重新填写完整编码。';
const LOST_ZEROS = '编码被 Excel 当作数字，开头的 0 已丢失；请把该列设为“文本”格式后重新填写完整编码。';
const FORMULA_AS_TEXT = '单元格里是公式的文字（以“=”开头），没有结果；请直接填写编码。';
const NOT_A_CODE = '编码里不能有逗号、顿号、分号、竖线或看不见的字符，也不能是负数或小数，请检查。';

/**
 * The text of a code cell. A number is taken only where no digit can be lost: at most 15 digits, and as many as one of
 * `lengths` when the code's length is known.
 */
export function codeText(cell: FilledCell, lengths?: readonly number[]): string | CellProblem {
  if (typeof cell === 'string') {
    const compact = compactText(cell);
    const code = TEXT_FORMULA.exec(compact)?.[1] ?? (compact.startsWith("'") ? compact.slice(1) : compact);
    if (code.startsWith('=')) return new CellProblem('CODE_MALFORMED', FORMULA_AS_TEXT);
    return SCIENTIFIC.test(code) ? new CellProblem('DIGITS_LOST', LOST_DIGITS) : code;
  }
  if (typeof cell === 'number') return numberAsCode(cell, lengths);
  if (isDateCell(cell)) {
    return new CellProblem(
      'DIGITS_LOST',
      '编码被 Excel 当作日期，原来的写法已丢失；请把该列设为“文本”格式后重新填写。',
    );
  }
  return new CellProblem('WRONG_TYPE', '此处应填编码，现为逻辑值（TRUE/FALSE），请改为文本。');
}

function numberAsCode(value: number, lengths: readonly number[] | undefined): string | CellProblem {
  if (value > LARGEST_EXACT_NUMBER) return new CellProblem('DIGITS_LOST', LOST_DIGITS);
  if (!Number.isInteger(value) || value < 0) return new CellProblem('CODE_MALFORMED', NOT_A_CODE);
  const digits = String(value);
  if (!lengths || lengths.includes(digits.length)) return digits;
  if (digits.length < Math.max(...lengths)) return new CellProblem('DIGITS_LOST', LOST_ZEROS);
  return new CellProblem('CODE_MALFORMED', `编码应为 ${lengths.join(' 或 ')} 位，现为 ${digits.length} 位，请检查。`);
}

/** A code of at most `max` characters, kept as written apart from spaces and full-width signs. */
export function code(max: number): ColumnKind<string> {
  return {
    format: 'text',
    hint: `编码，不超过 ${max} 个字符；请保持“文本”格式，以免开头的 0 丢失`,
    read: (cell) => {
      const value = codeText(cell);
      return value instanceof CellProblem ? value : checkedCode(value, max);
    },
    write: (value) => value,
  };
}

function checkedCode(value: string, max: number): string | CellProblem {
  if (value.length > max)
    return new CellProblem('TEXT_TOO_LONG', `编码共 ${value.length} 个字符，超过 ${max} 个的上限。`);
  return !USUAL.test(value) && FORBIDDEN.test(value) ? new CellProblem('CODE_MALFORMED', NOT_A_CODE) : value;
}

const LIST_SEPARATORS = /[、,;|\s，；]+/;

/** Several codes in one cell, divided by 、 or a comma; repeated ones count once. Kept in ascending order. */
export function codeList(max: number): ColumnKind<readonly string[]> {
  return {
    format: 'text',
    hint: '一个或几个编码，用顿号分隔，例如 0101、0102',
    read: (cell) => {
      const parts = typeof cell === 'string' ? cell.split(LIST_SEPARATORS).filter((part) => part !== '') : [cell];
      const codes = new Set<string>();
      for (const part of parts) {
        const value = codeText(part);
        const checked = value instanceof CellProblem ? value : checkedCode(value, max);
        if (checked instanceof CellProblem) return checked;
        codes.add(checked);
      }
      return [...codes].sort();
    },
    write: (value) => value.join('、'),
  };
}
