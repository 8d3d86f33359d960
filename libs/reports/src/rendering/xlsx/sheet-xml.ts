import { columnLetters, escapeCellText, MAX_CELL_CHARACTERS } from '@sxbq/kernel';
import { CellContent, FIRST_ROW, SheetPlan } from './sheet-plan';
import { StyleName, styleNumber } from './styles';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The part of one sheet. Its drawing, if it has charts, is its relationship rId1. */
export function sheetXml(sheet: SheetPlan): string {
  const width = sheet.columns.length;
  const last = columnLetters(width - 1);
  const rows = [
    rowXml(1, [{ content: sheet.title, style: 'title' }], [], 26),
    rowXml(2, [{ content: sheet.note, style: 'note' }], [], 16),
    rowXml(
      3,
      sheet.columns.map(({ title }) => ({ content: title, style: 'header' as const })),
      [],
      34,
    ),
    ...sheet.rows.map((cells, index) =>
      rowXml(
        FIRST_ROW + index,
        cells,
        sheet.columns.map(({ style }) => style),
      ),
    ),
  ];
  const bottom = FIRST_ROW + sheet.rows.length - 1;
  return (
    `${XML}<worksheet xmlns="${MAIN}" xmlns:r="${OFFICE}">` +
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' +
    `${viewXml(sheet)}<sheetFormatPr defaultRowHeight="16"/><cols>${columnsXml(sheet)}</cols>` +
    `<sheetData>${rows.join('')}</sheetData>` +
    (sheet.rows.length > 0 ? `<autoFilter ref="A3:${last}${bottom}"/>` : '') +
    (width > 1
      ? `<mergeCells count="2"><mergeCell ref="A1:${last}1"/><mergeCell ref="A2:${last}2"/></mergeCells>`
      : '') +
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>' +
    (sheet.charts?.length ? '<drawing r:id="rId1"/>' : '') +
    '</worksheet>'
  );
}

function viewXml({ frozenColumns }: SheetPlan): string {
  const across = frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : '';
  const corner = `${columnLetters(frozenColumns)}${FIRST_ROW}`;
  const pane = frozenColumns > 0 ? 'bottomRight' : 'bottomLeft';
  return (
    '<sheetViews><sheetView showGridLines="0" workbookViewId="0">' +
    `<pane${across} ySplit="${FIRST_ROW - 1}" topLeftCell="${corner}" activePane="${pane}" state="frozen"/>` +
    '</sheetView></sheetViews>'
  );
}

const columnsXml = ({ columns }: SheetPlan): string =>
  columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');

function rowXml(number: number, cells: readonly CellContent[], styles: readonly StyleName[], height?: number): string {
  const tall = height === undefined ? '' : ` ht="${height}" customHeight="1"`;
  const inner = cells.map((cell, column) =>
    cellXml(`${columnLetters(column)}${number}`, cell, styles[column] ?? 'plain'),
  );
  return `<row r="${number}"${tall}>${inner.join('')}</row>`;
}

/** Texts are typed as texts: nothing that is written here is ever a formula. */
function cellXml(place: string, cell: CellContent, style: StyleName): string {
  if (typeof cell === 'object' && cell !== null && 'style' in cell) return cellXml(place, cell.content, cell.style);
  const attributes = `r="${place}" s="${styleNumber(style)}"`;
  if (cell === null) return `<c ${attributes}/>`;
  if (typeof cell === 'number') return `<c ${attributes}><v>${cell}</v></c>`;
  if (typeof cell === 'object') return `<c ${attributes}><v>${cell.decimal}</v></c>`;
  const text = cell.length <= MAX_CELL_CHARACTERS ? cell : `${cell.slice(0, MAX_CELL_CHARACTERS - 1)}…`;
  return `<c ${attributes} t="inlineStr"><is><t xml:space="preserve">${escapeCellText(text)}</t></is></c>`;
}
