import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Office, PageImage, PageWord, pdfFacts, pdfFonts, pdfText, pdfWords } from '../../../../test/support/office';
import { ReportKind } from '../domain/report-kind';
import { Audience } from '../domain/report-options';
import { sampleBundle } from '../testing/sample-bundle';
import { sampleLetterhead, sampleOptions } from '../testing/sample-options';
import { renderReport } from './render-report';

const A4 = /^595\.\d+ x 841\.\d+ pts \(A4\)/;
const millimetres = (points: number): number => (points * 25.4) / 72;
const isRed = (red: number, green: number, blue: number): boolean => red > 180 && green < 90 && blue < 90;

/** One start of LibreOffice for all documents. */
describe('reports opened by LibreOffice', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-office-'));
  const bundle = sampleBundle({ year: 2026, schools: 10 });
  const earlier = [2025, 2024].map((year) => sampleBundle({ year, schools: 10 }));
  const make = async (kind: ReportKind, more = {}): Promise<Buffer> =>
    (await renderReport(kind, bundle, earlier, sampleOptions(more))).content;
  let pdfs: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const toProvince = { ...sampleLetterhead, signatory: '示例签', recipients: '省人力资源和社会保障厅', number: null };
    pdfs = await new Office(folder).printToPdf({
      'circular.docx': await make(ReportKind.CIRCULAR, { audience: Audience.PUBLIC }),
      'province.docx': await make(ReportKind.PROVINCE_DOCUMENT, { letterhead: toProvince, draft: true }),
      'workbook.xlsx': await make(ReportKind.WORKBOOK),
      'province-book.xlsx': await make(ReportKind.PROVINCE_WORKBOOK, { audience: Audience.PUBLIC }),
    });
    writeFileSync(path.join(folder, 'schools.pdf'), await make(ReportKind.SCHOOL_PAGES));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const words = async (name: string): Promise<PageWord[]> => pdfWords(pdfs[name]!);
  const wordOf = (all: readonly PageWord[], text: string, page = 1): PageWord => {
    const found = all.find((word) => word.page === page && word.text.includes(text));
    if (!found) throw new Error(`no '${text}' on page ${page}`);
    return found;
  };

  it('lays the circular out on A4 inside the type area of GB/T 9704', async () => {
    const { pages, size } = await pdfFacts(pdfs['circular.docx']!);
    expect(size).toMatch(A4);
    expect(pages).toBe(6);
    const body = (await words('circular.docx')).filter(({ top }) => millimetres(top) < 260);
    const left = Math.min(...body.map((word) => millimetres(word.left)));
    const right = Math.max(...body.map((word) => millimetres(word.right)));
    expect(left).toBeGreaterThan(27.5);
    // A full stop at the end of a line may hang into the margin, as Chinese composition has it.
    expect(right).toBeLessThan(210 - 26 + 6);
    expect(Math.min(...body.map((word) => millimetres(word.top)))).toBeGreaterThan(36);
  });

  it('fills a page of text with 22 lines', async () => {
    const tops = (await words('circular.docx'))
      .filter(({ page, top }) => page === 2 && millimetres(top) < 260)
      .map(({ top }) => Math.round(top));
    const lines = [...new Set(tops)].sort((one, other) => one - other);
    expect(lines).toHaveLength(22);
    const pitch = (lines.at(-1)! - lines[0]!) / 21;
    expect(pitch).toBeGreaterThanOrEqual(28);
    expect(pitch).toBeLessThanOrEqual(29);
  });

  it('puts the red head 35 mm into the type area, and a red line as wide as it below the number', async () => {
    const image = await PageImage.of(pdfs['circular.docx']!, 1, 144);
    const { left, right, rows } = image.extent(isRed);
    const inMillimetres = (pixels: number): number => (pixels * 25.4) / 144;
    expect(inMillimetres(Math.min(...rows))).toBeGreaterThan(37 + 33);
    expect(inMillimetres(Math.min(...rows))).toBeLessThan(37 + 38);
    expect(inMillimetres(left)).toBeCloseTo(28, 0);
    expect(inMillimetres(right - left)).toBeGreaterThan(155);
    expect(inMillimetres(right - left)).toBeLessThan(157);
    const number = wordOf(await words('circular.docx'), '示人社〔2027〕3');
    const lineAt = inMillimetres(Math.max(...rows));
    expect(lineAt - millimetres(number.bottom)).toBeGreaterThan(1.5);
    expect(lineAt - millimetres(number.bottom)).toBeLessThan(6);
  });

  it('numbers odd pages on the right and even ones on the left, 7 mm below the type area', async () => {
    const dashes = (await words('circular.docx')).filter(({ text, top }) => text === '—' && millimetres(top) > 262);
    const middles = new Map<number, number[]>();
    for (const { page, left, right, top, bottom } of dashes) {
      middles.set(page, [...(middles.get(page) ?? []), millimetres((left + right) / 2)]);
      expect(millimetres((top + bottom) / 2)).toBeGreaterThan(262 + 5);
      expect(millimetres((top + bottom) / 2)).toBeLessThan(262 + 9);
    }
    expect([...middles.keys()]).toEqual([1, 2, 3, 4, 5, 6]);
    for (const [page, [first]] of middles) {
      if (page % 2 === 1) expect(first).toBeGreaterThan(150);
      else expect(first).toBeLessThan(40);
    }
  });

  it('says what the ranking came to, with its attachments and the imprint at the end', async () => {
    const text = (await pdfText(pdfs['circular.docx']!)).replace(/\s+/g, '');
    for (const part of [
      '示例市人力资源和社会保障局文件',
      '学校考核结果的通报',
      '各县（市、区）人力资源和社会保障局，各技工院校：',
      '一、总体情况',
      '（一）',
      '1.紧密型合作企业（15分）。',
      '附件：1.2026年度十校百企学校考核排名表',
      '2027年1月5日',
      '（此件公开发布）',
      '抄送：省人力资源和社会保障厅，示例市经济和信息化委员会。',
      '2027年1月6日印发',
      bundle.digest,
    ]) {
      expect(text).toContain(part);
    }
    expect(text).not.toContain('草稿');
  });

  it('marks a draft on every page and leaves room for the number that it has not yet', async () => {
    const text = await pdfText(pdfs['province.docx']!);
    const { pages } = await pdfFacts(pdfs['province.docx']!);
    expect(text.match(/草稿，不作为正式文件/g)).toHaveLength(pages);
    expect(text).toMatch(/签发人：\s*示例签/);
    expect(text.replace(/\s+/g, '')).toContain('示人社〔2027〕号');
    expect(text).toContain('特此报告。');
  });

  it('embeds the fonts that it draws with', async () => {
    for (const file of [pdfs['circular.docx']!, path.join(folder, 'schools.pdf')]) {
      const fonts = await pdfFonts(file);
      expect(fonts.length).toBeGreaterThan(0);
      for (const { name, embedded } of fonts) {
        expect(name).toMatch(/^[A-Z]{6}\+NotoSansSC/);
        expect(embedded).toBe(true);
      }
    }
  });

  it('shows every sheet of the workbook, with charts of its figures', async () => {
    const text = (await pdfText(pdfs['workbook.xlsx']!)).replace(/\s+/g, '');
    for (const part of [
      '2026年度十校百企学校考核排名',
      '各目标得分',
      '考核依据',
      '历年得分与名次',
      '企业考核排名',
      '学校总分',
      '前8名历年得分',
      '校企合作协议',
    ]) {
      expect(text).toContain(part);
    }
    const blue = await PageImage.of(pdfs['workbook.xlsx']!, 1);
    const bars = blue.extent((red, green, blueness) => red === 0x2f && green === 0x55 && blueness === 0x97);
    // The header row alone is a band; bars reach far below it.
    expect(Math.max(...bars.rows) - Math.min(...bars.rows)).toBeGreaterThan(100);
  });

  it('gives the province its regions by name, and withholds few people', async () => {
    const text = await pdfText(pdfs['province-book.xlsx'] ?? '');
    expect(text).toContain('示例东区');
    expect(text).toContain('合计');
    expect(text).toContain('＊');
  });

  it('draws one page for each school, every one with its name, figures and evidence', async () => {
    const file = path.join(folder, 'schools.pdf');
    expect((await pdfFacts(file)).pages).toBe(10);
    const text = await pdfText(file);
    for (const { name } of bundle.organisations.slice(0, 10)) expect(text).toContain(name);
    expect(text.match(/主要差距/g)).toHaveLength(10);
    expect(text.match(/历年总分/g)).toHaveLength(10);
    expect(text).toMatch(/校企合作协议\d+（编号/);
  });
});
