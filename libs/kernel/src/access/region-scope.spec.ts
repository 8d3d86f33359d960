import { assertRegionInScope, cityPrefixOf } from './region-scope';

describe('region scope', () => {
  it('reads the city of a prefix, and none where the prefix is wider than a city', () => {
    expect(cityPrefixOf('320402')).toBe('3204');
    expect(cityPrefixOf('3204')).toBe('3204');
    expect(cityPrefixOf('32')).toBeNull();
    expect(cityPrefixOf('')).toBeNull();
  });

  it('lets a bureau write under its own prefix only', () => {
    const scope = { kind: 'REGION', prefix: '3204' } as const;
    expect(() => assertRegionInScope(scope, '320402')).not.toThrow();
    expect(() => assertRegionInScope(scope, '320102')).toThrow(
      expect.objectContaining({ code: 'REGION_OUT_OF_SCOPE' }),
    );
    expect(() => assertRegionInScope({ kind: 'REGION', prefix: '' }, '320102')).not.toThrow();
  });
});
