import { AssessmentSubject, publicVersionOf, RankingBundle } from '@sxbq/assessment/verification';
import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { ReportKind } from '../domain/report-kind';
import { Audience } from '../domain/report-options';
import { sampleBundle } from '../testing/sample-bundle';
import { withoutPersonalNumbers } from '../domain/without-personal-numbers';
import { sampleLetterhead, sampleOptions } from '../testing/sample-options';
import { readPackage } from './package/office-package';
import { renderReport } from './render-report';

const bundle = sampleBundle({ year: 2026, schools: 5 });
const earlier = [2024, 2025].map((year) => sampleBundle({ year, schools: 5 }));
const render = (kind: ReportKind, more = {}, of: RankingBundle = bundle) =>
  renderReport(kind, of, earlier, sampleOptions(more));
const digest = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const csvOf = async (more = {}, of: RankingBundle = bundle): Promise<Record<string, string>[]> =>
  parse((await render(ReportKind.CSV, more, of)).content, { columns: true, bom: true });
const partOf = async (content: Buffer, name: string): Promise<string> =>
  (await readPackage(content)).get(name)?.toString('utf8') ?? '';

const codeOf = async (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: { code?: string }) => error.code,
  );

/** As another process would read it from a file. */
const copyOf = (of: RankingBundle): RankingBundle => JSON.parse(JSON.stringify(of)) as RankingBundle;

describe('renderReport', () => {
  beforeEach(() =>
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate'], now: new Date('2027-01-05T08:00:00Z') }),
  );
  afterEach(() => jest.useRealTimers());

  it.each(Object.values(ReportKind))(
    'makes the same bytes of %s at any time and in any order of years',
    async (kind) => {
      const first = await render(kind);
      jest.setSystemTime(new Date('2031-06-07T08:09:10Z'));
      const again = await renderReport(kind, copyOf(bundle), [...earlier].reverse(), sampleOptions());
      expect(digest(again.content)).toBe(digest(first.content));
      expect(again).toMatchObject({ pages: first.pages, rows: first.rows });
    },
  );

  it.each(Object.values(ReportKind))('makes other bytes of %s of another ranking', async (kind) => {
    const other = sampleBundle({ year: 2026, schools: 6 });
    expect(digest((await render(kind, {}, other)).content)).not.toBe(digest((await render(kind)).content));
  });

  it.each([ReportKind.CIRCULAR, ReportKind.WORKBOOK, ReportKind.SCHOOL_PAGES])('marks a draft of %s', async (kind) => {
    const [draft, final] = [await render(kind, { draft: true }), await render(kind)];
    expect(digest(draft.content)).not.toBe(digest(final.content));
  });

  it('puts every score of the ranking into the CSV, digit for digit', async () => {
    const lines = await csvOf();
    const scores = bundle.rankings.flatMap(({ rows }) =>
      rows.flatMap(({ code, score, goals }) => goals.map((goal) => [code, score, goal.goal, goal.score])),
    );
    expect(lines.map((line) => [line['代码'], line['总分'], line['目标代码'], line['得分']])).toEqual(scores);
    const { rows } = await render(ReportKind.CSV);
    expect(rows).toBe(scores.length);
  });

  it('withholds in public exactly the goals that the public bundle withholds', async () => {
    const withheld = publicVersionOf(bundle).organisations.flatMap(({ code, withheld: paths }) =>
      paths.filter((path) => path.startsWith('goals/')).map((path) => `${code}/${path.slice(6)}`),
    );
    expect(withheld.length).toBeGreaterThan(0);
    const empty = (await csvOf({ audience: Audience.PUBLIC })).filter((line) => line['得分'] === '');
    expect(empty.map((line) => `${line['代码']}/${line['目标代码']}`).sort()).toEqual(withheld.sort());
    expect(empty.every((line) => line['指标数值'] === '')).toBe(true);
    expect((await csvOf()).filter((line) => line['得分'] === '')).toEqual([]);
  });

  it('shows no evidence and no small number of people in a public workbook', async () => {
    const evidence = async (audience: Audience): Promise<string> =>
      partOf((await render(ReportKind.WORKBOOK, { audience })).content, 'xl/worksheets/sheet3.xml');
    const [internal, open] = [await evidence(Audience.INTERNAL), await evidence(Audience.PUBLIC)];
    expect(internal).toContain('校企合作协议');
    expect(open).not.toContain('校企合作协议');
    // The fourth school's three seconded teachers.
    const few = /示例钟楼技师学院.{0,400}挂职教师<\/t><\/is><\/c><c [^>]*><v>3<\/v>/;
    expect(internal).toMatch(few);
    expect(open).not.toMatch(few);
  });

  it('lets no name run as a formula', async () => {
    const hostile = copyOf(bundle);
    const name = '=HYPERLINK("http://example.test")';
    Object.assign(hostile.organisations[0]!, { name });
    for (const { rows } of hostile.rankings)
      for (const row of rows) if (row.organisationId === 1) Object.assign(row, { name });
    const csv = (await render(ReportKind.CSV, {}, hostile)).content.toString('utf8');
    expect(csv).toContain(`'=HYPERLINK`);
    expect(csv).not.toMatch(/(^|,|")=HYPERLINK/m);
    const sheet = await partOf((await render(ReportKind.WORKBOOK, {}, hostile)).content, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('t="inlineStr"><is><t xml:space="preserve">=HYPERLINK');
    expect(sheet).not.toContain('<f>');
  });

  describe('of texts with numbers of persons', () => {
    const [mobile, shown] = ['13812345678', '138****5678'];
    const withNumbers = (of: RankingBundle): RankingBundle => {
      const written = copyOf(of);
      for (const organisation of written.organisations) {
        Object.assign(organisation, { name: `${organisation.name}${mobile}` });
        for (const fact of Object.values(organisation.facts)) Object.assign(fact, { reason: `请问 ${mobile}` });
      }
      for (const row of written.rankings.flatMap(({ rows }) => rows)) {
        Object.assign(row, { name: `${row.name}${mobile}` });
        for (const goal of row.goals) Object.assign(goal, { reason: `缺材料，联系 ${mobile}` });
      }
      for (const scheme of written.schemes) Object.assign(scheme, { title: `${scheme.title}（${mobile}）` });
      return written;
    };
    const letterhead = { ...sampleLetterhead, recipients: `各技工院校（电话 ${mobile}）` };
    const files = Object.values(ReportKind).filter((kind) => kind !== ReportKind.SCHOOL_PAGES);

    it.each(files)('shows them masked in %s, whoever it is for', async (kind) => {
      for (const audience of Object.values(Audience)) {
        const options = sampleOptions({ audience, letterhead });
        const { content } = await renderReport(kind, withNumbers(bundle), earlier.map(withNumbers), options);
        const parts = kind === ReportKind.CSV ? [content] : [...(await readPackage(content)).values()];
        const text = parts.join('\n');
        expect(text).not.toContain(mobile);
        expect(text).toContain(shown);
      }
    });

    it('draws the pages of schools as if they had been written masked', async () => {
      const masked = JSON.parse(JSON.stringify(withNumbers(bundle)).replaceAll(mobile, shown)) as RankingBundle;
      const pages = (of: RankingBundle) => render(ReportKind.SCHOOL_PAGES, {}, of);
      expect(digest((await pages(withNumbers(bundle))).content)).toBe(digest((await pages(masked)).content));
    });

    it('changes nothing else: what has none is the very same, codes and digests stay', () => {
      expect(withoutPersonalNumbers(bundle).organisations).toBe(bundle.organisations);
      const code = withNumbers(bundle);
      Object.assign(code.rankings[0]!.rows[0]!, { code: mobile });
      expect(withoutPersonalNumbers(code).rankings[0]!.rows[0]!.code).toBe(mobile);
    });
  });

  it('draws one page of one school, and refuses a school that is not in the ranking', async () => {
    expect((await render(ReportKind.SCHOOL_PAGES, { schoolId: 3 })).pages).toBe(1);
    expect((await render(ReportKind.SCHOOL_PAGES)).pages).toBe(5);
    expect(await codeOf(render(ReportKind.SCHOOL_PAGES, { schoolId: 99 }))).toBe('REPORT_SCHOOL_NOT_RANKED');
  });

  it('refuses an official document without a letterhead and a subject that was not assessed', async () => {
    expect(await codeOf(render(ReportKind.CIRCULAR, { letterhead: null }))).toBe('REPORT_LETTERHEAD_MISSING');
    const schoolsAlone = { ...bundle, rankings: bundle.rankings.slice(0, 1), schemes: bundle.schemes.slice(0, 1) };
    const subject = AssessmentSubject.ENTERPRISE;
    expect(await codeOf(render(ReportKind.CIRCULAR, { subject }, schoolsAlone))).toBe('REPORT_SUBJECT_NOT_ASSESSED');
  });
});
