import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
/** What the compiler lets pass: a text that is said to be a condition, though nobody put parentheses around it. */
const CAST = /\bas (?:unknown as )?SqlCondition\b|<SqlCondition>\s*[{(]/;

describe('a condition in SQL', () => {
  it('is never a cast', () => {
    const files = globSync('libs/*/src/**/*.ts', { cwd: ROOT });
    expect(files.length).toBeGreaterThan(500);
    expect(files.filter((file) => CAST.test(readFileSync(join(ROOT, file), 'utf8')))).toEqual([]);
  });

  it.each(['return { sql, params } as SqlCondition;', '<SqlCondition>{ sql }', 'x as unknown as SqlCondition'])(
    'would be found in %j',
    (source) => expect(CAST.test(source)).toBe(true),
  );
});
