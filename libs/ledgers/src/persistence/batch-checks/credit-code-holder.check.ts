import type { Transaction } from '@sxbq/platform';
import { foldedText } from '../../domain/cells/cell-text';
import type { CellFault } from '../../domain/sheet-definition';
import { sheetOf } from '../../domain/sheets';
import type { ComparedRow } from '../sheet-store';
import type { BatchCheck } from './batch-check';

/** No two schools have one 统一社会信用代码. */
export class CreditCodeHolderCheck implements BatchCheck {
  async faultsOf(tx: Transaction, rows: readonly ComparedRow[]): Promise<CellFault[][]> {
    const codes = rows.flatMap(({ row }) => (typeof row.values['uscc'] === 'string' ? [row.values['uscc']] : []));
    const found = (
      codes.length === 0 ? [] : await tx.query('SELECT uscc, code FROM school WHERE uscc IN (?)', [codes])
    ) as {
      uscc: string;
      code: string;
    }[];
    const holders = new Map(found.map(({ uscc, code }) => [uscc, code]));
    return rows.map(({ row: { values } }) => {
      const holder = holders.get(String(values['uscc']));
      const isOwn = holder === undefined || foldedText(holder) === foldedText(String(values['code']));
      return isOwn ? [] : [held(String(values['uscc']), holder)];
    });
  }
}

function held(uscc: string, holder: string): CellFault {
  const message = `系统里学校“${holder}”已登记这个统一社会信用代码，请核对。`;
  return { column: sheetOf('school').columns['uscc']?.title ?? '', value: uscc, code: 'DUPLICATE_VALUE', message };
}
