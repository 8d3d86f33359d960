/**
 * A pull scanner over the UTF-8 bytes of one XML part, fed chunk by chunk. It knows tags, attributes, text, CDATA,
 * comments and processing instructions; it has no DTD and therefore no entities beyond XML's own five: a part that
 * carries a DTD is refused, which rules out external entities and expansion bombs.
 *
 * It works on bytes because a sheet is mostly markup: only the values that are wanted ever become strings
 * (docs/adr/0007-workbook-reading.md has the figures). Names are compared without their namespace prefix.
 */
export const TOKEN = { MORE: 0, OPEN: 1, EMPTY: 2, CLOSE: 3, TEXT: 4 } as const;
export type Token = (typeof TOKEN)[keyof typeof TOKEN];

/** The XML is not well-formed, or not one that a spreadsheet program writes. Mapped to a DomainError by the caller. */
export class XmlError extends Error {
  override readonly name = 'XmlError';
  constructor(
    message: string,
    readonly dtd = false,
  ) {
    super(message);
  }
}

const { MORE, OPEN, EMPTY, CLOSE, TEXT } = TOKEN;

const [TAB, LF, CR, SPACE, BANG, QUOTE, AMP, APOSTROPHE] = [0x09, 0x0a, 0x0d, 0x20, 0x21, 0x22, 0x26, 0x27];
const [SLASH, COLON, LT, EQUALS, GT, QUESTION, UNDERSCORE] = [0x2f, 0x3a, 0x3c, 0x3d, 0x3e, 0x3f, 0x5f];

/** A cell holds at most 32 767 characters; nothing honest comes near this. */
const MAX_TOKEN_BYTES = 4 * 1024 * 1024;
const MAX_DEPTH = 256;

const NOT_ASCII = 1;
const HAS_ENTITY = 2;
const HAS_CR = 4;
const HAS_UNDERSCORE = 8;
const IS_CDATA = 16;
const TEXT_FLAGS = new Uint8Array(256).fill(NOT_ASCII, 128);
TEXT_FLAGS[AMP] = HAS_ENTITY;
TEXT_FLAGS[CR] = HAS_CR;
TEXT_FLAGS[UNDERSCORE] = HAS_UNDERSCORE;

/** A name of up to four ASCII letters as one number, so that the hot loop compares numbers; longer names give 0. */
export function nameKey(name: string): number {
  let key = 0;
  for (const letter of name) key = key * 256 + letter.charCodeAt(0);
  return name.length <= 4 ? key : 0;
}

export class XmlScanner {
  /** Of the last tag: its name without prefix as a nameKey (0 when longer than four bytes). */
  key = 0;
  /** Of the last attribute, the same; and whether it had a namespace prefix. */
  attributeKey = 0;
  attributePrefixed = false;

  bytes: Buffer = Buffer.alloc(0);
  /** Of the last text token, or of the last attribute's value. */
  valueStart = 0;
  valueEnd = 0;

  private flags = 0;
  private position = 0;
  private nameStart = 0;
  private nameEnd = 0;
  private attributeNameStart = 0;
  private attributeNameEnd = 0;
  private attributePosition = 0;
  private attributesEnd = 0;
  private depth = 0;
  private started = false;
  private rootSeen = false;

  /** Adds bytes; what was not yet consumed stays in front of them. */
  push(chunk: Buffer): void {
    const rest = this.bytes.length - this.position;
    this.bytes = rest === 0 ? chunk : Buffer.concat([this.bytes.subarray(this.position), chunk]);
    this.position = 0;
    if (!this.started && this.bytes.length >= 4) this.start();
  }

  /** Call after the last chunk: throws when the document breaks off. */
  finish(): void {
    if (this.depth !== 0 || !this.rootSeen) throw new XmlError('document ends too early');
    for (let i = this.position; i < this.bytes.length; i++) {
      if (!isSpace(this.bytes[i]!)) throw new XmlError('document ends inside a token');
    }
  }

  /** The next token; MORE when the bytes at hand hold no further whole one. */
  next(): Token {
    for (;;) {
      if (this.position >= this.bytes.length || !this.started) return MORE;
      if (this.bytes[this.position] !== LT) return this.text();
      if (this.position + 1 >= this.bytes.length) return MORE;
      const second = this.bytes[this.position + 1]!;
      if (second === SLASH) return this.closeTag();
      if (second !== BANG && second !== QUESTION) return this.openTag();
      const token = second === BANG ? this.declaration() : this.skipTo('?>', 2);
      if (token !== OPEN) return token;
    }
  }

  /** The last tag's name without its prefix. */
  name(): string {
    return this.bytes.toString('latin1', this.nameStart, this.nameEnd);
  }

  /** Moves to the last opened tag's next attribute; false when there is none left. */
  nextAttribute(): boolean {
    const { bytes, attributesEnd: end } = this;
    let i = this.attributePosition;
    while (i < end && isSpace(bytes[i]!)) i++;
    if (i >= end) return false;
    let key = 0;
    this.attributeNameStart = i;
    this.attributePrefixed = false;
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === EQUALS || isSpace(byte)) break;
      if (byte === COLON) {
        key = 0;
        this.attributePrefixed = true;
        this.attributeNameStart = i + 1;
      } else key = (key << 8) | byte;
    }
    this.attributeNameEnd = i;
    this.attributeKey = i - this.attributeNameStart <= 4 ? key : 0;
    while (i < end && bytes[i] !== EQUALS) i++;
    i++;
    while (i < end && isSpace(bytes[i]!)) i++;
    const quote = bytes[i];
    if (i >= end || (quote !== QUOTE && quote !== APOSTROPHE)) throw new XmlError('attribute without quotes');
    this.valueStart = ++i;
    let flags = 0;
    while (i < end && bytes[i] !== quote) flags |= TEXT_FLAGS[bytes[i++]!]!;
    this.valueEnd = i;
    this.flags = flags;
    this.attributePosition = i + 1;
    return true;
  }

  /** True when the last attribute has this name (ASCII, without prefix); for names longer than a key, in hot loops. */
  isAttribute(name: string): boolean {
    const { bytes, attributeNameStart: start } = this;
    if (this.attributePrefixed || this.attributeNameEnd - start !== name.length) return false;
    for (let i = 0; i < name.length; i++) if (bytes[start + i] !== name.charCodeAt(i)) return false;
    return true;
  }

  /** The last attribute's name without its prefix. */
  attributeName(): string {
    return this.bytes.toString('latin1', this.attributeNameStart, this.attributeNameEnd);
  }

  /** The last tag's attributes by local name; for parts that are read once, not for the hot loop. */
  attributes(): Map<string, string> {
    const all = new Map<string, string>();
    while (this.nextAttribute()) {
      const name = this.attributeName();
      all.set(this.attributePrefixed ? `:${name}` : name, this.value());
    }
    return all;
  }

  /** The last text or attribute value as a string, entities resolved. */
  value(): string {
    const { flags } = this;
    const raw = this.bytes.toString(flags & NOT_ASCII ? 'utf8' : 'latin1', this.valueStart, this.valueEnd);
    if ((flags & (HAS_ENTITY | HAS_CR)) === 0) return raw;
    const lines = flags & HAS_CR ? raw.replace(/\r\n?/g, '\n') : raw;
    return flags & HAS_ENTITY && !(flags & IS_CDATA) ? resolveEntities(lines) : lines;
  }

  /** The same for a cell's text, where spreadsheets write control characters as _x000D_ (ST_Xstring). */
  cellText(): string {
    return this.flags & HAS_UNDERSCORE ? this.value().replace(CELL_ESCAPE, unescapeCell) : this.value();
  }

  /**
   * The last value as a whole number of at most 15 digits, or -1 when it is anything else. For text this holds only
   * when the value ends here, with the closing tag right behind it.
   */
  wholeNumber(): number {
    const { bytes, valueStart, valueEnd } = this;
    if (valueEnd === valueStart || valueEnd - valueStart > 15 || bytes[valueEnd + 1] !== SLASH) return -1;
    return digits(bytes, valueStart, valueEnd);
  }

  private start(): void {
    const [a, b, c] = this.bytes;
    if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || b === 0) {
      throw new XmlError('part is not UTF-8');
    }
    if (a === 0xef && b === 0xbb && c === 0xbf) this.position = 3;
    this.started = true;
  }

  private text(): Token {
    const { bytes, position } = this;
    const end = bytes.length;
    let flags = 0;
    let i = position;
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === LT) break;
      flags |= TEXT_FLAGS[byte]!;
    }
    if (i === end) return this.incomplete();
    this.valueStart = position;
    this.valueEnd = i;
    this.flags = flags;
    this.position = i;
    if (this.depth === 0 && this.hasInk()) throw new XmlError('text outside the document');
    return TEXT;
  }

  private hasInk(): boolean {
    for (let i = this.valueStart; i < this.valueEnd; i++) if (!isSpace(this.bytes[i]!)) return true;
    return false;
  }

  private openTag(): Token {
    const { bytes } = this;
    const end = bytes.length;
    let i = this.readName(this.position + 1);
    this.attributePosition = i;
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte === GT) break;
      if (byte === QUOTE || byte === APOSTROPHE) {
        for (i++; i < end && bytes[i] !== byte; i++);
      } else if (byte === LT) throw new XmlError('< inside a tag');
    }
    if (i >= end) return this.incomplete();
    if (this.nameEnd === this.nameStart) throw new XmlError('tag without a name');
    if (this.depth === 0 && this.rootSeen) throw new XmlError('second root element');
    this.rootSeen = true;
    this.position = i + 1;
    const empty = bytes[i - 1] === SLASH;
    this.attributesEnd = empty ? i - 1 : i;
    if (empty) return EMPTY;
    if (++this.depth > MAX_DEPTH) throw new XmlError('nested too deeply');
    return OPEN;
  }

  private closeTag(): Token {
    const { bytes } = this;
    let i = this.readName(this.position + 2);
    while (i < bytes.length && isSpace(bytes[i]!)) i++;
    if (i >= bytes.length) return this.incomplete();
    if (bytes[i] !== GT) throw new XmlError('closing tag with more than a name');
    if (--this.depth < 0) throw new XmlError('closing tag without an opening one');
    this.position = i + 1;
    return CLOSE;
  }

  /** Reads a tag's name from `from`; returns where it ends. */
  private readName(from: number): number {
    const { bytes } = this;
    const end = bytes.length;
    let key = 0;
    let start = from;
    let i = from;
    for (; i < end; i++) {
      const byte = bytes[i]!;
      if (byte <= SPACE || byte === GT || byte === SLASH) break;
      if (byte === COLON) {
        key = 0;
        start = i + 1;
      } else key = (key << 8) | byte;
    }
    this.nameStart = start;
    this.nameEnd = i;
    this.key = i - start <= 4 ? key : 0;
    return i;
  }

  /** At '<!': a comment is passed over (OPEN says: go on), CDATA is text, anything else would be a DTD. */
  private declaration(): Token {
    const { bytes, position } = this;
    if (bytes.length - position < 9) return this.incomplete();
    const opening = bytes.toString('latin1', position, position + 9);
    if (opening.startsWith('<!--')) return this.skipTo('-->', 4);
    if (opening !== '<![CDATA[') throw new XmlError('document type declaration', true);
    const start = position + 9;
    if (this.skipTo(']]>', 9) === MORE) return MORE;
    this.valueStart = start;
    this.valueEnd = this.position - 3;
    this.flags = IS_CDATA | NOT_ASCII | HAS_CR | HAS_UNDERSCORE;
    return TEXT;
  }

  private skipTo(ending: string, from: number): Token {
    const at = this.bytes.indexOf(ending, this.position + from, 'latin1');
    if (at < 0) return this.incomplete();
    this.position = at + ending.length;
    return OPEN;
  }

  private incomplete(): Token {
    if (this.bytes.length - this.position > MAX_TOKEN_BYTES) throw new XmlError('token too long');
    return MORE;
  }
}

/** Whole number of the ASCII digits in bytes[start, end), or -1. */
export function digits(bytes: Buffer, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) {
    const digit = bytes[i]! - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function isSpace(byte: number): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB;
}

const ENTITY = /&([^;&]{0,10})(;?)/g;
const NAMED = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

function resolveEntities(text: string): string {
  return text.replace(ENTITY, (_all, body: string, semicolon: string) => {
    const named = NAMED.get(body);
    if (!semicolon) throw new XmlError('& that starts no entity');
    if (named !== undefined) return named;
    const numeric = /^#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}))$/.exec(body);
    const code = numeric ? parseInt(numeric[1] ?? numeric[2]!, numeric[1] ? 16 : 10) : NaN;
    if (!(code > 0 && code <= 0x10ffff)) throw new XmlError('unknown entity');
    return String.fromCodePoint(code);
  });
}

const CELL_ESCAPE = /_x([0-9a-fA-F]{4})_/g;

function unescapeCell(_all: string, hex: string): string {
  return String.fromCharCode(parseInt(hex, 16));
}
