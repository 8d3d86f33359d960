import { bundleText, publicVersionOf, sealBundle } from '@sxbq/assessment/verification';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sampleInput, testKey } from '../../libs/assessment/src/domain/testing/sample-input';
import { buildProduct } from '../support/processes';

const ROOT = path.resolve(__dirname, '../..');
const VERIFY = path.join(ROOT, 'dist/apps/cli/src/verify.js');

/** Writes the address of every module that the program loads, however it does, when it ends. */
const RECORDER = `
const { registerHooks } = require('node:module');
const loaded = [];
registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
process.on('exit', () => require('node:fs').writeFileSync(process.env.LOADED, loaded.join('\\n')));
`;

const key = testKey('z1', 7);
const lastYear = sealBundle(
  {
    ...sampleInput(),
    year: 2025,
    previous: null,
    schemes: sampleInput().schemes.map((scheme) => ({ ...scheme, year: 2025 })),
  },
  key,
);
const sealed = sealBundle({ ...sampleInput(), previous: { year: 2025, digest: lastYear.digest } }, key);

describe('sxbq verify, a program of its own', () => {
  let folder: string;
  const file = (name: string): string => path.join(folder, name);

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sxbq-verify-'));
    writeFileSync(file('recorder.cjs'), RECORDER);
    writeFileSync(file('2025.json'), bundleText(lastYear));
    writeFileSync(file('2026.json'), bundleText(sealed));
    writeFileSync(file('public.json'), bundleText(publicVersionOf(sealed)));
    await buildProduct();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Without a single variable of the platform: no database, no Redis, no keys. */
  async function verify(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const child = spawn(process.execPath, ['--require', file('recorder.cjs'), VERIFY, 'verify', ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, LOADED: file('loaded.txt') },
    });
    const out = { stdout: '', stderr: '' };
    child.stdout.on('data', (piece: Buffer) => (out.stdout += piece.toString()));
    child.stderr.on('data', (piece: Buffer) => (out.stderr += piece.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, ...out };
  }

  it('says that an untouched bundle is intact, and loads neither framework nor driver', async () => {
    const { code, stdout, stderr } = await verify(
      '2026.json',
      '--public-key',
      `z1:${sealed.publicKey}`,
      '--previous',
      '2025.json',
    );
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`✓ 完好：3204 2026 年度，第 7 批第 1 版，5 个单位，摘要 ${sealed.digest}\n`);
    const loaded = readFileSync(file('loaded.txt'), 'utf8').split('\n');
    expect(loaded.some((url) => url.endsWith('/canonicalize.js'))).toBe(true);
    const packages = new Set(loaded.flatMap((url) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));
    expect([...packages].sort()).toEqual(['big.js', 'canonicalize', 'commander', 'zod']);
    const libs = new Set(loaded.flatMap((url) => /dist\/libs\/([^/]+)/.exec(url)?.[1] ?? []));
    expect([...libs].sort()).toEqual(['assessment', 'kernel']);
  });

  it('says what a public version leaves open', async () => {
    const { code, stdout } = await verify('public.json');
    expect(code).toBe(0);
    expect(stdout).toContain('公开版：4 个单元格只有散列');
    expect(stdout).toContain('--public-key z1:…');
    expect(stdout).toContain('--previous');
  });

  it('names a digit that was changed: organisation, goal, field and both values, as text and as JSON', async () => {
    const text = readFileSync(file('2026.json'), 'utf8').replace('"value":"260"', '"value":"290"');
    writeFileSync(file('changed.json'), text);
    const { code, stdout } = await verify('changed.json');
    expect(code).toBe(1);
    expect(stdout).toContain('学校 S1 示例学校1 · facts/SECONDMENTS');
    expect(stdout).toContain('学校 S1 示例学校1 · 目标 EXCHANGE · value：包内 260，应为 290');
    const asJson = await verify('changed.json', '--json');
    expect(asJson.code).toBe(1);
    expect(JSON.parse(asJson.stdout)).toMatchObject({
      intact: false,
      canonical: true,
      differences: expect.arrayContaining([
        expect.objectContaining({ goal: 'EXCHANGE', field: 'components.DAYS.value', recomputed: '290' }),
      ]) as unknown,
    });
  });

  it.each([
    [
      'the key of somebody else',
      ['2026.json', '--public-key', `z1:${testKey('z1', 8).publicKey.toString('base64')}`],
      '签名不符',
    ],
    ['another last year', ['2026.json', '--previous', '2026.json'], '与上一年度不衔接'],
  ])('does not take %s', async (_, args, said) => {
    const { code, stdout } = await verify(...args);
    expect(code).toBe(1);
    expect(stdout).toContain(said);
  });

  it('takes a file that was only laid out anew, and says so', async () => {
    writeFileSync(file('laid-out.json'), JSON.stringify(sealed, null, 2));
    const { code, stdout } = await verify('laid-out.json');
    expect(code).toBe(0);
    expect(stdout).toContain('文件的字节与发布时不同');
  });

  it.each<[string, string[], string]>([
    ['no file', ['nothing.json'], 'BUNDLE_FILE_UNREADABLE'],
    ['a folder', ['.'], 'BUNDLE_FILE_UNREADABLE'],
    ['no JSON', ['cut.json'], 'BUNDLE_NOT_JSON'],
    ['brackets without end', ['deep.json'], 'BUNDLE_'],
    ['another JSON', ['other.json'], 'ASSESSMENT_BUNDLE_UNREADABLE'],
    ['a number in another form', ['form.json'], 'organisations.0.facts.SECONDMENTS.value'],
    ['too much', ['large.json'], 'BUNDLE_TOO_LARGE'],
    ['a key that is none', ['2026.json', '--public-key', 'z1:short'], 'PUBLIC_KEY_MALFORMED'],
    ['no argument', [], 'missing required argument'],
  ])('cannot judge %s', async (_, args, said) => {
    const text = readFileSync(file('2026.json'), 'utf8');
    writeFileSync(file('cut.json'), text.slice(0, -20));
    writeFileSync(file('deep.json'), '['.repeat(2_000_000));
    writeFileSync(file('other.json'), '{"format":"sxbq-ranking/2"}');
    writeFileSync(file('form.json'), text.replace('"value":"260"', '"value":"260.0"'));
    writeFileSync(file('large.json'), '');
    truncateSync(file('large.json'), 300 * 1024 * 1024);
    const { code, stdout, stderr } = await verify(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(said);
  });
});
