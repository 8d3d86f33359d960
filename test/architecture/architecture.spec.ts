import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';

const depcruise = resolve('node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Names of the rules that the tree below `root` breaks. */
function brokenRules(root: string, folders: string[]): string[] {
  const output = execFileSync(
    process.execPath,
    [depcruise, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', '--no-cache', ...folders],
    { env: { ...process.env, ARCHITECTURE_ROOT: root }, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  );
  const { summary } = JSON.parse(output) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map((violation) => violation.rule.name))].sort();
}

describe('the import table', () => {
  it.each([
    ['upward', 'schools-imports'],
    ['back-door', 'libs-through-doors'],
    ['app-back-door', 'apps-through-doors'],
    ['lib-to-app', 'no-app-below'],
    ['app-to-app', 'apps-apart'],
    ['impure-domain', 'domain-is-pure'],
    ['stray-sql', 'sql-in-persistence'],
    ['circular', 'no-circular'],
  ])('the fixture %s breaks %s', (fixture, rule) => {
    const root = `test/architecture/fixtures/${fixture}/`;
    expect(brokenRules(root, [root])).toContain(rule);
  });

  it('refuses a row that names a lib which is not below it', () => {
    const source =
      "const t=require('node:fs').readFileSync('.dependency-cruiser.cjs','utf8').replace(\"['schools', BASE]\",\"['schools', [...BASE, 'ledgers']]\");new Function('module','process',t)({},process)";
    expect(() => execFileSync(process.execPath, ['-e', source], { encoding: 'utf8', stdio: 'pipe' })).toThrow(
      /schools names ledgers, which is not below it/,
    );
  });

  it('has a row for every lib, and every lib a README', () => {
    const libs = readdirSync('libs');
    const rules = (jest.requireActual('../../.dependency-cruiser.cjs') as { forbidden: { name: string }[] }).forbidden;
    expect(
      rules.filter((rule) => rule.name.endsWith('-imports')).map((rule) => rule.name.replace('-imports', '')),
    ).toEqual(expect.arrayContaining(libs));
    for (const lib of libs) expect(readdirSync(`libs/${lib}`)).toContain('README.md');
  });
});
