import { dayOfMoment } from '../moments';
import { NOT_CALCULATED, PICTURE, type CellValue, type RawRow } from '../raw-row';
import type { PaddedFormat } from './padded-numbers';
import { dateOfSerial, type DateSystem } from './serial-dates';
import { digits, nameKey, TOKEN, XmlError, type XmlScanner } from './xml-scanner';
import type { XmlConsumer } from './xml-part';

/** What a sheet's cells refer to. */
export interface SheetContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly boolean[];
  /** By style number: how it pads whole numbers with zeros; null where it does not. */
  readonly paddedStyles: readonly (PaddedFormat | null)[];
  readonly dateSystem: DateSystem;
  readonly maxColumns: number;
  /** Called with the row number when a value stands beyond maxColumns; must throw. */
  readonly refuseColumn: (rowNumber: number) => never;
}

const { MORE, OPEN, CLOSE, TEXT } = TOKEN;
const [ROW, CELL, VALUE, FORMULA] = [nameKey('row'), nameKey('c'), nameKey('v'), nameKey('f')];
const COLUMN = nameKey('col');
const [INLINE, RUN_TEXT, PHONETIC] = [nameKey('is'), nameKey('t'), nameKey('rPh')];
const [REFERENCE, STYLE, TYPE, VALUE_METADATA] = [nameKey('r'), nameKey('s'), nameKey('t'), nameKey('vm')];

/** Cell types as nameKeys of the attribute's value; longer ones by hand (ECMA-376 part 1, 18.18.11). */
const [SHARED, BOOLEAN, ERROR] = [nameKey('s'), nameKey('b'), nameKey('e')];
const [DATE, NUMBER, RESULT_TEXT, INLINE_TEXT] = [nameKey('d'), nameKey('n'), nameKey('str'), 1];

/** In the formula of a picture: DISPIMG (WPS), _xlfn.IMAGE (Excel). */
const PICTURE_FORMULA = /(?:DISPIMG|\bIMAGE)\s*\(/i;
/** The formula is a picture and nothing else: whatever a program kept as its result is none. */
const PICTURE_ALONE = /^\s*=?\s*[@+]?(?:_xl\w+\.)*(?:DISPIMG|IMAGE)\s*\(/i;
const LETTER_A = 0x41;
const IS_TRUE = /^(?:1|true|on)$/;

/**
 * Reads a sheet's <sheetData> into rows. Rows without any value are left out; a missing `r` on a row or a cell means
 * "the next one"; of merged cells only the first holds a value, as the programs write them.
 */
export class SheetPart implements XmlConsumer {
  /** Rows that have become ready; the reader takes them away. */
  ready: RawRow[] = [];

  /** First and last of the columns that are hidden, 0-based. */
  readonly hiddenColumns: (readonly [number, number])[] = [];

  private inSheetData = false;
  private isHiddenRow = false;
  private rowNumber = 0;
  private cells: CellValue[] = [];

  private column = -1;
  private style = 0;
  private type = NUMBER;
  private hasFormula = false;
  private inFormula = false;
  private hasPicture = false;
  private isPicture = false;
  private hasMetadata = false;
  private hasValue = false;
  private capturing = false;
  private inInline = false;
  private inPhonetic = false;
  /** What stands in <v>, and what in <is>: a writer may give both. */
  private text: string | null = null;
  private inline: string | null = null;
  private whole = -1;

  private readonly dates = new Map<number, CellValue>();

  constructor(private readonly context: SheetContext) {}

  consume(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== MORE; token = scanner.next()) {
      if (token === TEXT) {
        if (this.capturing) this.takeText(scanner);
        else if (this.inFormula) this.lookAtFormula(scanner.value());
      } else if (scanner.key === 0) {
        if (scanner.name() === 'sheetData') this.inSheetData = token === OPEN;
      } else if (this.inSheetData) this.tag(token, scanner);
      else if (scanner.key === COLUMN && token !== CLOSE) this.noteColumns(scanner.attributes());
    }
  }

  private lookAtFormula(formula: string): void {
    if (!PICTURE_FORMULA.test(formula)) return;
    this.hasPicture = true;
    this.isPicture = PICTURE_ALONE.test(formula);
  }

  private tag(token: number, scanner: XmlScanner): void {
    switch (scanner.key) {
      case CELL:
        if (token !== CLOSE) this.openCell(scanner);
        if (token !== OPEN) this.closeCell();
        break;
      case VALUE:
        this.hasValue = true;
        this.capturing = token === OPEN;
        break;
      case ROW:
        if (token !== CLOSE) this.openRow(scanner);
        if (token !== OPEN) this.closeRow();
        break;
      case FORMULA:
        this.hasFormula = true;
        this.inFormula = token === OPEN;
        break;
      case INLINE:
        this.inInline = token === OPEN;
        break;
      case RUN_TEXT:
        this.capturing = token === OPEN && this.inInline && !this.inPhonetic;
        break;
      case PHONETIC:
        this.inPhonetic = token === OPEN;
        break;
      default:
    }
  }

  private noteColumns(attributes: ReadonlyMap<string, string>): void {
    if (!IS_TRUE.test(attributes.get('hidden') ?? '')) return;
    this.hiddenColumns.push([Number(attributes.get('min')) - 1, Number(attributes.get('max')) - 1]);
  }

  private openRow(scanner: XmlScanner): void {
    let number = this.rowNumber + 1;
    this.isHiddenRow = false;
    while (scanner.nextAttribute()) {
      if (scanner.attributeKey === 0 && scanner.isAttribute('hidden')) this.isHiddenRow = IS_TRUE.test(scanner.value());
      if (scanner.attributeKey !== REFERENCE || scanner.attributePrefixed) continue;
      number = digits(scanner.bytes, scanner.valueStart, scanner.valueEnd);
    }
    if (number <= this.rowNumber) throw new XmlError('rows out of order');
    this.rowNumber = number;
    this.column = -1;
    this.cells = [];
  }

  private closeRow(): void {
    const { rowNumber, cells } = this;
    if (cells.length > 0) this.ready.push(this.isHiddenRow ? { rowNumber, cells, hidden: true } : { rowNumber, cells });
    this.cells = [];
  }

  private openCell(scanner: XmlScanner): void {
    this.column++;
    this.style = 0;
    this.type = NUMBER;
    this.hasFormula = false;
    this.inFormula = false;
    this.hasPicture = false;
    this.isPicture = false;
    this.hasMetadata = false;
    this.hasValue = false;
    this.text = null;
    this.inline = null;
    this.whole = -1;
    while (scanner.nextAttribute()) {
      if (scanner.attributePrefixed) continue;
      const { bytes, valueStart, valueEnd } = scanner;
      if (scanner.attributeKey === REFERENCE) this.column = columnOf(bytes, valueStart, valueEnd);
      else if (scanner.attributeKey === STYLE) this.style = digits(bytes, valueStart, valueEnd);
      else if (scanner.attributeKey === TYPE) this.type = typeOf(bytes, valueStart, valueEnd);
      else if (scanner.attributeKey === VALUE_METADATA) this.hasMetadata = true;
    }
  }

  private takeText(scanner: XmlScanner): void {
    if (this.inInline) {
      this.inline = this.inline === null ? scanner.cellText() : this.inline + scanner.cellText();
      return;
    }
    if (this.text === null && this.whole < 0 && (this.type === SHARED || this.type === NUMBER)) {
      this.whole = scanner.wholeNumber();
      if (this.whole >= 0) return;
    }
    this.text = this.text === null ? scanner.cellText() : this.text + scanner.cellText();
  }

  private closeCell(): void {
    let value = this.cellValue();
    // A picture in a cell is the error #VALUE! to programs that cannot show it.
    const hasPicture = this.hasPicture || (this.hasMetadata && this.type === ERROR);
    if (this.isPicture || (hasPicture && isWithoutResult(value))) value = { error: PICTURE };
    if (value === null || value === '') {
      // Only a text may be empty as a result: ="".
      if (!this.hasFormula || (this.hasValue && this.type === RESULT_TEXT)) return;
      value = { error: NOT_CALCULATED };
    }
    const { cells, column } = this;
    if (column >= this.context.maxColumns) this.context.refuseColumn(this.rowNumber);
    if (column < cells.length) {
      cells[column] = value;
      return;
    }
    while (cells.length < column) cells.push(null);
    cells.push(value);
  }

  private cellValue(): CellValue {
    const { text } = this;
    switch (this.type) {
      case SHARED:
        return this.sharedString();
      case NUMBER:
        return this.number();
      case BOOLEAN:
        return text === null ? null : text.trim() === '1' || text.trim().toLowerCase() === 'true';
      case ERROR:
        return text === null ? null : { error: text };
      case DATE:
        return isoDate(text);
      case INLINE_TEXT:
        return this.inline || text;
      default:
        return text ?? this.inline;
    }
  }

  private sharedString(): CellValue {
    const written = this.text?.trim() ?? '';
    if (this.whole < 0 && written === '') return this.inline;
    const value = this.context.strings[this.whole >= 0 ? this.whole : Number(written)];
    if (value === undefined) throw new XmlError('shared string that does not exist');
    return value;
  }

  private number(): CellValue {
    let { whole: number } = this;
    if (number < 0) {
      if (this.text === null || this.text.trim() === '') return this.inline;
      number = Number(this.text);
      if (!Number.isFinite(number)) return this.text;
    }
    if (this.context.dateStyles[this.style] !== true) {
      const shown = this.context.paddedStyles[this.style]?.(number);
      return shown === undefined ? number : { number, shown };
    }
    let date = this.dates.get(number);
    if (date === undefined) {
      const day = dateOfSerial(number, this.context.dateSystem);
      date = day === null ? number : { date: day };
      if (this.dates.size < 100_000) this.dates.set(number, date);
    }
    return date;
  }
}

/** 0-based column of 'AB12', as far as XFD and the letters beyond it go. */
function columnOf(bytes: Buffer, start: number, end: number): number {
  let column = 0;
  for (let i = start; i < end; i++) {
    const letter = (bytes[i]! & 0xdf) - LETTER_A;
    if (bytes[i]! < LETTER_A || letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (column > 20_000) break;
  }
  if (column === 0) throw new XmlError('cell reference without a column');
  return column - 1;
}

function typeOf(bytes: Buffer, start: number, end: number): number {
  if (end - start > 4) return INLINE_TEXT;
  let key = 0;
  for (let i = start; i < end; i++) key = (key << 8) | bytes[i]!;
  return key === 0 ? NUMBER : key;
}

/** 't="d"' holds an ISO 8601 date or moment: with a zone the day in Shanghai; what is neither stays the text that it is. */
function isoDate(text: string | null): CellValue {
  const day = text === null ? null : dayOfMoment(text);
  return day === null ? text : { date: day };
}

/** Nothing, an error, or the formula itself, as WPS leaves it for others. */
function isWithoutResult(value: CellValue): boolean {
  if (typeof value === 'string') return value === '' || value.startsWith('=');
  return value === null || (typeof value === 'object' && 'error' in value);
}
