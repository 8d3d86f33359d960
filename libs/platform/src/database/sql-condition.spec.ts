import {
  allOf,
  anyOf,
  condition,
  containsText,
  equals,
  isOneOf,
  noneOf,
  NO_ROWS,
  SqlCondition,
  startsWith,
} from './sql-condition';

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

  it('joins what was asked for, in parentheses', () => {
    expect(allOf(equals('a.x', 1), null, undefined, containsText(['a.n'], 'q'))).toEqual({
      sql: "(a.x = ? AND (a.n LIKE ? ESCAPE '!'))",
      params: [1, '%q%'],
    });
    expect(allOf()).toEqual({ sql: 'TRUE', params: [] });
    expect(anyOf()).toBe(NO_ROWS);
  });

  it('carries its parentheses, so that nothing appended takes a part of it', () => {
    expect(condition('a.x = ? OR a.y IS NULL', [1])).toEqual({ sql: '(a.x = ? OR a.y IS NULL)', params: [1] });
    expect(allOf(condition('a.x = ? OR a.y = ?'), anyOf(equals('a.x', 1), equals('a.y', 2))).sql).toBe(
      '((a.x = ? OR a.y = ?) AND (a.x = ? OR a.y = ?))',
    );
    expect(noneOf(equals('a.x', 1), equals('a.y', 2)).sql).toBe('(((a.x = ? OR a.y = ?)) IS NOT TRUE)');
  });

  it('is not to be had by writing one down', () => {
    const taken = (given: SqlCondition): string => given.sql;
    // @ts-expect-error no condition: nobody put parentheses around it
    expect(taken({ sql: 'a.x = ? OR a.y = ?', params: [1, 2] })).toBe('a.x = ? OR a.y = ?');
    // @ts-expect-error nor is one with another text in it
    expect(taken({ ...equals('a.x', 1), sql: 'a.x OR a.y' })).toBe('a.x OR a.y');
  });

  it('finds nothing in an empty list', () => {
    expect(isOneOf('a.id', [])).toEqual({ sql: 'FALSE', params: [] });
    expect(isOneOf('a.id', [1, 2])).toEqual({ sql: 'a.id IN (?)', params: [[1, 2]] });
  });
});
