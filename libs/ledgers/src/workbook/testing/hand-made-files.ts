import { PassThrough, type Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { openWorkbook } from '../open-workbook';
import type { RawRow, WorkbookFile, WorkbookLimits } from '../raw-row';

/** Files made by hand in tests: workbooks with the peculiarities of one program or another, and hostile ones. */

export const MAIN_NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';

export type Parts = Readonly<Record<string, string | Buffer>>;

export async function zipOf(parts: Parts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, content] of Object.entries(parts)) zip.addBuffer(Buffer.from(content as string), name);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

/** The parts of a plain workbook of one sheet `表` with this <sheetData> content; any part can be replaced or added. */
export function xlsxParts(sheetData: string, more: Parts = {}): Record<string, string | Buffer> {
  return {
    '[Content_Types].xml': `<Types xmlns="${PACKAGE}/content-types"/>`,
    '_rels/.rels': relationshipsXml([['rId1', 'officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN_NAMESPACE}" xmlns:r="${OFFICE}"><sheets>` +
      '<sheet name="表" sheetId="1" r:id="rId1"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': relationshipsXml([
      ['rId1', 'worksheet', 'worksheets/sheet1.xml'],
      ['rId2', 'sharedStrings', 'sharedStrings.xml'],
      ['rId3', 'styles', 'styles.xml'],
    ]),
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${MAIN_NAMESPACE}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ...more,
  };
}

export function relationshipsXml(list: readonly (readonly [id: string, type: string, target: string])[]): string {
  const items = list.map(
    ([id, type, target]) => `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

/** cellXfs that use these number formats, in order; custom ones with their codes. */
export function stylesXml(numberFormats: readonly (number | string)[]): string {
  const custom = numberFormats.flatMap((format, i) => (typeof format === 'string' ? [{ id: 164 + i, format }] : []));
  const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return (
    `<styleSheet xmlns="${MAIN_NAMESPACE}"><numFmts>` +
    custom.map(({ id, format }) => `<numFmt numFmtId="${id}" formatCode="${escape(format)}"/>`).join('') +
    '</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>' +
    numberFormats.map((format, i) => `<xf numFmtId="${typeof format === 'number' ? format : 164 + i}"/>`).join('') +
    '</cellXfs></styleSheet>'
  );
}

export interface ReadSheet {
  readonly name: string;
  readonly rows: readonly RawRow[];
}

/** Reads a whole file; small ones only. */
export async function readAll(file: WorkbookFile, limits?: WorkbookLimits): Promise<ReadSheet[]> {
  const workbook = await openWorkbook(file, limits);
  const sheets: ReadSheet[] = [];
  try {
    for await (const sheet of workbook.sheets()) {
      const rows: RawRow[] = [];
      for await (const batch of sheet.rows) rows.push(...batch);
      sheets.push({ name: sheet.sheetName, rows });
    }
  } finally {
    await workbook.close();
  }
  return sheets;
}

/** The cells of the first sheet of a hand-made workbook. */
export async function cellsOf(parts: Parts): Promise<RawRow['cells'][]> {
  const [sheet] = await readAll({ fileName: '手工.xlsx', content: await zipOf(parts) });
  return sheet!.rows.map(({ cells }) => cells);
}

/** Runs a writer against memory. */
export async function written(write: (out: PassThrough) => Promise<void>): Promise<Buffer> {
  const out = new PassThrough();
  const [content] = await Promise.all([buffer(out), write(out)]);
  return content;
}
