import { once } from 'node:events';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { sheetXml, type XmlSheet } from './sheet-xml';
import { escapeXml } from '@sxbq/kernel';

/** The first moment that a zip can state; the same in every time zone, so that the same rows give the same bytes. */
export const ZIP_TIME = { mtime: new Date(1980, 0, 1), forceDosTimestamp: true, mode: 0o100644 };

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * Writes a workbook and ends `out`. Sheets are pulled one after the other, row by row, as fast as `out` takes them;
 * when `out` breaks off, the rows' generators are closed.
 */
export async function writePackage(sheets: readonly XmlSheet[], out: Writable): Promise<void> {
  if (sheets.length === 0) throw new RangeError('a workbook needs at least one sheet');
  const zip = new ZipFile();
  const open: { rows?: Readable; ended?: boolean } = {};
  const outputStream = zip.outputStream as Readable;
  const fail = (error: Error) => void outputStream.destroy(error);
  zip.on('error', fail);
  const part = (name: string, xml: string) => zip.addBuffer(Buffer.from(XML + xml, 'utf8'), name, ZIP_TIME);
  part('[Content_Types].xml', contentTypes(sheets.length));
  part('_rels/.rels', relationships([`${OFFICE}/officeDocument`, 'xl/workbook.xml']));
  part('xl/workbook.xml', workbookXml(sheets));
  part('xl/_rels/workbook.xml.rels', relationships(...sheets.map((_, i) => sheetRelationship(i)), STYLES_RELATIONSHIP));
  part('xl/styles.xml', STYLES_XML);
  sheets.forEach((sheet, index) => {
    zip.addReadStreamLazy(`xl/${sheetPart(index)}`, ZIP_TIME, (start) => {
      if (open.ended) return;
      open.rows = Readable.from(bytesOf(sheet), { objectMode: false }).on('error', fail);
      start(null, open.rows);
    });
  });
  zip.end();
  try {
    await pipeline(outputStream, out);
  } finally {
    open.ended = true;
    await closed(open.rows);
  }
}

async function* bytesOf(sheet: XmlSheet): AsyncGenerator<Buffer> {
  for await (const xml of sheetXml(sheet)) yield Buffer.from(xml, 'utf8');
}

async function closed(rows: Readable | undefined): Promise<void> {
  if (!rows || rows.closed) return;
  const closing = once(rows, 'close');
  rows.destroy();
  await closing;
}

const sheetPart = (index: number) => `worksheets/sheet${index + 1}.xml`;
const sheetRelationship = (index: number) => [`${OFFICE}/worksheet`, sheetPart(index)] as const;
const STYLES_RELATIONSHIP = [`${OFFICE}/styles`, 'styles.xml'] as const;

function contentTypes(sheets: number): string {
  const overrides = [
    ['/xl/workbook.xml', 'sheet.main'],
    ['/xl/styles.xml', 'styles'],
    ...Array.from({ length: sheets }, (_, i) => [`/xl/${sheetPart(i)}`, 'worksheet']),
  ];
  return (
    `<Types xmlns="${PACKAGE}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Default Extension="xml" ContentType="application/xml"/>' +
    overrides
      .map(([part, type]) => `<Override PartName="${part}" ContentType="${SPREADSHEET}.${type}+xml"/>`)
      .join('') +
    '</Types>'
  );
}

function relationships(...list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`);
  return `<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly XmlSheet[]): string {
  const items = sheets.map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  return `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${items.join('')}</sheets></workbook>`;
}

/** The order of cellXfs is STYLE in sheet-xml.ts. */
const STYLES_XML =
  `<styleSheet xmlns="${MAIN}">` +
  '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>' +
  '<fonts count="3"><font><sz val="11"/><name val="等线"/></font><font><b/><sz val="11"/><name val="等线"/></font>' +
  '<font><sz val="11"/><color rgb="FFC00000"/><name val="等线"/></font></fonts>' +
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>' +
  '<fill><patternFill patternType="solid"><fgColor rgb="FFDDEBF7"/><bgColor indexed="64"/></patternFill></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
  '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
  '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"/>' +
  '<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';
