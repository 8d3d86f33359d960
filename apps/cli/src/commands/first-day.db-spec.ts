import { INestApplicationContext } from '@nestjs/common';
import { FixedClock, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { Command } from 'commander';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { smallCity, workbookFile } from '../../../../test/support/ledger-files';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { serviceModules } from '../cli.module';
import { registerComplianceCommand } from './compliance.command';
import { registerImportCommand } from './import.command';
import { registerMigrateCommand } from './migrate.command';

describe('the first day of a city', () => {
  let services: TestServices;
  let folder: string;
  let printed: string[];

  beforeAll(async () => {
    services = await startTestServices(serviceModules, new FixedClock(new Date('2025-12-31T04:00:00Z')));
    folder = mkdtempSync(path.join(tmpdir(), 'sxbq-first-day-'));
  });
  beforeEach(() => services.empty());
  afterEach(() => (process.exitCode = undefined));
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await services.close();
  });

  async function run(...args: string[]): Promise<string> {
    printed = [];
    const context = {
      withServices: <T>(work: (app: INestApplicationContext) => Promise<T>) =>
        runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => work(services.app)),
      print: (line: string) => void printed.push(line),
      explain: () => undefined,
    };
    const program = new Command().exitOverride();
    for (const register of [registerMigrateCommand, registerImportCommand, registerComplianceCommand]) {
      register(program, context as Parameters<typeof registerComplianceCommand>[1]);
    }
    await program.parseAsync(args, { from: 'user' });
    return printed.join('\n');
  }
  const ledger = async (): Promise<string> => {
    const file = path.join(folder, '台账.xlsx');
    writeFileSync(file, (await workbookFile('台账.xlsx', smallCity())).content);
    return file;
  };

  it('comes to verdicts with migrate, import and compliance alone', async () => {
    await run('migrate');
    expect(JSON.parse(await run('import', await ledger(), '--json'))).toMatchObject({ status: 'IMPORTED' });
    const verdicts = JSON.parse(await run('compliance', '--year', '2025', '--json')) as object[];
    expect(verdicts).toHaveLength(2);
    expect(verdicts[0]).toMatchObject({ schoolCode: 'S1', overall: expect.stringMatching(/^(?:PASS|FAIL)$/) });
  });

  it('checks codes against the catalogues from the first import on', async () => {
    await run('migrate');
    const file = path.join(folder, '学校.csv');
    writeFileSync(file, '学校代码,学校名称,区划代码\nS1,示例学校,320488');
    expect(JSON.parse(await run('import', file, '--json'))).toMatchObject({ errors: [{ code: 'UNKNOWN_CODE' }] });
  });

  it('leaves a city with a policy of its own alone', async () => {
    await run('migrate');
    await services.owner.query("UPDATE policy SET code = 'own'");
    await run('migrate');
    expect(await services.dataSource.query('SELECT code, version FROM policy')).toEqual([{ code: 'own', version: 1 }]);
  });

  it('is told, without a policy, which command and which operation mend it', async () => {
    await expect(run('compliance', '--year', '2025', '--json')).rejects.toMatchObject({
      code: 'POLICY_MISSING_FOR_YEAR',
      message: expect.stringMatching(/sxbq migrate.*addPolicyVersion/),
    });
  });
});
