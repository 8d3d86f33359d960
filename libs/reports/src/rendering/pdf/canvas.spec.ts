import { inflateSync } from 'node:zlib';
import { Canvas } from './canvas';

/** The glyph numbers that a PDF's pages show, four hexadecimal digits each. */
function shownGlyphs(pdf: Buffer): string[] {
  const glyphs: string[] = [];
  for (let at = pdf.indexOf('stream\n'); at >= 0; at = pdf.indexOf('stream\n', at + 7)) {
    const end = pdf.indexOf('\nendstream', at);
    let text = '';
    try {
      text = inflateSync(pdf.subarray(at + 7, end)).toString('latin1');
    } catch {
      continue;
    }
    for (const [, array] of text.matchAll(/\[([^\]]*)\] TJ/g)) {
      for (const [, hex] of (array as string).matchAll(/<([0-9a-f]+)>/g)) glyphs.push(...hex!.match(/.{4}/g)!);
    }
  }
  return glyphs;
}

const drawn = async (text: string) => {
  const canvas = new Canvas('示例', new Date('2026-12-31T00:00:00Z'));
  canvas.addPage();
  canvas.line(text, 40, 40, 400, { size: 12 });
  canvas.line(text, 40, 80, 400, { size: 12, font: 'bold' });
  return { missing: canvas.takeMissing(), again: canvas.takeMissing(), glyphs: shownGlyphs(await canvas.finish()) };
};

describe('characters that the font has not', () => {
  it.each([
    ['beyond the basic plane', '示\u{2fffd}𠮷校', 'U+2FFFD'],
    ['of private use', '示\ue5e5校', 'U+E5E5'],
    ['of another script', '示例 ᠮᠣᠩ 校', 'U+182E'],
  ])('%s are named, and no empty box is drawn', async (_what, text, code) => {
    const { missing, again, glyphs } = await drawn(text);
    expect(missing).toContain(code);
    expect(again).toEqual([]);
    expect(glyphs.length).toBeGreaterThan(4);
    expect(glyphs).not.toContain('0000');
  });

  it('leave the others as they are', async () => {
    const { missing, glyphs } = await drawn('示例（技师）学院 A-1 ①％〓');
    expect(missing).toEqual([]);
    expect(glyphs).not.toContain('0000');
  });
});
