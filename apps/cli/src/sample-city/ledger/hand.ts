import type { CalendarDate } from '@sxbq/kernel';
import { SKILL_GRADE_TITLES, SkillGrade } from '@sxbq/training/vocabulary';
import type { Random } from '../random';
import type { SheetColumn, Value } from './sheets';

export type HeaderStyle = 'PLAIN' | 'STAR' | 'ASCII_STAR' | 'SPACED' | 'REMARKS';
export type DateStyle = 'EXCEL' | 'DASH' | 'SLASH' | 'DOT' | 'CHINESE' | 'COMPACT' | 'COMPACT_NUMBER';
export type NumberStyle = 'NUMBER' | 'TEXT' | 'FULL_WIDTH' | 'THOUSANDS';
export type YesStyle = '是' | '√' | 'Y' | '1';

/** How whoever keeps a ledger writes. Only forms that ledgers.md promises to read. */
export interface HandStyle {
  /** A merged title row above the header. */
  readonly title: boolean;
  readonly headers: HeaderStyle;
  readonly dates: DateStyle;
  readonly numbers: NumberStyle;
  readonly yes: YesStyle;
  /** Codes of digits only become Excel numbers. */
  readonly digitsAsNumbers: boolean;
  readonly gradesAsOrdinals: boolean;
  readonly blankRows: boolean;
  /** A last row 合计. */
  readonly total: boolean;
}

export interface WrittenCell {
  readonly value: string | number | Date | null;
  /** Excel number format, for dates. */
  readonly format?: string;
}

const DATE_STYLES: readonly DateStyle[] = ['EXCEL', 'DASH', 'SLASH', 'DOT', 'CHINESE', 'COMPACT', 'COMPACT_NUMBER'];
const NUMBER_STYLES: readonly NumberStyle[] = ['NUMBER', 'TEXT', 'FULL_WIDTH', 'THOUSANDS'];
const YES_STYLES: readonly YesStyle[] = ['是', '√', 'Y', '1'];
const DATE_FORMATS = ['yyyy-mm-dd', 'yyyy/m/d', 'yyyy"年"m"月"d"日"'];
/** One cell in so many is written in another way than the hand's own. */
const SLIP = 1 / 14;

/** Writes clean values the way one person would, with slips. */
export class Hand {
  constructor(
    readonly style: HandStyle,
    private readonly random: Random,
    /** Excel cells hold numbers and dates; CSV cells are text. */
    private readonly medium: 'EXCEL' | 'CSV',
  ) {}

  header(column: SheetColumn): string {
    const { title, required, remark } = column;
    switch (this.style.headers) {
      case 'PLAIN':
        return title;
      case 'STAR':
        return required ? `${title}＊` : title;
      case 'ASCII_STAR':
        return required ? `${title}*` : title;
      case 'SPACED':
        return title.length === 2 ? `${title[0]}\u3000${title[1]}` : ` ${title.slice(0, 2)} ${title.slice(2)} `;
      case 'REMARKS':
        return `${title}${remark ? `（${remark}）` : ''}${required ? ' ＊' : ''}`;
    }
  }

  cell(column: SheetColumn, value: Value): WrittenCell {
    if (value === undefined || value === '') return { value: null };
    switch (column.kind) {
      case 'date':
        return this.date(value as CalendarDate);
      case 'whole':
        return this.whole(column, value as number);
      case 'yes':
        return value ? this.yes() : { value: '否' };
      case 'grade':
        return { value: this.grade(value as SkillGrade) };
      case 'digits':
        return { value: this.style.digitsAsNumbers && this.medium === 'EXCEL' ? Number(value) : String(value) };
      case 'code':
      case 'text':
        return { value: String(value) };
    }
  }

  private date(date: CalendarDate): WrittenCell {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    switch (this.slip(this.style.dates, DATE_STYLES)) {
      case 'EXCEL':
        return this.medium === 'CSV'
          ? { value: `${year}/${month}/${day}` }
          : { value: new Date(`${date}T00:00:00Z`), format: this.random.pick(DATE_FORMATS) };
      case 'DASH':
        return { value: date };
      case 'SLASH':
        return { value: `${year}/${month}/${day}` };
      case 'DOT':
        return { value: `${year}.${month}.${day}` };
      case 'CHINESE':
        return { value: `${year}年${month}月${day}日` };
      case 'COMPACT':
        return { value: date.replaceAll('-', '') };
      case 'COMPACT_NUMBER':
        return { value: this.medium === 'CSV' ? date.replaceAll('-', '') : Number(date.replaceAll('-', '')) };
    }
  }

  private whole(column: SheetColumn, value: number): WrittenCell {
    // A year is never written 2,026.
    const style = column.title === '年度' ? 'NUMBER' : this.slip(this.style.numbers, NUMBER_STYLES);
    switch (style) {
      case 'NUMBER':
        return { value: this.medium === 'CSV' ? String(value) : value };
      case 'TEXT':
        return { value: String(value) };
      case 'FULL_WIDTH':
        return { value: String(value).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)) };
      case 'THOUSANDS':
        return { value: value.toLocaleString('en-US') };
    }
  }

  private yes(): WrittenCell {
    const yes = this.slip(this.style.yes, YES_STYLES);
    return { value: yes === '1' && this.medium === 'EXCEL' && this.random.chance(0.5) ? 1 : yes };
  }

  private grade(grade: SkillGrade): string {
    const [ordinal, title] = SKILL_GRADE_TITLES[grade];
    return this.style.gradesAsOrdinals === this.random.chance(1 - SLIP) ? ordinal : title;
  }

  private slip<T>(own: T, all: readonly T[]): T {
    return this.random.chance(SLIP) ? this.random.pick(all) : own;
  }
}
