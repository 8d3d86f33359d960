import fc from 'fast-check';
import { AssessmentSubject } from '../model/assessment-subject';
import { RankingInput } from '../model/ranking-bundle';
import { sampleInput, testKey } from '../testing/sample-input';
import { canonicalJson } from './canonical-json';
import { treeRoot } from './hashes';
import { bundleText, sealBundle } from './seal-bundle';

const key = testKey('z1', 7);

describe('canonical JSON', () => {
  it('is that of RFC 8785, section 3.2.3 and appendix B', () => {
    const value: unknown = JSON.parse(
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One",' +
        '"\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
    );
    expect(Object.values(JSON.parse(canonicalJson(value)) as object)).toHaveLength(7);
    expect(canonicalJson(value)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis",' +
        '"€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
    expect(canonicalJson({ 10: null, 9: [1e21, 4.5, 2e-3, 1e-27] })).toBe('{"10":null,"9":[1e+21,4.5,0.002,1e-27]}');
  });

  it('refuses what JSON cannot say', () => {
    expect(() => canonicalJson(NaN)).toThrow();
    expect(() => canonicalJson(undefined)).toThrow();
    expect(() => canonicalJson('\ud800')).toThrow();
  });
});

describe('the tree', () => {
  it('is the one of RFC 9162: known roots of its test vectors', () => {
    expect(treeRoot([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    expect(treeRoot(['6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d'])).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    );
    expect(
      treeRoot([
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      ]),
    ).toBe('fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125');
    expect(
      treeRoot([
        '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
        '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
        '0298d122906dcfc10892cb53a73992fc5b9f493ea4c9badb27b791b4127a7fe7',
      ]),
    ).toBe('aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77');
  });
});

describe('a sealed bundle', () => {
  const sealed = bundleText(sealBundle(sampleInput(), key));

  it('has the same bytes whatever order its input comes in', () => {
    const { organisations, marks, schemes, ...rest } = sampleInput();
    fc.assert(
      fc.property(shuffled(organisations), shuffled(marks), shuffled(schemes), (some, others, plans) => {
        const input: RankingInput = {
          ...rest,
          schemes: plans,
          marks: others.map((each) => ({ ...each, marks: each.marks.toReversed() })),
          organisations: some.map((each) => ({
            ...each,
            facts: Object.fromEntries(Object.entries(each.facts).reverse()),
          })),
        };
        expect(bundleText(sealBundle(input, key))).toBe(sealed);
      }),
      { numRuns: 25 },
    );
  });

  it('has another digest as soon as anything is otherwise', () => {
    const digest = (change: Partial<RankingInput>): string => sealBundle({ ...sampleInput(), ...change }, key).digest;
    const digests = [
      digest({}),
      digest({ version: 2 }),
      digest({ run: 8 }),
      digest({ region: '3205' }),
      digest({ previous: null }),
      digest({ salt: 'ac'.repeat(32) }),
      digest({ corrections: [] }),
      digest({ marks: sampleInput().marks.slice(1) }),
      digest({ organisations: sampleInput().organisations.slice(0, -1) }),
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  it.each<[string, Partial<RankingInput>, string]>([
    [
      'an organisation twice',
      { organisations: sampleInput().organisations.toSpliced(1, 0, sampleInput().organisations[0]!) },
      'organisations.1',
    ],
    ['a scheme of another year', { year: 2027 }, 'schemes.0.year'],
    ['a mark of a stranger', { organisations: sampleInput().organisations.slice(1), corrections: [] }, 'marks.0'],
    [
      'two schemes for schools',
      { schemes: [sampleInput().schemes[0]!, sampleInput().schemes[0]!] },
      'schemes.1.subject',
    ],
    [
      'a correction of what was not so',
      { corrections: sampleInput().corrections.map((each) => ({ ...each, from: '17' })) },
      'corrections.0.from',
    ],
    [
      'a final mark that the marks do not give',
      { marks: sampleInput().marks.map((each) => ({ ...each, final: '83' })) },
      'marks.0.final',
    ],
    [
      'a mark above 100',
      { marks: sampleInput().marks.map((each) => ({ ...each, moderated: '100.1', final: '100.1' })) },
      'marks.0.moderated',
    ],
    ['a number that is not canonical', { organisations: [withValue('1.0')] }, 'organisations.0.facts.PARTNERS.value'],
    ['a negative number', { organisations: [withValue('-1')] }, 'organisations.0.facts.PARTNERS.value'],
    ['NaN', { organisations: [withValue('NaN')] }, 'organisations.0.facts.PARTNERS.value'],
  ])('is not made of %s', (_, change, path) => {
    const input: RankingInput = { ...sampleInput(), ...change };
    expect(() => sealBundle(input, key)).toThrow(
      expect.objectContaining({
        code: 'ASSESSMENT_INPUT_INVALID',
        details: { problems: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
      }) as Error,
    );
  });
});

function withValue(value: string): RankingInput['organisations'][number] {
  const organisation = sampleInput().organisations[0]!;
  const { PARTNERS } = organisation.facts;
  expect(organisation.subject).toBe(AssessmentSubject.SCHOOL);
  return { ...organisation, facts: { PARTNERS: { ...PARTNERS!, value } } };
}

function shuffled<Item>(items: readonly Item[]): fc.Arbitrary<Item[]> {
  return fc.shuffledSubarray([...items], { minLength: items.length });
}
