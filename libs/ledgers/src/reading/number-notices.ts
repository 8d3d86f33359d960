import { personalNumbersIn } from '@sxbq/kernel';
import type { ImportWarning } from '../domain/ledger-error';
import type { ReadRow } from '../domain/row-reader';
import type { Column, SheetDefinition } from '../domain/sheet-definition';

/** Rows named in one notice at most. */
const NAMED_ROWS = 10;

/** Notes in which rows a free text of one sheet holds somebody's ID number or mobile number: taken, but warned about. */
export class NumberNotices {
  private readonly columns: readonly (readonly [field: string, title: string])[];
  private readonly rows = new Map<string, { readonly first: number[]; count: number }>();

  constructor({ columns }: SheetDefinition) {
    this.columns = Object.entries(columns as Readonly<Record<string, Column<never>>>)
      .filter(([, { kind }]) => kind.isFreeText)
      .map(([field, { title }]) => [field, title]);
  }

  note({ rowNumber, values }: ReadRow): void {
    if (values === null) return;
    for (const [field, title] of this.columns) {
      const text = values[field];
      if (typeof text !== 'string' || personalNumbersIn(text).length === 0) continue;
      const noted = this.rows.get(title) ?? { first: [], count: 0 };
      if (noted.count++ < NAMED_ROWS) noted.first.push(rowNumber);
      this.rows.set(title, noted);
    }
  }

  /** One for each column. */
  warnings(file: string, sheet: string): ImportWarning[] {
    return [...this.rows].map(([column, { first, count }]) => {
      const more = count > first.length ? ` 等 ${count} 行` : '';
      const where = `工作表“${sheet}”第 ${first.join('、')} 行${more}的“${column}”`;
      return {
        file,
        sheet,
        column,
        message: `${where}中含有手机号码或身份证号码。内容已导入，显示时会隐去号码的中间几位；如非必要，请在台账中删去后再导入。`,
      };
    });
  }
}
