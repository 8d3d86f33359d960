import { tidyText } from './cell-text';
import { LARGEST_EXACT_NUMBER } from './code.kind';
import { CellProblem, ColumnKind, FilledCell, isDateCell } from './column-kind';

const LOST_DIGITS = '单元格里是超过 15 位的数字，后面的位数已丢失；请把该列设为“文本”格式后重新填写。';

/** Free text of at most `max` characters. */
export function text(max: number): ColumnKind<string> {
  return {
    format: 'text',
    isFreeText: true,
    hint: `文字，不超过 ${max} 个字`,
    read: (cell) => {
      const value = textOf(cell);
      if (value instanceof CellProblem) return value;
      if (value.length <= max) return value;
      return new CellProblem('TEXT_TOO_LONG', `文字共 ${value.length} 个字，超过 ${max} 个字的上限，请缩短。`);
    },
    write: (value) => value,
  };
}

function textOf(cell: FilledCell): string | CellProblem {
  if (typeof cell === 'string') return tidyText(cell);
  if (typeof cell === 'number') {
    return Math.abs(cell) > LARGEST_EXACT_NUMBER ? new CellProblem('DIGITS_LOST', LOST_DIGITS) : String(cell);
  }
  if (isDateCell(cell)) return cell.date;
  return new CellProblem('WRONG_TYPE', '此处应填文字，现为逻辑值（TRUE/FALSE），请改为文字。');
}
