import { cityPrefixOf, narrowerRegion } from './region';
import { assertRegionInScope } from './region-scope';

describe('region scope', () => {
  it('reads the city of a prefix, and none where the prefix is wider than a city', () => {
    expect(cityPrefixOf('320402')).toBe('3204');
    expect(cityPrefixOf('3204')).toBe('3204');
    expect(cityPrefixOf('32')).toBeNull();
    expect(cityPrefixOf('')).toBeNull();
  });

  it('finds what two prefixes have in common', () => {
    expect(narrowerRegion('3204', '320402')).toBe('320402');
    expect(narrowerRegion('320402', '32')).toBe('320402');
    expect(narrowerRegion('3204', '3205')).toBeNull();
  });

  it('lets a bureau write under its own prefix only', () => {
    const scope = { kind: 'REGION', prefix: '3204' } as const;
    expect(() => assertRegionInScope(scope, '320402')).not.toThrow();
    expect(() => assertRegionInScope(scope, '320102')).toThrow(
      expect.objectContaining({ code: 'REGION_OUT_OF_SCOPE' }),
    );
    expect(() => assertRegionInScope({ kind: 'REGION', prefix: '' }, '320102')).not.toThrow();
    const school = { kind: 'SCHOOL', schoolId: 1, regionPrefix: '3204' } as const;
    expect(() => assertRegionInScope(school, '320402')).toThrow(
      expect.objectContaining({ code: 'REGION_OUT_OF_SCOPE' }),
    );
    const districts = { kind: 'REGIONS', prefixes: ['320402', '320404'] } as const;
    expect(() => assertRegionInScope(districts, '320404')).not.toThrow();
    expect(() => assertRegionInScope(districts, '320405')).toThrow(
      expect.objectContaining({ code: 'REGION_OUT_OF_SCOPE' }),
    );
  });
});
