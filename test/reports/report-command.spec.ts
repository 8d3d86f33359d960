import { Command } from 'commander';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { sampleBundle } from '../../libs/reports/src/testing/sample-bundle';
import { CommandContext } from '../../apps/cli/src/command-context';
import { registerReportCommand } from '../../apps/cli/src/commands/report.command';

const context: CommandContext = {
  withServices: () => Promise.reject(new Error('a report from a file needs no services')),
  print: () => undefined,
  explain: () => undefined,
};

describe('report --bundle', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'sxbq-report-'));
  const file = (name: string): string => path.join(folder, name);
  const bundle = sampleBundle({ year: 2026, schools: 4 });

  beforeAll(() => writeFileSync(file('bundle.json'), JSON.stringify(bundle)));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const report = async (...args: string[]): Promise<unknown> => {
    const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
    registerReportCommand(program, context);
    try {
      await program.parseAsync(['node', 'sxbq', 'report', ...args]);
      return null;
    } catch (error) {
      return (error as { code?: string }).code;
    }
  };
  const bytesOf = (name: string): Buffer => readFileSync(file(name));

  it('writes the same file from the same bundle, without a database', async () => {
    for (const name of ['one.csv', 'other.csv']) {
      expect(await report('--bundle', file('bundle.json'), '--kind', 'csv', '--out', file(name))).toBeNull();
    }
    expect(bytesOf('one.csv').equals(bytesOf('other.csv'))).toBe(true);
    expect(bytesOf('one.csv').toString('utf8')).toContain('示例江南技师学院');
  });

  it('writes a circular under the letterhead that is given', async () => {
    const head = ['--issuer', '示例局', '--code', '示', '--recipients', '各校', '--issued-on', '2027-01-05'];
    const args = ['--bundle', file('bundle.json'), '--kind', 'circular', '--out', file('a.docx')];
    expect(await report(...args, ...head)).toBeNull();
    expect(bytesOf('a.docx').subarray(0, 2).toString()).toBe('PK');
    expect(await report(...args)).toBe('REPORT_LETTERHEAD_MISSING');
  });

  it('writes one page of one school by its code', async () => {
    const { code } = bundle.organisations[1]!;
    const args = ['--bundle', file('bundle.json'), '--kind', 'school-pages', '--out', file('p.pdf')];
    expect(await report(...args, '--school', code)).toBeNull();
    expect(bytesOf('p.pdf').subarray(0, 5).toString()).toBe('%PDF-');
    expect(await report(...args, '--school', 'X')).toBe('SCHOOL_UNKNOWN');
  });

  it('refuses what is no bundle', async () => {
    writeFileSync(file('other.json'), '{"format":"something"}');
    for (const name of ['none.json', 'other.json', 'one.csv']) {
      expect(await report('--bundle', file(name), '--kind', 'csv', '--out', file('x'))).toBe(
        'REPORT_BUNDLE_UNREADABLE',
      );
    }
  });
});
