import { columnLetters, escapeXml } from '@sxbq/kernel';
import { PackageParts, writePackage } from '../package/office-package';
import { chartXml, drawingXml } from './chart-xml';
import type { SheetPlan } from './sheet-plan';
import { sheetXml } from './sheet-xml';
import { STYLES_XML } from './styles';

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const DRAWING = 'application/vnd.openxmlformats-officedocument';

/** An .xlsx of the sheets; the same plans give the same bytes. Names of sheets are ours: short and each once. */
export function writeWorkbook(sheets: readonly SheetPlan[]): Promise<Buffer> {
  return writePackage(workbookParts(sheets));
}

export function workbookParts(sheets: readonly SheetPlan[]): PackageParts {
  const parts = new Map<string, string>();
  const overrides: [part: string, type: string][] = [
    ['xl/workbook.xml', `${SPREADSHEET}.sheet.main+xml`],
    ['xl/styles.xml', `${SPREADSHEET}.styles+xml`],
  ];
  parts.set('[Content_Types].xml', '');
  parts.set('_rels/.rels', relationships([[`${OFFICE}/officeDocument`, 'xl/workbook.xml']]));
  parts.set('xl/workbook.xml', workbookXml(sheets));
  parts.set('xl/_rels/workbook.xml.rels', workbookRelationships(sheets.length));
  parts.set('xl/styles.xml', XML + STYLES_XML);
  let charts = 0;
  sheets.forEach((sheet, index) => {
    const number = index + 1;
    parts.set(`xl/worksheets/sheet${number}.xml`, sheetXml(sheet));
    overrides.push([`xl/worksheets/sheet${number}.xml`, `${SPREADSHEET}.worksheet+xml`]);
    if (!sheet.charts?.length) return;
    const own = sheet.charts.map((chart) => ({ chart, part: `charts/chart${++charts}.xml` }));
    parts.set(
      `xl/worksheets/_rels/sheet${number}.xml.rels`,
      relationships([[`${OFFICE}/drawing`, `../drawings/drawing${number}.xml`]]),
    );
    parts.set(`xl/drawings/drawing${number}.xml`, drawingXml(sheet.charts));
    parts.set(
      `xl/drawings/_rels/drawing${number}.xml.rels`,
      relationships(own.map(({ part }) => [`${OFFICE}/chart`, `../${part}`])),
    );
    overrides.push([`xl/drawings/drawing${number}.xml`, `${DRAWING}.drawing+xml`]);
    for (const { chart, part } of own) {
      parts.set(`xl/${part}`, chartXml(chart, sheet.name));
      overrides.push([`xl/${part}`, `${DRAWING}.drawingml.chart+xml`]);
    }
  });
  parts.set('[Content_Types].xml', contentTypes(overrides));
  return parts;
}

const contentTypes = (overrides: readonly (readonly [string, string])[]): string =>
  `${XML}<Types xmlns="${PACKAGE}/content-types">` +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  '<Default Extension="xml" ContentType="application/xml"/>' +
  `${overrides.map(([part, type]) => `<Override PartName="/${part}" ContentType="${type}"/>`).join('')}</Types>`;

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${type}" Target="${target}"/>`);
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${items.join('')}</Relationships>`;
}

const workbookRelationships = (sheets: number): string =>
  relationships([
    ...Array.from({ length: sheets }, (_, i) => [`${OFFICE}/worksheet`, `worksheets/sheet${i + 1}.xml`] as const),
    [`${OFFICE}/styles`, 'styles.xml'],
  ]);

/** Column titles come again on every printed page, and the filter covers the rows. */
function workbookXml(sheets: readonly SheetPlan[]): string {
  const items = sheets.map(({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`);
  const names = sheets.flatMap(({ name, columns, rows }, i) => {
    const quoted = escapeXml(`'${name}'`);
    const area = `${quoted}!$A$3:$${columnLetters(columns.length - 1)}$${3 + rows.length}`;
    const titles = `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quoted}!$3:$3</definedName>`;
    if (rows.length === 0) return [titles];
    return [`<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${area}</definedName>`, titles];
  });
  return (
    `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${items.join('')}</sheets>` +
    `<definedNames>${names.join('')}</definedNames></workbook>`
  );
}
