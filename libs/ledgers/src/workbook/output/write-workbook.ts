import type { Writable } from 'node:stream';
import type { OutputColumn, SheetOutput } from '../raw-row';
import { safeSheetNames } from './sheet-names';
import type { XmlRow } from './sheet-xml';
import { writePackage } from './xlsx-package';
import { displayWidth } from '@sxbq/kernel';

const MIN_WIDTH = 8;
const MAX_WIDTH = 60;

/**
 * Writes an .xlsx and ends `out`. The list of sheets is gathered first, their rows are then pulled sheet by sheet in
 * that order, as a stream. The same sheets give the same bytes.
 * A text longer than 32 767 characters or a number that is not finite throws a RangeError.
 */
export async function writeWorkbook(
  sheets: Iterable<SheetOutput> | AsyncIterable<SheetOutput>,
  out: Writable,
): Promise<void> {
  const listed: SheetOutput[] = [];
  for await (const sheet of sheets) listed.push(sheet);
  const names = safeSheetNames(listed.map(({ name }) => name));
  await writePackage(
    listed.map(({ columns, rows }, index) => ({
      name: names[index]!,
      columns: columns.map((column) => ({ width: widthOf(column), format: column.format })),
      frozenRows: 1,
      rows: numbered(columns, rows),
    })),
    out,
  );
}

async function* numbered(columns: SheetOutput['columns'], rows: SheetOutput['rows']): AsyncGenerator<XmlRow> {
  let rowNumber = 1;
  yield { rowNumber, cells: columns.map(({ title }) => title), header: true };
  for await (const cells of rows) yield { rowNumber: ++rowNumber, cells };
}

/** The column's own width, or one that shows its title and a little more. */
export function widthOf({ title, width }: Pick<OutputColumn, 'title' | 'width'>): number {
  return width ?? Math.min(MAX_WIDTH, Math.max(MIN_WIDTH, displayWidth(title) + 4));
}
