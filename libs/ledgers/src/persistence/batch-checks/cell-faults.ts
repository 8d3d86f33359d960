import { addDays, CalendarDate } from '@sxbq/kernel';
import { cellText } from '../../domain/row-permission';
import type { CellFault, SheetKey } from '../../domain/sheet-definition';
import { sheetOf } from '../../domain/sheets';
import type { ComparedRow } from '../sheet-store';

/** Marks a cell of a row that was read. */
export function cellFault(
  key: SheetKey,
  { row }: ComparedRow,
  field: string,
  code: CellFault['code'],
  message: string,
): CellFault {
  const sheet = sheetOf(key);
  return { column: sheet.columns[field]?.title ?? field, value: cellText(sheet, row, field), code, message };
}

export function unknownOccupation(key: SheetKey, row: ComparedRow): CellFault {
  const message = '职业分类大典的这个版本中没有这个职业代码，请核对版本和代码。';
  return cellFault(key, row, 'occupationCode', 'UNKNOWN_CODE', message);
}

/** A last day before today or too far away. */
export function validityFaults(key: SheetKey, row: ComparedRow, today: CalendarDate, maximumDays: number): CellFault[] {
  const validUntil = String(row.row.values['validUntil']);
  if (validUntil >= today && validUntil <= addDays(today, maximumDays)) return [];
  const message = `有效期应从今天起，最长 ${maximumDays} 天，请改正。`;
  return [cellFault(key, row, 'validUntil', 'VALIDITY_OUT_OF_RANGE', message)];
}
