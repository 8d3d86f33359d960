import { AuditModule } from '@sxbq/audit';
import { ComplianceModule, ComplianceRecomputeService } from '@sxbq/compliance';
import { FixedClock } from '@sxbq/kernel';
import { PolicyModule, PolicyService } from '@sxbq/policy';
import { Command } from 'commander';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { registerComplianceCommand } from './compliance.command';

describe('sxbq compliance', () => {
  let services: TestServices;
  const printed: string[] = [];
  const explained: string[] = [];

  beforeAll(async () => {
    const clock = new FixedClock(new Date('2025-07-01T04:00:00Z'));
    services = await startTestServices([AuditModule, PolicyModule, ComplianceModule], clock);
    await services.app.get(PolicyService).seedDefault();
    await services.dataSource.query(
      "INSERT INTO school (id, code, name, region_code) VALUES (1, 'B', '乙校', '320402'), (2, 'A', '甲校', '320402')",
    );
    await services.dataSource.query(
      "INSERT INTO school_tier (school_id, tier, effective_from) VALUES (2, 'PROVINCIAL_KEY', '2020-01-01')",
    );
  });
  beforeEach(() => void (printed.length = explained.length = 0));
  afterAll(() => services.close());

  const run = async (...args: string[]): Promise<string> => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    registerComplianceCommand(program, {
      withServices: (work) => work(services.app),
      print: (line) => void printed.push(line),
      explain: (line) => void explained.push(line),
    } as Parameters<typeof registerComplianceCommand>[1]);
    await program.parseAsync(['node', 'sxbq', 'compliance', ...args]);
    return printed.join('\n');
  };

  it('prints JSON of the agreed shape, schools in order of code', async () => {
    const schools = JSON.parse(await run('--year', '2025', '--as-of', '2025-06-30', '--json')) as Record<
      string,
      unknown
    >[];
    expect(
      schools.map(({ schoolCode, schoolName, tier, year, asOf, overall }) => [
        schoolCode,
        schoolName,
        tier,
        year,
        asOf,
        overall,
      ]),
    ).toEqual([
      ['A', '甲校', 'PROVINCIAL_KEY', 2025, '2025-06-30', 'FAIL'],
      ['B', '乙校', null, 2025, '2025-06-30', 'NO_DATA'],
    ]);
    expect((schools[0]?.['indicators'] as object[])[0]).toMatchObject({
      code: 'PARTNERS',
      verdict: 'FAIL',
      measured: 0,
      target: 10,
      gap: 10,
      unit: '家',
      evidence: { counted: [], notCounted: [] },
      pace: { position: 'BEHIND' },
    });
    expect((schools[0]?.['indicators'] as object[])[2]).toMatchObject({
      code: 'SENIOR_CLASSES',
      verdict: 'NOT_APPLICABLE',
      measured: null,
      target: null,
      gap: null,
    });
  });

  it('takes this year and today when nothing is said, and the year of the date when only that is', async () => {
    expect(await run()).toContain('2025 年度达标情况，基准日 2025-07-01');
    printed.length = 0;
    expect(await run('--as-of', '2024-02-29')).toContain('2024 年度达标情况，基准日 2024-02-29');
    printed.length = 0;
    expect(await run('--year', '2024', '--school', 'A')).toContain('共 1 所：达标 0，未达标 1，无数据 0');
  });

  it('waits until the worker has kept the same', async () => {
    const recompute = services.app.get(ComplianceRecomputeService);
    const waiting = run('--wait');
    setTimeout(() => {
      for (const schoolId of [1, 2]) void recompute.recompute({ schoolId, year: 2025 });
    }, 400);
    expect(await waiting).toContain('共 2 所');
    expect(explained).toEqual(['等待后台进程计算 …']);
  });

  it.each([
    [['--school', 'A', 'NOPE'], 'SCHOOL_UNKNOWN'],
    [['--year', '2025', '--as-of', '2026-01-01'], 'REFERENCE_DATE_OUTSIDE_YEAR'],
    [['--as-of', '2025/06/30'], 'DATE_MALFORMED'],
    [['--year', '25'], 'YEAR_OUT_OF_RANGE'],
    [['--year', '2009'], 'POLICY_MISSING_FOR_YEAR'],
    [['--json', '--table'], 'OUTPUT_FORMAT_AMBIGUOUS'],
  ])('%j is refused with %s and a Chinese sentence', async (args, code) => {
    const refusal = await run(...args).catch((error: { code: string; message: string }) => error);
    expect(refusal).toMatchObject({ code, message: expect.stringMatching(/[\u4e00-\u9fff]/) as string });
    expect(printed).toEqual([]);
  });
});
