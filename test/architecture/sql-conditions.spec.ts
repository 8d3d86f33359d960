import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
/** A condition beside AND, OR, NOT or ON without parentheses around it: an OR inside it would take the rest along. */
const BARE = /\b(?:AND|OR|NOT|ON)\s+\$\{[\w.]+\.sql\}|(?<!\()\$\{[\w.]+\.sql\}\s+(?:AND|OR)\b/g;

const bareIn = (source: string): string[] => source.match(BARE) ?? [];

describe('conditions that are appended to other text', () => {
  it('stand in parentheses', () => {
    const files = globSync('libs/*/src/**/*.ts', { cwd: ROOT }).filter((file) => !/spec\.ts$/.test(file));
    expect(files.length).toBeGreaterThan(500);
    const found = files.flatMap((file) =>
      bareIn(readFileSync(join(ROOT, file), 'utf8')).map((text) => `${file}: ${text}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'WHERE a.id = ? AND ${where.sql}',
    'WHERE ${where.sql} AND a.id = ?',
    'JOIN b ON ${joined.sql}',
    'WHERE ${region.sql} OR a.id = ?',
  ])('are found bare in %j', (source) => expect(bareIn(source)).toHaveLength(1));

  it.each(['WHERE ${where.sql}', 'WHERE a.id = ? AND (${where.sql})', 'WHERE (${where.sql}) AND a.id = ?'])(
    'are not found bare in %j',
    (source) => expect(bareIn(source)).toEqual([]),
  );
});
