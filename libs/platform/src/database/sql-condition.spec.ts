import { allOf, anyOf, containsText, equals, isOneOf, noneOf, startsWith } from './sql-condition';

describe('SQL conditions', () => {
  it('takes % and _ of a search literally', () => {
    expect(containsText(['a.name', 'a.code'], '50%_!')).toEqual({
      sql: "(a.name LIKE ? ESCAPE '!' OR a.code LIKE ? ESCAPE '!')",
      params: ['%50!%!_!!%', '%50!%!_!!%'],
    });
  });

  it('takes a prefix literally, and an empty one as every row', () => {
    expect(startsWith('a.region_code', '32%').params).toEqual(['32!%%']);
    expect(startsWith('a.region_code', '')).toEqual({ sql: 'TRUE', params: [] });
  });

  it('joins what was asked for, each in brackets', () => {
    expect(allOf(equals('a.x', 1), null, undefined, containsText(['a.n'], 'q'))).toEqual({
      sql: "(a.x = ?) AND ((a.n LIKE ? ESCAPE '!'))",
      params: [1, '%q%'],
    });
    expect(allOf()).toEqual({ sql: 'TRUE', params: [] });
  });

  it('keeps an OR in parentheses of its own, so that nothing appended takes a part of it', () => {
    expect(anyOf(equals('a.x', 1), equals('a.y', 2)).sql).toBe('((a.x = ?) OR (a.y = ?))');
    expect(noneOf(equals('a.x', 1), equals('a.y', 2)).sql).toBe('(((a.x = ?) OR (a.y = ?))) IS NOT TRUE');
  });

  it('finds nothing in an empty list', () => {
    expect(isOneOf('a.id', [])).toEqual({ sql: 'FALSE', params: [] });
    expect(isOneOf('a.id', [1, 2])).toEqual({ sql: 'a.id IN (?)', params: [[1, 2]] });
  });
});
