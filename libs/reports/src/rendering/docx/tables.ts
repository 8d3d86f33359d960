import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import { FONTS, SIZE, TYPE_AREA_WIDTH } from './official-layout';
import { exactly, run } from './official-paragraphs';

export interface TableColumn {
  readonly title: string;
  /** Parts of the type area's width. */
  readonly share: number;
  readonly align: 'left' | 'center' | 'right';
}

/** Height of a line for each half point of its letters. */
const LINE_OF_SIZE = 14;
const CELL_SIDE = 60;
const BORDER = { style: BorderStyle.SINGLE, size: 4, color: '000000' };

/** A table as wide as the type area, in 5号 or, with many columns, in a smaller letter; its titles come again on each page and no row is torn apart. */
export function table(columns: readonly TableColumn[], rows: readonly (readonly string[])[], dense = false): Table {
  const whole = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((TYPE_AREA_WIDTH * share) / whole));
  const size = dense ? SIZE.dense : SIZE.fifth;
  const cell = (text: string, index: number, header: boolean): TableCell =>
    new TableCell({
      width: { size: widths[index]!, type: WidthType.DXA },
      verticalAlign: VerticalAlignTable.CENTER,
      children: text.split('\n').map(
        (line) =>
          new Paragraph({
            alignment: header ? AlignmentType.CENTER : columns[index]!.align,
            spacing: exactly(size * LINE_OF_SIZE),
            children: [run(line, header ? FONTS.hei : FONTS.song, { size, characterSpacing: 0 })],
          }),
      ),
    });
  const row = (texts: readonly string[], header: boolean): TableRow =>
    new TableRow({
      ...(header ? { tableHeader: true } : {}),
      cantSplit: true,
      children: texts.map((text, index) => cell(text, index, header)),
    });
  return new Table({
    width: { size: widths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: { left: CELL_SIDE, right: CELL_SIDE, top: 50, bottom: 50 },
    borders: {
      top: BORDER,
      bottom: BORDER,
      left: BORDER,
      right: BORDER,
      insideHorizontal: BORDER,
      insideVertical: BORDER,
    },
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  });
}
