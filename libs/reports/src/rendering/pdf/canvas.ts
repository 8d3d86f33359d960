import PDFDocument from 'pdfkit';
import { FontName, fontFile } from './fonts';

export const COLOURS = {
  ink: '#1f2933',
  faint: '#7b8794',
  rule: '#cbd2d9',
  band: '#e4ecf7',
  main: '#2f5597',
  mean: '#c55a11',
  draft: '#f7e4e4',
} as const;

/** Stands for a character that the font has not: what printers set for a missing type. */
const MISSING = '〓';

export type Colour = (typeof COLOURS)[keyof typeof COLOURS];

export interface TextLook {
  readonly size: number;
  readonly font?: FontName;
  readonly colour?: Colour;
  readonly align?: 'left' | 'center' | 'right';
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A PDF with fixed dates that is drawn on in points from the upper left corner; all vectors and text. */
export class Canvas {
  private readonly document: PDFKit.PDFDocument;
  private readonly chunks: Buffer[] = [];
  private readonly done: Promise<Buffer>;
  private readonly widths = new Map<string, number>();
  private readonly known = new Map<string, string>();
  private readonly missing = new Set<string>();
  private look = '';

  /** @param dated what the file states as the day it was made: never the clock's */
  constructor(title: string, dated: Date) {
    this.document = new PDFDocument({
      autoFirstPage: false,
      size: 'A4',
      margin: 0,
      pdfVersion: '1.7',
      lang: 'zh-CN',
      // None: a font given here, and then by name, would be read anew at every change of fonts.
      font: null as unknown as string,
      info: { Title: title, CreationDate: dated, Producer: 'sxbq', Creator: 'sxbq' },
    });
    this.document.registerFont('regular', fontFile('regular'));
    this.document.registerFont('bold', fontFile('bold'));
    this.done = new Promise((resolve, reject) => {
      this.document.on('data', (chunk: Buffer) => this.chunks.push(chunk));
      this.document.on('end', () => resolve(Buffer.concat(this.chunks)));
      this.document.on('error', reject);
    });
  }

  addPage(): void {
    this.document.addPage();
  }

  /** One line, cut with '…' where it would be wider than the box; characters that the font has not are 〓. */
  line(text: string, x: number, y: number, width: number, look: TextLook): void {
    this.use(look);
    const shown = this.fitted(this.printable(text), width, look);
    const free = width - this.widthOf(shown, look);
    const shift = look.align === 'right' ? free : look.align === 'center' ? free / 2 : 0;
    this.document.fillColor(look.colour ?? COLOURS.ink).text(shown, x + shift, y, { lineBreak: false });
  }

  rectangle({ x, y, width, height }: Box, colour: Colour): void {
    this.document.rect(x, y, width, height).fill(colour);
  }

  stroke(points: readonly (readonly [x: number, y: number])[], colour: Colour, thickness = 0.5): void {
    points.forEach(([x, y], index) => (index === 0 ? this.document.moveTo(x, y) : this.document.lineTo(x, y)));
    this.document.lineWidth(thickness).stroke(colour);
  }

  dot(x: number, y: number, radius: number, colour: Colour): void {
    this.document.circle(x, y, radius).fill(colour);
  }

  /** Large, pale and aslant across the page, below what is drawn after it. */
  watermark(text: string): void {
    const { width, height } = this.document.page;
    this.document.save().rotate(-35, { origin: [width / 2, height / 2] });
    this.line(text, 0, height / 2 - 70, width, { size: 110, font: 'bold', colour: COLOURS.draft, align: 'center' });
    this.document.restore();
  }

  /** Characters that were drawn as 〓 since the last time of asking: U+20BB7, … */
  takeMissing(): readonly string[] {
    const missing = [...this.missing].sort();
    this.missing.clear();
    return missing;
  }

  finish(): Promise<Buffer> {
    this.document.end();
    return this.done;
  }

  widthOf(text: string, look: TextLook): number {
    const key = `${look.font ?? 'regular'} ${text}`;
    let unit = this.widths.get(key);
    if (unit === undefined) {
      this.use(look);
      unit = this.document.widthOfString(text) / look.size;
      this.widths.set(key, unit);
    }
    return unit * look.size;
  }

  private printable(text: string): string {
    if (/^[\u0020-\u007e\u4e00-\u9fa5]*$/.test(text)) return text;
    let printable = '';
    for (const character of text) printable += this.printed(character);
    return printable;
  }

  private printed(character: string): string {
    const codePoint = character.codePointAt(0) as number;
    let printed = this.known.get(character);
    if (printed === undefined) {
      // Marks that choose a form of the character before them, and what nobody sees.
      const isUnseen = /[\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(character);
      printed = isUnseen ? '' : hasGlyph(this.document, codePoint) ? character : MISSING;
      this.known.set(character, printed);
    }
    if (printed === MISSING && character !== MISSING) {
      this.missing.add(`U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`);
    }
    return printed;
  }

  private fitted(text: string, width: number, look: TextLook): string {
    if (this.widthOf(text, look) <= width) return text;
    let [fits, tooLong] = [0, text.length];
    while (tooLong - fits > 1) {
      const middle = (fits + tooLong) >> 1;
      if (this.widthOf(`${text.slice(0, middle)}…`, look) <= width) fits = middle;
      else tooLong = middle;
    }
    return `${text.slice(0, fits).replace(/[\ud800-\udbff]$/, '')}…`;
  }

  private use({ size, font = 'regular' }: TextLook): void {
    const look = `${font} ${size}`;
    if (look === this.look) return;
    this.document.font(font).fontSize(size);
    this.look = look;
  }
}

/** Asked of the font in use; its weights have the same characters. The library's types leave its font out. */
function hasGlyph(document: PDFKit.PDFDocument, codePoint: number): boolean {
  const { _font: used } = document as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } };
  return used.font.hasGlyphForCodePoint(codePoint);
}
