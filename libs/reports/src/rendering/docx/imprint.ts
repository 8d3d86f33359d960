import {
  BorderStyle,
  IBorderOptions,
  Paragraph,
  RelativeHorizontalPosition,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  WidthType,
} from 'docx';
import { chineseDate } from '../../domain/chinese-dates';
import type { Letterhead } from '../../domain/report-options';
import { FOURTH_CHARACTER, SIZE, THICK_LINE, THIN_LINE, TYPE_AREA_WIDTH } from './official-layout';
import { exactly, run } from './official-paragraphs';

const IMPRINT_LINE = Math.round(SIZE.fourth * 10 * 1.8);
const NONE: IBorderOptions = { style: BorderStyle.NONE, size: 0, color: 'auto' };
const line = (size: number): IBorderOptions => ({ style: BorderStyle.SINGLE, size, color: '000000' });

/**
 * 7.4 版记: 抄送机关, then 印发机关 and 印发日期, in 4号仿宋. Anchored to the foot of the type area, so that its last line is
 * that edge; programs that do not float a table of full width (LibreOffice before 7.6) show it where the text ends.
 */
export function imprint({ copiesTo, printedBy, printedOn }: Letterhead): Table {
  const texts: (string | Tab)[][] = [
    ...(copiesTo === '' ? [] : [[`抄送：${copiesTo}。`]]),
    [printedBy, new Tab(), `${chineseDate(printedOn)}印发`],
  ];
  return new Table({
    width: { size: TYPE_AREA_WIDTH, type: WidthType.DXA },
    columnWidths: [TYPE_AREA_WIDTH],
    layout: TableLayoutType.FIXED,
    float: {
      horizontalAnchor: TableAnchorType.MARGIN,
      relativeHorizontalPosition: RelativeHorizontalPosition.LEFT,
      verticalAnchor: TableAnchorType.MARGIN,
      relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
      topFromText: 200,
      bottomFromText: 0,
      leftFromText: 0,
      rightFromText: 0,
    },
    margins: { left: 0, right: 0, top: 0, bottom: 0 },
    borders: {
      top: line(THICK_LINE),
      bottom: line(THICK_LINE),
      insideHorizontal: line(THIN_LINE),
      left: NONE,
      right: NONE,
      insideVertical: NONE,
    },
    rows: texts.map(
      (parts) => new TableRow({ cantSplit: true, children: [new TableCell({ children: [lineOf(parts)] })] }),
    ),
  });
}

/** One character stays empty on either side; what comes after a tab ends at the right. */
const lineOf = (children: (string | Tab)[]): Paragraph =>
  new Paragraph({
    spacing: exactly(IMPRINT_LINE),
    indent: { left: FOURTH_CHARACTER, right: FOURTH_CHARACTER },
    tabStops: [{ type: 'right', position: TYPE_AREA_WIDTH - FOURTH_CHARACTER }],
    children: [run('', undefined, { size: SIZE.fourth, characterSpacing: 0, children })],
  });
