import { CalendarDate, calendarDate } from '@sxbq/kernel';
import { compactText } from './cell-text';
import { CellProblem, ColumnKind, isDateCell } from './column-kind';

/** A time of day may follow; it is dropped, dates are calendar dates. */
const TIME = /(?:T|\s+)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?$/;
const SHAPES = [
  /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/,
  /^(\d{4})(年)(\d{1,2})月(\d{1,2})[日号]?$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
];
const MALFORMED = new CellProblem('DATE_MALFORMED', '日期无法识别；请写成 2025-03-01 的样子。');
const NO_SUCH_DAY = new CellProblem('DATE_MALFORMED', '没有这一天，请核对年、月、日。');

/** A calendar date in any of the forms ledgers.md lists; never shifted by a zone. */
export function date(): ColumnKind<CalendarDate> {
  return {
    format: 'date',
    hint: '日期，例如 2025-03-01',
    read: (cell) => {
      if (typeof cell === 'string') return fromText(cell);
      if (typeof cell === 'number') return fromNumber(cell);
      return isDateCell(cell) ? cell.date : MALFORMED;
    },
    write: (value) => ({ date: value }),
  };
}

function fromText(cell: string): CalendarDate | CellProblem {
  const text = compactText(cell.trim().replace(TIME, ''));
  for (const shape of SHAPES) {
    const parts = shape.exec(text);
    if (parts) return calendarDate(Number(parts[1]), Number(parts[3]), Number(parts[4])) ?? NO_SUCH_DAY;
  }
  return MALFORMED;
}

/** 20250301; a bare serial number is refused, since nobody who looks at the sheet sees a date in it. */
function fromNumber(cell: number): CalendarDate | CellProblem {
  if (!Number.isInteger(cell) || cell < 19_000_101 || cell > 29_991_231) return MALFORMED;
  return calendarDate(Math.floor(cell / 10_000), Math.floor(cell / 100) % 100, cell % 100) ?? NO_SUCH_DAY;
}
