import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { nameKey, TOKEN, XmlError, XmlScanner } from './xml-scanner';

type Event = readonly [kind: string, ...rest: unknown[]];

/** All events of a document, fed in pieces of the given sizes; neighbouring texts joined. */
function scan(xml: string | Buffer, sizes: readonly number[] = []): Event[] {
  const bytes = Buffer.from(xml as string);
  const scanner = new XmlScanner();
  const events: Event[] = [];
  const drain = () => {
    for (let token = scanner.next(); token !== TOKEN.MORE; token = scanner.next()) {
      if (token === TOKEN.TEXT) addText(events, scanner.value());
      else if (token === TOKEN.CLOSE) events.push(['close', scanner.name()]);
      else {
        const name = scanner.name();
        events.push(['open', name, Object.fromEntries(scanner.attributes())]);
        if (token === TOKEN.EMPTY) events.push(['close', name]);
      }
    }
  };
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    scanner.push(bytes.subarray(at, at + size));
    at += size;
    drain();
  }
  scanner.finish();
  return events;
}

function addText(events: Event[], text: string): void {
  const last = events.at(-1);
  if (last?.[0] === 'text') events[events.length - 1] = ['text', `${last[1] as string}${text}`];
  else if (text !== '') events.push(['text', text]);
}

/** The same by a parser that conforms to the XML specification. */
function reference(xml: string): Event[] {
  const parser = new SaxesParser();
  const events: Event[] = [];
  const local = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.on('opentag', ({ name, attributes }) => {
    const own = Object.entries(attributes).map(([key, value]) => [key.includes(':') ? `:${local(key)}` : key, value]);
    events.push(['open', local(name), Object.fromEntries(own)]);
  });
  parser.on('closetag', ({ name }) => events.push(['close', local(name)]));
  parser.on('text', (text) => addText(events, text));
  parser.on('cdata', (text) => addText(events, text));
  parser.on('error', (error) => {
    throw error;
  });
  parser.write(xml).close();
  return events;
}

const name = fc.constantFrom('c', 'v', 'row', 'rPh', 'sheetData', 'x:c', 'x:sheetData', 'si', 't');
const escaped = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  .filter((text) => !/[\t\n\r]/.test(text));
const quoted = fc.oneof(
  escaped.map((text) => `"${text.replaceAll('"', '&quot;')}"`),
  escaped.map((text) => `'${text.replaceAll("'", '&apos;')}'`),
);
const attributes = fc
  .uniqueArray(fc.tuple(fc.constantFrom('r', 's', 't', 'r:id', 'spans', 'name'), quoted), { selector: ([key]) => key })
  .map((list) => list.map(([key, value]) => ` ${key}=${value}`).join(''));
const text = fc.oneof(
  { weight: 5, arbitrary: escaped },
  fc.constantFrom('&#20013;', '&#x4E2D;', '&amp;amp;', '\r\n', '\n', '<!-- a < b & -->', '<?pi <c> ?>'),
  escaped.map((inner) => `<![CDATA[${inner}<&]]>`),
);
const element: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.tuple(name, attributes, fc.constantFrom('', ' ')).map(([tag, list, gap]) => `<${tag}${list}${gap}/>`),
    fc
      .tuple(name, attributes, fc.array(fc.oneof(text, tie('node')), { maxLength: 4 }))
      .map(([tag, list, inner]) => `<${tag}${list}>${inner.join('')}</${tag}>`),
  ),
})).node;

describe('XmlScanner', () => {
  it('sees what a conforming parser sees, however the bytes are cut', () => {
    fc.assert(
      fc.property(element, fc.array(fc.nat({ max: 9 }), { maxLength: 40 }), (inner, sizes) => {
        const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<x:root xmlns:x="u" xmlns:r="v">${inner}</x:root>`;
        expect(scan(xml, sizes)).toEqual(reference(xml));
      }),
      { numRuns: 400 },
    );
  });

  it('passes over a byte order mark', () => {
    expect(scan('\ufeff<a>文</a>\n')).toEqual([
      ['open', 'a', {}],
      ['text', '文'],
      ['close', 'a'],
    ]);
  });

  it.each([
    ['a DTD', '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'],
    ['an inner DTD', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>'],
  ])('refuses %s and says so', (_what, xml) => {
    expect(() => scan(xml)).toThrow(expect.objectContaining({ name: 'XmlError', dtd: true }));
  });

  it.each([
    ['an entity that is not XML’s own', '<a>&nbsp;</a>'],
    ['a bare &', '<a>A & B</a>'],
    ['a character that is none', '<a>&#x110000;</a>'],
    ['an attribute without quotes', '<a b=c/>'],
    ['a document cut inside a tag', '<a><b'],
    ['a document cut inside an element', '<a><b/>'],
    ['a closing tag too many', '<a/></a>'],
    ['two roots', '<a/><b/>'],
    ['text outside the root', '<a/>text<!-- -->'],
    ['no element at all', '   '],
    ['UTF-16', Buffer.from('\ufeff<a/>', 'utf16le')],
    ['nesting without end', '<a>'.repeat(1000)],
  ])('refuses %s', (_what, xml) => {
    expect(() => scan(xml)).toThrow(XmlError);
  });

  it('refuses a token that never ends, instead of keeping all of it', () => {
    const scanner = new XmlScanner();
    const feed = () => {
      scanner.push(Buffer.from('<a>'));
      for (let i = 0; i < 100; i++) {
        scanner.push(Buffer.alloc(1024 * 1024, 'x'));
        while (scanner.next() !== TOKEN.MORE);
      }
    };
    expect(feed).toThrow('token too long');
  });

  it('packs names of up to four letters into numbers', () => {
    expect(nameKey('c')).toBe(0x63);
    expect(nameKey('row')).toBe(0x726f77);
    expect(nameKey('sheetData')).toBe(0);
  });
});
