import { nameKey, TOKEN, type XmlScanner } from './xml-scanner';
import type { XmlConsumer } from './xml-part';

const { MORE, OPEN, EMPTY, CLOSE, TEXT } = TOKEN;
const [SI, T, PHONETIC] = [nameKey('si'), nameKey('t'), nameKey('rPh')];

/** Reads sharedStrings.xml: rich text is joined, phonetic guides (拼音指南) are left out. */
export class SharedStringsPart implements XmlConsumer {
  readonly strings: string[] = [];
  private text = '';
  private inText = false;
  private inPhonetic = false;

  consume(scanner: XmlScanner): void {
    for (let token = scanner.next(); token !== MORE; token = scanner.next()) {
      if (token === TEXT) {
        if (this.inText) this.text = this.text === '' ? scanner.cellText() : this.text + scanner.cellText();
      } else if (scanner.key === T) this.inText = token === OPEN && !this.inPhonetic;
      else if (scanner.key === SI) {
        if (token === CLOSE || token === EMPTY) this.strings.push(this.text);
        this.text = '';
      } else if (scanner.key === PHONETIC) this.inPhonetic = token === OPEN;
    }
  }
}
