import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonicalJson } from './canonical-json';

describe('canonical JSON', () => {
  it('is what the library of RFC 8785 writes, whichever way it is written', () => {
    const wellFormed = fc.string({ unit: 'binary' }).filter((text) => text.isWellFormed());
    const key = fc.oneof(
      fc.string({ maxLength: 3 }),
      wellFormed,
      fc.constantFrom('9', '10', '__proto__', 'toJSON', 'a1'),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        ...[wellFormed, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean()],
        ...[fc.constant(null), fc.constant(undefined), fc.array(tie('value')), fc.dictionary(key, tie('value'))],
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value), (data) => {
        expect(canonicalJson(data)).toBe(canonicalize(data));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([NaN, Infinity, -Infinity])('refuses %d', (number) => {
    expect(() => canonicalJson({ number })).toThrow();
  });

  it('refuses a lone surrogate in a value and in a key, and what JSON cannot say at all', () => {
    expect(() => canonicalJson(['\ud800'])).toThrow();
    expect(() => canonicalJson({ '\udc00': 1 })).toThrow();
    expect(() => canonicalJson(undefined)).toThrow(TypeError);
    expect(canonicalJson(['\\ud800', { b: '\\u', a: '汉' }])).toBe('["\\\\ud800",{"a":"汉","b":"\\\\u"}]');
  });
});
