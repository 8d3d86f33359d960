import { INestApplicationContext } from '@nestjs/common';
import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LedgersModule } from '@sxbq/ledgers';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { Command } from 'commander';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { smallCity, workbookFile } from '../../../../test/support/ledger-files';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { CommandContext } from '../command-context';
import { registerExportCommand } from './export.command';
import { registerImportCommand } from './import.command';
import { registerTemplateCommand } from './template.command';

describe('sxbq import, export and template', () => {
  let services: TestServices;
  let folder: string;
  let printed: string[];
  let explained: string[];

  beforeAll(async () => {
    services = await startTestServices([LedgersModule]);
    folder = mkdtempSync(path.join(tmpdir(), 'sxbq-ledgers-'));
  });
  beforeEach(() => services.empty());
  afterEach(() => (process.exitCode = undefined));
  afterAll(async () => {
    rmSync(folder, { recursive: true, force: true });
    await services.close();
  });

  async function run(...args: string[]): Promise<{ out: string; exitCode: number }> {
    printed = [];
    explained = [];
    const context: CommandContext = {
      withServices: <T>(work: (app: INestApplicationContext) => Promise<T>) =>
        runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => work(services.app)),
      print: (line) => void printed.push(line),
      explain: (line) => void explained.push(line),
    };
    const program = new Command().exitOverride();
    registerImportCommand(program, context);
    registerExportCommand(program, context);
    registerTemplateCommand(program, context);
    process.exitCode = undefined;
    await program.parseAsync(args, { from: 'user' });
    return { out: printed.join('\n'), exitCode: Number(process.exitCode ?? 0) };
  }
  const file = (name: string, content: string | Buffer): string => {
    writeFileSync(path.join(folder, name), content);
    return path.join(folder, name);
  };
  const inFolder = (name: string): string => path.join(folder, name);

  it('imports several files as one, and exports what an import takes back unchanged', async () => {
    const { 专业: majors = [], ...rest } = smallCity();
    const book = file('其余.xlsx', (await workbookFile('其余.xlsx', rest)).content);
    const csv = file('专业.csv', majors.map((row) => row.join(',')).join('\n'));
    const imported = await run('import', csv, book);
    expect(imported.exitCode).toBe(0);
    expect(imported.out).toContain('已全部导入：新增 28，更新 0，未变 0，有误 0。');

    await run('export', '--out', inFolder('出.xlsx'), '--csv', inFolder('csv'));
    expect(existsSync(inFolder('csv/机构成员.csv'))).toBe(true);
    const again = await run('import', inFolder('出.xlsx'), '--json');
    expect(JSON.parse(again.out)).toMatchObject({ status: 'IMPORTED', errors: [], counts: { 学校: { unchanged: 2 } } });
  });

  it('refuses with a table of every bad cell, and exit code 2', async () => {
    const csv = file('学校.csv', '学校代码,学校名称,区划代码\nS1,,320411\nS2,示例,常州');
    const refused = await run('import', csv);
    expect(refused.exitCode).toBe(2);
    expect(refused.out).toContain('共 2 处错误：');
    expect(refused.out).toMatch(/学校\.csv\s*│ 学校\s*│ 2\s*│ 学校名称/);
    expect(refused.out).toContain('REQUIRED');
    const copy = await run('import', csv, '--json', '--errors', inFolder('错误.xlsx'));
    expect(JSON.parse(copy.out)).toMatchObject({
      status: 'REFUSED',
      counts: { 学校: { created: 0, rejected: 2 } },
      errors: [
        { sheet: '学校', row: 2, column: '学校名称', code: 'REQUIRED' },
        { row: 3, code: 'CODE_MALFORMED' },
      ],
    });
    expect(readFileSync(inFolder('错误.xlsx')).subarray(0, 2).toString()).toBe('PK');
  });

  it('lands the good rows with --partial', async () => {
    const csv = file('学校.csv', '学校代码,学校名称,区划代码\nS1,,320411\nS2,示例,320411');
    const partial = await run('import', csv, '--partial');
    expect(partial.exitCode).toBe(0);
    expect(partial.out).toContain('已部分导入：新增 1，更新 0，未变 0，有误 1。');
  });

  it('answers with JSON for files it cannot even open', async () => {
    const missing = await run('import', inFolder('没有.xlsx'), '--json');
    expect(missing.exitCode).toBe(2);
    expect(JSON.parse(missing.out)).toMatchObject({ status: 'REFUSED', errors: [{ code: 'LEDGER_FILE_UNREADABLE' }] });
    const big = await run('import', file('大.xlsx', Buffer.alloc(20 * 1024 * 1024 + 1)), '--json');
    expect(JSON.parse(big.out)).toMatchObject({ errors: [{ file: '大.xlsx', code: 'WORKBOOK_TOO_LARGE' }] });
  });

  it('writes the template, and says where it cannot', async () => {
    await run('template', '--out', inFolder('模板.xlsx'));
    expect(readFileSync(inFolder('模板.xlsx')).length).toBeGreaterThan(5_000);
    await expect(run('template', '--out', inFolder('没有的目录/模板.xlsx'))).rejects.toMatchObject({
      code: 'OUTPUT_UNWRITABLE',
    });
  });
});
