import { CalendarDate, calendarDate } from '@sxbq/kernel';
import { dayOfMoment } from '../../workbook/moments';
import { halfWidth, tidyText } from './cell-text';
import { CellProblem, ColumnKind, isDateCell } from './column-kind';

const MALFORMED = new CellProblem('DATE_MALFORMED', '日期无法识别；请写成 2025-03-01 的样子。');
const NO_SUCH_DAY = new CellProblem('DATE_MALFORMED', '没有这一天，请核对年、月、日。');

/**
 * A calendar date in any of the forms ledgers.md lists; a time of day is dropped. A moment with a zone is the day it is
 * in Shanghai.
 */
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

/** What looks like a date: told apart from other texts by what the refusal says. */
const DATE_LIKE = /^\d{4}(?:([-/.])\d{1,2}\1\d{1,2}|年\d{1,2}月\d{1,2}[日号]?|\d{4})(?=$|\s|T)/;
/** Blanks beside a divider; those between two digits stay, or 1 5 would be the 15th. */
const IDLE_BLANKS =
  /\s+(?=[-/.年月日号])|(?<=[-/.年月])\s+|(?<=^\d{4})\s+(?=\d\d\s+\d\d$)|(?<=^\d{4}\s+\d\d)\s+(?=\d\d$)/g;

function fromText(cell: string): CalendarDate | CellProblem {
  const text = halfWidth(tidyText(cell));
  const day = dayOfMoment(text) ?? dayOfMoment(text.replace(IDLE_BLANKS, ''));
  if (day !== null) return day;
  return DATE_LIKE.test(text) && !/[:+]|\d\s+\d/.test(text) ? NO_SUCH_DAY : MALFORMED;
}

/** 20250301; a bare serial number is refused, since nobody who looks at the sheet sees a date in it. */
function fromNumber(cell: number): CalendarDate | CellProblem {
  if (!Number.isInteger(cell) || cell < 19_000_101 || cell > 29_991_231) return MALFORMED;
  return calendarDate(Math.floor(cell / 10_000), Math.floor(cell / 100) % 100, cell % 100) ?? NO_SUCH_DAY;
}
