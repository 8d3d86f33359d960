import { AuditModule, AuditTrail, Sealer } from '@sxbq/audit';
import { FixedClock, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { newRequestContext, runInContext, UnitOfWork } from '@sxbq/platform';
import { Command } from 'commander';
import { parse } from 'csv-parse/sync';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { registerAuditCommand } from './audit.command';

const sha256 = (...parts: (string | Buffer)[]): string => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
};

describe('sxbq audit', () => {
  let services: TestServices;
  let folder: string;
  const printed: string[] = [];
  const clock = new FixedClock(new Date('2026-03-02T03:00:00.000Z'));

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'sxbq-audit-'));
    services = await startTestServices([AuditModule], clock);
    await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
      services.app.get(UnitOfWork).run(async (tx) => {
        for (const code of ['=HYPERLINK("x")', '二', '三']) {
          await services.app
            .get(AuditTrail)
            .record(tx, { action: 'schools.edit', objectType: 'School', objectId: code, after: { code } });
        }
      }),
    );
    await services.app.get(Sealer).run();
    clock.set(new Date('2026-03-03T03:00:00.000Z'));
    await services.app.get(Sealer).run();
  });
  afterEach(() => {
    printed.length = 0;
    process.exitCode = 0;
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await services.close();
  });

  const run = async (...args: string[]): Promise<string> => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    registerAuditCommand(program, {
      withServices: (work) => work(services.app),
      print: (line) => void printed.push(line),
      explain: () => undefined,
    } as Parameters<typeof registerAuditCommand>[1]);
    await program.parseAsync(['node', 'sxbq', 'audit', ...args]);
    return printed.join('\n');
  };
  const written = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

  it('verifies, and says what was looked at', async () => {
    expect(await run('verify')).toMatch(/^✓ 完好。2026-03-02 至 2026-03-02：核验 3 条记录，1 个链头，用时/);
    expect(process.exitCode ?? 0).toBe(0);
    await expect(run('verify', '--from', 'yesterday')).rejects.toMatchObject({ code: 'AUDIT_DAY_MALFORMED' });
  });

  it('exports lines whose hashes anybody can compute again', async () => {
    const file = path.join(folder, 'audit.ndjson');
    await run('export', '--from', '2026-03-02', '--to', '2026-03-02', '--format', 'ndjson', '--out', file);
    const lines = written('audit.ndjson').trim().split('\n');
    let previous = sha256('sxbq-audit/1/2026-03-02');
    for (const line of lines) {
      const { previousHash, hash, entry } = JSON.parse(line) as { previousHash: string; hash: string; entry: object };
      expect(previousHash).toBe(previous);
      expect(sha256(Buffer.from(previousHash, 'hex'), JSON.stringify(entry))).toBe(hash);
      previous = hash;
    }
    expect(lines).toHaveLength(3);
  });

  it('exports CSV in which nothing runs as a formula, and audits both exports', async () => {
    await run('export', '--to', '2026-03-02', '--out', path.join(folder, 'audit.csv'));
    const cells = (parse(written('audit.csv'), { bom: true }) as string[][]).flat();
    expect(cells).toContain(`'=HYPERLINK("x")`);
    expect(cells.filter((cell) => /^[=+\-@\t]/.test(cell))).toEqual([]);
    const [row] = (await services.dataSource.query(
      "SELECT COUNT(*) AS exports FROM audit_entry WHERE action = 'audit.export'",
    )) as [{ exports: string }];
    expect(Number(row.exports)).toBe(2);
  });

  it('names the first broken row with exit code 2, also against heads kept elsewhere', async () => {
    const kept = path.join(folder, 'heads.json');
    writeFileSync(kept, await run('heads', '--json'));
    printed.length = 0;
    expect(await run('heads')).toMatch(/^1\t2026-03-02\t已结束\t3 条\t[0-9a-f]{64}\t密钥 test$/);
    printed.length = 0;
    expect(await run('verify', '--against', kept)).toContain('✓ 完好');
    await services.owner.query("UPDATE audit_entry SET object_id = '四' WHERE object_id = '二'");
    printed.length = 0;
    expect(await run('verify')).toMatch(/^✗ 有破坏。记录被改动：日期 2026-03-02，链中第 2 环，记录编号 \d+。/);
    expect(process.exitCode).toBe(2);
    for (const table of ['audit_entry', 'audit_link', 'audit_head']) await services.owner.query(`DELETE FROM ${table}`);
    printed.length = 0;
    expect(await run('verify', '--against', kept, '--json')).toContain('"kind": "HEAD_MISSING"');
  });
});
