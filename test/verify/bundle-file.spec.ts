import { bundleText, sealBundle } from '@sxbq/assessment/verification';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleInput, testKey } from '../../libs/assessment/src/domain/testing/sample-input';
import { readBundle } from '../../apps/cli/src/verify/bundle-file';

describe('reading a bundle', () => {
  const bundle = sealBundle(sampleInput(), testKey('z1', 7));
  const text = bundleText(bundle);
  let folder: string;

  beforeAll(() => void (folder = mkdtempSync(path.join(tmpdir(), 'sxbq-bundle-'))));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const read = (content: Buffer) => {
    const file = path.join(folder, '2026.json');
    writeFileSync(file, content);
    return readBundle(file);
  };

  it.each<[string, Buffer, boolean]>([
    ['UTF-8, as it was published', Buffer.from(text), true],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), false],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le'), false],
    ['UTF-16 BE with a mark', Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), false],
    ['UTF-16 LE without one', Buffer.from(text, 'utf16le'), false],
    ['UTF-16 BE without one', Buffer.from(text, 'utf16le').swap16(), false],
  ])('takes %s', async (_what, content, canonical) => {
    const found = await read(content);
    expect(found.canonical).toBe(canonical);
    expect(bundleText(found.bundle)).toBe(text);
  });

  it.each<[string, Buffer]>([
    ['bytes that are no UTF-8', Buffer.concat([Buffer.from(text.slice(0, -20)), Buffer.from([0xff, 0xff])])],
    ['half a UTF-16 file', Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -3)],
    ['an empty file', Buffer.alloc(0)],
  ])('refuses %s', async (_what, content) => {
    await expect(read(content)).rejects.toMatchObject({ code: 'BUNDLE_NOT_JSON' });
  });
});
