import { writeCsv, writeWorkbook } from '@sxbq/ledgers';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { AuditExportFormat, exportText } from '../../libs/audit/src/export/export-formats';
import { annotateWorkbook, OutputValue, SheetOutput } from '../../libs/ledgers/src/workbook';
import { exportAsCsv } from '../../libs/privacy/src/person-export.service';
import { ReportKind } from '../../libs/reports/src/domain/report-kind';
import { readPackage } from '../../libs/reports/src/rendering/package/office-package';
import { renderReport } from '../../libs/reports/src/rendering/render-report';
import { sampleBundle } from '../../libs/reports/src/testing/sample-bundle';
import { sampleOptions } from '../../libs/reports/src/testing/sample-options';

/** What a spreadsheet program would run, or would run once it has cut something off. */
const DANGEROUS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠1', "'=1", "''＝1"];

const written = async (write: (out: PassThrough) => Promise<void>): Promise<Buffer> => {
  const out = new PassThrough();
  const [content] = await Promise.all([buffer(out), write(out)]);
  return content;
};
const sheetOf = (text: string): SheetOutput => ({
  name: '表',
  columns: [{ title: text, format: 'text' }],
  rows: [[text]] as readonly (readonly OutputValue[])[],
});
const bundleWith = (name: string) => {
  const bundle = JSON.parse(JSON.stringify(sampleBundle({ year: 2026, schools: 2 }))) as ReturnType<
    typeof sampleBundle
  >;
  Object.assign(bundle.organisations[0] as object, { name });
  for (const row of bundle.rankings.flatMap(({ rows }) => rows))
    if (row.organisationId === 1) Object.assign(row, { name });
  return bundle;
};
const report = async (kind: ReportKind, text: string): Promise<Buffer> =>
  (await renderReport(kind, bundleWith(text), [], sampleOptions({}))).content;

/** Every module of the product that writes CSV, with what it makes of a text. */
const CSV_WRITERS: Readonly<Record<string, (text: string) => Promise<Buffer | string> | string>> = {
  'libs/ledgers/src/workbook/csv/write-csv.ts': (text) => written((out) => writeCsv(sheetOf(text), out, 'utf8-bom')),
  'libs/audit/src/export/export-formats.ts': (text) =>
    exportText(AuditExportFormat.CSV, [
      { day: '2026-01-01', position: 1, previousHash: '', hash: '', canonical: JSON.stringify({ objectId: text }) },
    ]),
  'libs/privacy/src/person-export.service.ts': (text) =>
    exportAsCsv({ 编制时间: '', 请求编号: '1', 内容: [{ title: text, records: [{ [text]: text }] }] }),
  'libs/reports/src/rendering/csv/ranking-csv.ts': (text) => report(ReportKind.CSV, text),
};

/** Its cells are made by the product, in the manner of other programs. */
const SAMPLES = ['apps/cli/src/sample-city/ledger/csv-file.ts'];

describe('texts of others in a CSV (assurance D4)', () => {
  it('leave by these modules alone', () => {
    const writesCsv = /csv-stringify|`\\uFEFF|BOM \+/;
    const sources = ['apps', 'libs'].flatMap((root) =>
      readdirSync(root, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /(?<!spec)\.ts$/.test(entry.name))
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => !file.includes('node_modules')),
    );
    const found = sources.filter((file) => writesCsv.test(readFileSync(file, 'utf8')));
    expect(found.sort()).toEqual([...Object.keys(CSV_WRITERS), ...SAMPLES].sort());
  });

  const cases = Object.keys(CSV_WRITERS).flatMap((writer) => DANGEROUS.map((text) => [writer, text] as const));

  it.each(cases)('from %s, %j stands behind an apostrophe', async (writer, text) => {
    const csv = await CSV_WRITERS[writer]?.(text);
    const cells = (parse(csv as string, { bom: true, relax_column_count: true }) as string[][]).flat();
    expect(cells).toContain(`'${text}`);
    expect(cells).not.toContain(text);
  });
});

/** Every module that writes sheets of an .xlsx from texts of others. */
const XLSX_WRITERS: Readonly<Record<string, (text: string) => Promise<Buffer>>> = {
  'a ledger': (text) => written((out) => writeWorkbook([sheetOf(text)], out)),
  'a copy with errors': async (text) => {
    const content = await written((out) => writeCsv(sheetOf(text), out, 'utf8-bom'));
    return written((out) => annotateWorkbook([{ fileName: '表.csv', content }], [], out));
  },
  'a ranking': (text) => report(ReportKind.WORKBOOK, text),
};

describe('texts of others in an .xlsx', () => {
  const cases = Object.keys(XLSX_WRITERS).flatMap((writer) => DANGEROUS.map((text) => [writer, text] as const));

  it.each(cases)('of %s: %j is a text, no formula', async (writer, text) => {
    const parts = await readPackage((await XLSX_WRITERS[writer]?.(text)) as Buffer);
    const sheets = [...parts]
      .filter(([name]) => name.startsWith('xl/worksheets/sheet'))
      .map(([, part]) => part.toString());
    expect(sheets.join('')).not.toMatch(/<f[ >]/);
    // After '>' of an inline string, never as the value of a cell.
    const shown = text.trim().replace(/[+()]/g, '\\$&').replaceAll("'", "(?:'|&apos;|&#39;)");
    expect(sheets.join('')).toMatch(new RegExp(`t="inlineStr"><is><t[^>]*>[^<]*${shown}`));
  });
});
