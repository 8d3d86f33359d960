import { isDateFormat } from './number-formats';
import { paddedFormat, type PaddedFormat } from './padded-numbers';
import { TOKEN, type XmlScanner } from './xml-scanner';
import type { XmlConsumer } from './xml-part';

/** Reads styles.xml for two things: which cell styles (the `s` of a cell) show a date, and which pad with zeros. */
export class StylesPart implements XmlConsumer {
  private readonly codes = new Map<number, string>();
  private readonly formats: number[] = [];
  private inCellStyles = false;

  consume(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== TOKEN.MORE; token = scanner.next()) {
      if (token === TOKEN.TEXT) continue;
      const name = scanner.name();
      if (name === 'cellXfs') this.inCellStyles = token === TOKEN.OPEN;
      else if (token === TOKEN.CLOSE) continue;
      else if (name === 'xf' && this.inCellStyles) {
        this.formats.push(Number(scanner.attributes().get('numFmtId') ?? 0));
      } else if (name === 'numFmt') {
        const attributes = scanner.attributes();
        this.codes.set(Number(attributes.get('numFmtId')), attributes.get('formatCode') ?? '');
      }
    }
  }

  /** By style number: true when it shows a date. */
  dateStyles(): readonly boolean[] {
    const known = new Map<number, boolean>();
    return this.formats.map((id) => {
      const date = known.get(id) ?? isDateFormat(id, this.codes.get(id));
      known.set(id, date);
      return date;
    });
  }

  /** By style number: how it pads whole numbers with zeros. No format that every program has built in does. */
  paddedStyles(): readonly (PaddedFormat | null)[] {
    const known = new Map(
      [...this.codes].map(([id, code]) => [id, isDateFormat(id, code) ? null : paddedFormat(code)]),
    );
    return this.formats.map((id) => known.get(id) ?? null);
  }
}
