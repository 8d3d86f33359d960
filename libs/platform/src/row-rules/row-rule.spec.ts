import { RowScope } from '@sxbq/kernel';
import { RowRule } from './row-rule';

const RULE = new RowRule('Sample', {
  REGION: ({ prefix }) => ({ regionCode: { $under: [prefix] } }),
  REGIONS: ({ prefixes }) => ({
    can: [{ regionCode: { $under: prefixes } }, { id: { $in: [7, 8] } }],
    cannot: [{ closed: 1 }],
  }),
  SCHOOL: ({ schoolId }) => ({ id: schoolId, regionCode: '320402' }),
});
const COLUMNS = { id: 's.id', regionCode: 's.region_code', closed: 's.closed' };
const sqlOf = (scope: RowScope) => RULE.toSql(scope, COLUMNS);

describe('a row rule', () => {
  it('is the condition one would write by hand', () => {
    expect(sqlOf({ kind: 'REGION', prefix: '3204' })).toEqual({
      sql: "s.region_code LIKE ? ESCAPE '!'",
      params: ['3204%'],
    });
    expect(sqlOf({ kind: 'REGION', prefix: '' })).toEqual({ sql: 'TRUE', params: [] });
    expect(sqlOf({ kind: 'SCHOOL', schoolId: 7, regionPrefix: '' })).toEqual({
      sql: '(s.id = ? AND s.region_code = ?)',
      params: [7, '320402'],
    });
  });

  it('joins what is granted and takes away what is not', () => {
    const { sql, params } = sqlOf({ kind: 'REGIONS', prefixes: ['320402', '3205'] });
    expect(params.flat()).toEqual([7, 8, 1, '320402%', '3205%', 1]);
    expect(sql).toContain('((s.closed = ?) IS NOT TRUE)');
  });

  it('reaches nothing for a scope it does not name', () => {
    expect(sqlOf({ kind: 'ENTERPRISE', enterpriseId: 1, regionPrefix: '3204' })).toEqual({ sql: 'FALSE', params: [] });
    expect(sqlOf({ kind: 'NOTHING' })).toEqual({ sql: 'FALSE', params: [] });
    expect(RULE.covers({ kind: 'NOTHING' }, { id: 7 })).toBe(false);
  });

  it('decides of a row in memory', () => {
    const city: RowScope = { kind: 'REGION', prefix: '3204' };
    expect(RULE.covers(city, { regionCode: '320402' })).toBe(true);
    expect(RULE.covers(city, { regionCode: '320502' })).toBe(false);
    expect(RULE.covers(city, { regionCode: null })).toBe(false);
    expect(RULE.covers(city, {})).toBe(false);
    expect(RULE.covers({ kind: 'REGIONS', prefixes: ['3205'] }, { id: 8, closed: 1 })).toBe(false);
  });

  it('does not translate a field whose place the statement does not name', () => {
    expect(() => RULE.toSql({ kind: 'REGION', prefix: '32' }, { id: 's.id' })).toThrow("where 'regionCode' is");
  });

  it('does not compile an operator that has no SQL', () => {
    const unknown = new RowRule('Sample', { REGION: () => ({ id: { $gt: 1 } as never }) });
    expect(() => unknown.toSql({ kind: 'REGION', prefix: '' }, COLUMNS)).toThrow();
  });
});
