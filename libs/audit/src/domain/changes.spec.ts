import { changesBetween } from './changes';

describe('changesBetween', () => {
  it('keeps only the fields that differ', () => {
    expect(changesBetween('Agreement', { a: 1, b: 'x', c: null }, { a: 2, b: 'x', c: undefined })).toEqual({
      a: [1, 2],
    });
  });

  it('takes a missing side as null', () => {
    expect(changesBetween('Agreement', undefined, { a: 1 })).toEqual({ a: [null, 1] });
    expect(changesBetween('Agreement', { a: 1 }, undefined)).toEqual({ a: [1, null] });
  });

  it('compares dates and lists by content', () => {
    const day = new Date('2025-03-01T00:00:00Z');
    expect(changesBetween('Agreement', { at: day, kinds: ['A'] }, { at: new Date(day), kinds: ['A'] })).toBeNull();
    expect(changesBetween('Agreement', { kinds: ['A'] }, { kinds: ['A', 'B'] })).toEqual({
      kinds: [['A'], ['A', 'B']],
    });
  });

  it('says that a personal field changed, not how', () => {
    expect(changesBetween('School', { contactPhone: 'v1:abc' }, { contactPhone: 'v1:def' })).toEqual({
      contactPhone: ['[hidden]', '[hidden]'],
    });
  });

  it('is null without images', () => expect(changesBetween('Session')).toBeNull());
});
