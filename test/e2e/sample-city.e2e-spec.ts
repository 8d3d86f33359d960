import { CataloguesModule, CataloguesService } from '@sxbq/catalogues';
import { ComplianceModule, ComplianceService, SchoolCompliance } from '@sxbq/compliance';
import { FixedClock, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { ImportMode, ImportStatus, LedgerImportService, LedgersModule, totalOf } from '@sxbq/ledgers';
import { PolicyModule, PolicyService } from '@sxbq/policy';
import type { ExpectedCity, ExpectedSchool } from '../../apps/cli/src/sample-city/expected';
import { LedgerFile, sampleCityFiles } from '../../apps/cli/src/sample-city/sample-city';
import { startTestServices, TestServices } from '../support/test-database';

const OPTIONS = { asOf: '2026-11-22', seed: 20260401 };
const YEAR = 2026;

/** The main job from end to end: a city's messy ledgers go in, every school's compliance comes out as planned. */
describe('the sample city', () => {
  let services: TestServices;
  let ledgers: LedgerImportService;
  let files: LedgerFile[];
  let expected: ExpectedCity;
  let results: ReadonlyMap<string, SchoolCompliance>;

  beforeAll(async () => {
    const clock = new FixedClock(new Date(`${OPTIONS.asOf}T04:00:00Z`));
    services = await startTestServices([CataloguesModule, PolicyModule, LedgersModule, ComplianceModule], clock);
    ledgers = services.app.get(LedgerImportService);
    await services.app.get(CataloguesService).load();
    await services.app.get(PolicyService).seedDefault();
    ({ files, expected } = await generated());
  });
  afterAll(() => services.close());

  it('is imported without one error', async () => {
    const imported = await ledgers.importNow(SYSTEM_PRINCIPAL, given(files), ImportMode.ALL_OR_NOTHING);
    expect(await ledgers.allErrors(SYSTEM_PRINCIPAL, imported.id)).toEqual([]);
    expect(imported.status).toBe(ImportStatus.IMPORTED);
    expect(totalOf(imported.counts ?? {})).toMatchObject({ updated: 0, unchanged: 0, rejected: 0 });
  });

  it('changes nothing when it is imported again, in another order', async () => {
    const again = await ledgers.importNow(SYSTEM_PRINCIPAL, given([...files].reverse()), ImportMode.ALL_OR_NOTHING);
    expect(totalOf(again.counts ?? {})).toMatchObject({ created: 0, updated: 0, rejected: 0 });
  });

  it('is computed to the planned verdicts and figures', async () => {
    const computed = await services.app
      .get(ComplianceService)
      .evaluate(SYSTEM_PRINCIPAL, { year: YEAR, asOf: OPTIONS.asOf });
    results = new Map(computed.map((school) => [school.schoolCode, school]));
    expect(computed.map(({ schoolCode }) => schoolCode)).toEqual(Object.keys(expected.schools));
    for (const school of computed) {
      expect(computedOf(school)).toEqual(expectedOf(school.schoolCode, expected.schools[school.schoolCode]!));
    }
  });

  it('tells of every agreement that looks as if it counted why it does not', () => {
    for (const [code, { misses }] of Object.entries(expected.schools)) {
      const partners = results.get(code)?.indicators.find((indicator) => indicator.code === 'PARTNERS');
      for (const miss of misses.filter(({ indicator }) => indicator === 'PARTNERS')) {
        const item = { code: miss.agreementCode, failed: miss.condition };
        expect(partners?.evidence.notCounted).toContainEqual(expect.objectContaining(item));
      }
    }
  });

  it('gives the promoted school its old tier on the day before, and refuses a date outside the year', async () => {
    const compliance = services.app.get(ComplianceService);
    const question = { year: YEAR, schoolCodes: ['3204906'] };
    const before = await compliance.evaluate(SYSTEM_PRINCIPAL, { ...question, asOf: '2026-02-14' });
    const after = await compliance.evaluate(SYSTEM_PRINCIPAL, { ...question, asOf: '2026-02-15' });
    expect([before[0]?.tier, after[0]?.tier]).toEqual(['NATIONAL_KEY', 'SENIOR_TECHNICAL']);
    await expect(compliance.evaluate(SYSTEM_PRINCIPAL, { ...question, asOf: '2025-12-31' })).rejects.toMatchObject({
      code: 'REFERENCE_DATE_OUTSIDE_YEAR',
    });
  });

  it('splits the secondment over the turn of the year into 12 days and 10', async () => {
    const compliance = services.app.get(ComplianceService);
    const question = { schoolCodes: ['3204901'] };
    const [lastYear] = await compliance.evaluate(SYSTEM_PRINCIPAL, { ...question, year: YEAR - 1, asOf: '2025-12-31' });
    const [thisYear] = await compliance.evaluate(SYSTEM_PRINCIPAL, { ...question, year: YEAR, asOf: '2026-01-10' });
    const days = (school: SchoolCompliance | undefined): unknown =>
      school?.indicators
        .find(({ code }) => code === 'SECONDMENTS')
        ?.evidence.counted.find((item) => item.code === 'GZ-3204901-001');
    expect(days(lastYear)).toMatchObject({ days: 12 });
    expect(days(thisYear)).toMatchObject({ days: 10 });
  });
});

async function generated(): Promise<{ files: LedgerFile[]; expected: ExpectedCity }> {
  const files: LedgerFile[] = [];
  const generator = sampleCityFiles(OPTIONS);
  for (;;) {
    const next = await generator.next();
    if (next.done) return { files, expected: next.value };
    files.push(next.value);
  }
}

function given(files: readonly LedgerFile[]): { fileName: string; content: Buffer }[] {
  return files.map(({ name, content }) => ({ fileName: name, content }));
}

function computedOf({ schoolCode, tier, overall, indicators }: SchoolCompliance): unknown {
  return {
    schoolCode,
    tier,
    overall,
    indicators: indicators.map(({ code, verdict, measured, target }) => {
      const share = typeof measured === 'object' && measured !== null;
      const figure = share ? { counted: measured.counted, total: measured.total } : measured;
      return { code, verdict, measured: figure, target };
    }),
  };
}

function expectedOf(schoolCode: string, { tier, overall, indicators }: ExpectedSchool): unknown {
  return {
    schoolCode,
    tier,
    overall,
    indicators: Object.entries(indicators).map(([code, { verdict, measured, target }]) => ({
      code,
      verdict,
      measured,
      target,
    })),
  };
}
