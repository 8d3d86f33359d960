import { holdsMaskedNumber, personalNumbersIn } from '@sxbq/kernel';
import type { ImportWarning } from '../domain/ledger-error';
import type { ReadRow } from '../domain/row-reader';
import type { Column, SheetDefinition } from '../domain/sheet-definition';

/** Rows named in one notice at most. */
const NAMED_ROWS = 10;

interface Told {
  readonly isIn: (text: string) => boolean;
  /** What is said behind “工作表…的…”. */
  readonly message: string;
}

const TOLD: readonly Told[] = [
  {
    isIn: (text) => personalNumbersIn(text).length > 0,
    message: '含有手机号码或身份证号码。内容已导入，显示时会隐去号码的中间几位；如非必要，请在台账中删去后再导入。',
  },
  {
    isIn: holdsMaskedNumber,
    message:
      '含有隐去几位的号码（带 * 号）。内容已照此导入：原文中如有完整号码，现已被覆盖，无法从本栏找回；如需该号码，请从导出的台账或提供者处取得，登记在联系电话等专门栏目。',
  },
];

/**
 * Notes in which rows a free text of one sheet holds somebody's ID number or mobile number, in clear or already masked:
 * taken, but warned about.
 */
export class NumberNotices {
  private readonly columns: readonly (readonly [field: string, title: string])[];
  /** By what is told, then by column. */
  private readonly rows = TOLD.map(() => new Map<string, { readonly first: number[]; count: number }>());

  constructor({ columns }: SheetDefinition) {
    this.columns = Object.entries(columns as Readonly<Record<string, Column<never>>>)
      .filter(([, { kind }]) => kind.isFreeText)
      .map(([field, { title }]) => [field, title]);
  }

  note({ rowNumber, values }: ReadRow): void {
    if (values === null) return;
    for (const [field, title] of this.columns) {
      const text = values[field];
      if (typeof text !== 'string') continue;
      for (const [at, { isIn }] of TOLD.entries()) if (isIn(text)) this.count(at, title, rowNumber);
    }
  }

  private count(at: number, title: string, rowNumber: number): void {
    const noted = this.rows[at]?.get(title) ?? { first: [], count: 0 };
    if (noted.count++ < NAMED_ROWS) noted.first.push(rowNumber);
    this.rows[at]?.set(title, noted);
  }

  /** One for each column and what is told of it. */
  warnings(file: string, sheet: string): ImportWarning[] {
    return TOLD.flatMap(({ message }, at) =>
      [...(this.rows[at] ?? [])].map(([column, { first, count }]) => {
        const more = count > first.length ? ` 等 ${count} 行` : '';
        const where = `工作表“${sheet}”第 ${first.join('、')} 行${more}的“${column}”`;
        return { file, sheet, column, message: `${where}中${message}` };
      }),
    );
  }
}
