import { ReportKind } from '../../domain/report-kind';
import { sampleBundle } from '../../testing/sample-bundle';
import { sampleLetterhead, sampleOptions } from '../../testing/sample-options';
import { readPackage } from '../package/office-package';
import { renderReport } from '../render-report';
import { PAGE, TYPE_AREA_WIDTH, LINE } from './official-layout';

const millimetres = (twips: number): number => (twips / 1440) * 25.4;

async function xmlOf(more = {}): Promise<Readonly<Record<'document' | 'settings' | 'core', string>>> {
  const bundle = sampleBundle({ year: 2026, schools: 4 });
  const { content } = await renderReport(ReportKind.CIRCULAR, bundle, [], sampleOptions(more));
  const parts = await readPackage(content);
  const text = (name: string): string => parts.get(name)?.toString('utf8') ?? '';
  return { document: text('word/document.xml'), settings: text('word/settings.xml'), core: text('docProps/core.xml') };
}

/** Whole documents are too long to be shown when a test fails. */
const holds = (xml: string, pattern: RegExp): boolean => pattern.test(xml);

describe('the page of an official document, GB/T 9704-2012', () => {
  it('leaves 37, 35, 28 and 26 mm around a type area of 156 × 225 mm (5.2.1)', async () => {
    const { document } = await xmlOf();
    const margin = (side: string): number => Number(new RegExp(`<w:pgMar[^>]* w:${side}="(\\d+)"`).exec(document)?.[1]);
    expect(millimetres(margin('top'))).toBeCloseTo(37, 1);
    expect(millimetres(margin('bottom'))).toBeCloseTo(35, 1);
    expect(millimetres(margin('left'))).toBeCloseTo(28, 1);
    expect(millimetres(margin('right'))).toBeCloseTo(26, 1);
    expect(millimetres(TYPE_AREA_WIDTH)).toBeCloseTo(156, 1);
    expect(holds(document, /<w:pgSz w:w="11906" w:h="16838"/)).toBe(true);
  });

  it('has 22 lines of 28 to 29 points (5.2.3)', () => {
    expect(22 * LINE).toBeLessThanOrEqual(PAGE.height - PAGE.top - PAGE.bottom);
    expect(LINE / 20).toBeGreaterThanOrEqual(28);
    expect(LINE / 20).toBeLessThanOrEqual(29);
  });

  it('has a red head, a red line, the year between hexagonal brackets, and tells odd pages from even ones', async () => {
    const { document, settings } = await xmlOf();
    expect(holds(document, /<w:color w:val="FF0000"\/>(?:(?!<\/w:r>).)*示例市人力资源和社会保障局文件/)).toBe(true);
    expect(holds(document, /<w:bottom w:val="single" w:color="FF0000"/)).toBe(true);
    expect(holds(document, /示人社〔2027〕3号/)).toBe(true);
    expect(holds(settings, /<w:evenAndOddHeaders/)).toBe(true);
  });

  it('sets text in 3号仿宋, headings in 黑体 and 楷体, the title in 2号小标宋 (7.3)', async () => {
    const { document } = await xmlOf();
    const runOf = (words: string): string =>
      new RegExp(`<w:r>(?:(?!<w:r>).)*<w:t[^>]*>[^<]*${words}`).exec(document)?.[0] ?? '';
    expect(runOf('一、总体情况')).toContain('w:eastAsia="黑体"');
    expect(runOf('（一）')).toContain('w:eastAsia="楷体"');
    expect(runOf('考核结果的通报')).toMatch(/w:eastAsia="方正小标宋简体".*<w:sz w:val="44"/);
    expect(runOf('现将有关情况通报如下')).toMatch(/w:eastAsia="仿宋".*<w:sz w:val="32"/);
    expect(holds(document, /<w:ind w:firstLine="630"/)).toBe(true);
  });

  it('anchors the imprint to the foot of the type area, with thick and thin lines (7.4)', async () => {
    const { document } = await xmlOf();
    const anchor = /<w:tblpPr [^>]*>/.exec(document)?.[0];
    expect(anchor).toContain('w:vertAnchor="margin"');
    expect(anchor).toContain('w:tblpYSpec="bottom"');
    const lines = /<w:tblpPr .*?<w:tblBorders>(.*?)<\/w:tblBorders>/.exec(document)?.[1] ?? '';
    const size = (side: string): string | undefined => new RegExp(`<w:${side} [^>]*w:sz="(\\d+)"`).exec(lines)?.[1];
    expect([size('top'), size('insideH'), size('bottom')]).toEqual(['8', '6', '8']);
    const { document: without } = await xmlOf({ letterhead: { ...sampleLetterhead, copiesTo: '' } });
    expect(without.includes('抄送')).toBe(false);
    expect(without.includes('2027年1月6日印发')).toBe(true);
  });

  it('states its own date as the day it was made, never the clock', async () => {
    const { core } = await xmlOf();
    expect(core.match(/2027-01-05T00:00:00Z/g)).toHaveLength(2);
    expect(core.match(/T\d\d:\d\d/g)).toHaveLength(2);
  });
});
