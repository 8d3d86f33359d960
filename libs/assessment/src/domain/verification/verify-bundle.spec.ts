import { publicKeysOf } from '@sxbq/kernel';
import fc from 'fast-check';
import { publicVersionOf } from '../bundle/public-bundle';
import { sealBundle } from '../bundle/seal-bundle';
import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { PublicRankingBundle } from '../model/public-bundle';
import { RankingBundle } from '../model/ranking-bundle';
import { arbitraryRanking } from '../testing/arbitrary-ranking';
import { sampleInput, testKey } from '../testing/sample-input';
import { differenceText } from './difference';
import { BundleVerification, parseBundle, verifyBundle } from './verify-bundle';

type Bundle = RankingBundle | PublicRankingBundle;
type Step = string | number;

const key = testKey('z1', 7);
const lastYear = sealBundle(
  {
    ...sampleInput(),
    year: 2025,
    previous: null,
    schemes: sampleInput().schemes.map((scheme) => ({ ...scheme, year: 2025 })),
  },
  key,
);
const sealed = sealBundle({ ...sampleInput(), previous: { year: 2025, digest: lastYear.digest } }, key);
const published = publicVersionOf(sealed);

/** As a reader gets it. */
const copyOf = <B extends Bundle>(bundle: B): B => JSON.parse(JSON.stringify(bundle)) as B;

const said = ({ differences }: BundleVerification): string[] => differences.map(differenceText);

describe('a bundle as it was sealed', () => {
  it('verifies, every number recomputed', () => {
    expect(verifyBundle(parseBundle(copyOf(sealed)))).toMatchObject({
      intact: true,
      kind: 'FULL',
      organisations: 5,
      withheldCells: 0,
      keyKnown: false,
      previous: 'UNCHECKED',
      differences: [],
    });
  });

  it('verifies against a key known from elsewhere and the bundle of last year, full or public', () => {
    const publicKeys = publicKeysOf(`z0:${testKey('z0', 6).publicKey.toString('base64')},z1:${sealed.publicKey}`);
    for (const previous of [lastYear, publicVersionOf(lastYear)]) {
      expect(verifyBundle(parseBundle(copyOf(sealed)), { publicKeys, previous })).toMatchObject({
        intact: true,
        keyKnown: true,
        previous: 'CHECKED',
      });
    }
  });

  it('verifies in its public version by the same digest and signature', () => {
    const verification = verifyBundle(parseBundle(copyOf(published)));
    expect(said(verification)).toEqual([]);
    expect(verification).toMatchObject({ intact: true, kind: 'PUBLIC', digest: sealed.digest });
    expect(published.signature).toEqual(sealed.signature);
  });
});

describe('any sound scheme, any facts', () => {
  it('sealed and published: both versions verify, and the public one shows no count of few people', () => {
    fc.assert(
      fc.property(arbitraryRanking, ({ scheme, organisations, marks }) => {
        const input = { region: '3204', year: scheme.year, run: 1, version: 1, salt: 'ab'.repeat(32), previous: null };
        const bundle = sealBundle({ ...input, schemes: [scheme], organisations, marks, corrections: [] }, key);
        const shown = publicVersionOf(bundle);
        expect(said(verifyBundle(bundle))).toEqual([]);
        expect(said(verifyBundle(parseBundle(copyOf(shown))))).toEqual([]);
        for (const { facts } of shown.organisations) {
          const few = Object.entries(facts).filter(
            ([code, { value }]) =>
              FACT_CATALOGUE[code as FactCode].people && value !== null && Number(value) > 0 && Number(value) < 5,
          );
          expect(few).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a bundle that was changed', () => {
  it.each([
    ['full', sealed],
    ['public', published],
  ])(
    'one value anywhere in the %s version: it is found and named, or the bundle cannot be read',
    (_, bundle: Bundle) => {
      const places = leavesOf(bundle);
      fc.assert(
        fc.property(fc.constantFrom(...places), fc.nat(), (path, seed) => {
          const changed = changedAt(copyOf(bundle), path, seed);
          let verification: BundleVerification;
          try {
            verification = verifyBundle(parseBundle(changed));
          } catch (error) {
            expect(error).toMatchObject({ code: 'ASSESSMENT_BUNDLE_UNREADABLE' });
            return;
          }
          expect(verification.intact).toBe(false);
          const named = organisationAt(bundle, path);
          if (named === null) return;
          const organisations = verification.differences.map(({ organisation }) => organisation?.organisationId);
          expect(organisations.concat(idsIn(verification))).toContain(named);
        }),
        { numRuns: 150 },
      );
    },
  );

  it.each([
    ['full', sealed],
    ['public', published],
  ])('a whole part left out of the %s version: found', (_, bundle: Bundle) => {
    fc.assert(
      fc.property(fc.constantFrom(...branchesOf(bundle)), (path) => {
        const changed = copyOf(bundle);
        remove(changed, path);
        expect(isAccepted(changed)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('names organisation, goal, field and both values of a score', () => {
    const changed = copyOf(sealed);
    const row = changed.rankings[0]!.rows[1]!;
    const goal = row.goals[0]! as { score: string };
    const right = goal.score;
    goal.score = '15.5';
    expect(verifyBundle(parseBundle(changed)).differences).toContainEqual({
      part: 'RESULT',
      organisation: { subject: 'SCHOOL', organisationId: 2, code: 'S2', name: '示例学校2' },
      goal: 'PARTNERS',
      field: 'score',
      inBundle: '15.5',
      recomputed: right,
    });
  });

  it('names the fact that was changed and every number that comes of it', () => {
    const changed = copyOf(sealed);
    const fact = changed.organisations[0]!.facts[FactCode.SENIOR_CLASSES] as { value: string };
    fact.value = '99.7';
    const found = said(verifyBundle(parseBundle(changed)));
    expect(found).toContainEqual(expect.stringContaining('与封存时不同：学校 S1 示例学校1 · facts/SENIOR_CLASSES'));
    expect(found).toContainEqual(
      '与重新计算的结果不同：学校 S1 示例学校1 · 目标 SENIOR_CLASSES · value：包内 98.7，应为 99.7',
    );
    expect(found).toContainEqual(expect.stringContaining('学校 S1 示例学校1 · score：'));
    expect(found.filter((line) => line.includes('示例学校2'))).toEqual([]);
  });

  it('changed consistently and sealed anew by somebody else: the key is not the known one', () => {
    const forged = sealBundle(
      { ...sampleInput(), corrections: [], previous: { year: 2025, digest: lastYear.digest } },
      testKey('z1', 9),
    );
    expect(verifyBundle(forged).intact).toBe(true);
    expect(said(verifyBundle(forged, { publicKeys: publicKeysOf(`z1:${sealed.publicKey}`) }))).toEqual([
      `签名不符：整包 · 公钥 z1：包内 ${forged.publicKey}，应为 ${sealed.publicKey}`,
    ]);
    expect(verifyBundle(forged, { publicKeys: publicKeysOf(`z2:${sealed.publicKey}`) }).intact).toBe(false);
  });

  it.each<[string, Partial<Bundle>]>([
    ['value', { signature: { ...sealed.signature, value: lastYear.signature.value } }],
    ['key number', { signature: { ...sealed.signature, keyId: 'z2' } }],
    ['key', { publicKey: testKey('z1', 9).publicKey.toString('base64') }],
  ])('bears a signature of another %s', (_, change) => {
    for (const bundle of [sealed, published]) {
      const { differences } = verifyBundle(parseBundle({ ...copyOf(bundle), ...change }));
      expect(differences.map(({ part }) => part)).toEqual(['SIGNATURE']);
    }
  });

  it('hangs on another bundle of last year, or on one that was changed', () => {
    const other = sealBundle({ ...sampleInput(), previous: null, corrections: [] }, key);
    expect(said(verifyBundle(sealed, { previous: other })).map((line) => line.split('：')[1])).toEqual([
      '整包 · previous.digest',
      '整包 · previous.year',
    ]);
    const changed = copyOf(lastYear);
    (changed.organisations[0]!.facts[FactCode.FINDINGS] as { value: string }).value = '9';
    expect(said(verifyBundle(sealed, { previous: changed }))).toEqual([expect.stringContaining('上一年度的包本身')]);
  });
});

describe('what cannot be read', () => {
  it.each([null, 'text', [], {}, { format: 'sxbq-ranking/2' }, { format: 'sxbq-ranking/1' }])('%j', (data) => {
    expect(() => parseBundle(data)).toThrow(expect.objectContaining({ code: 'ASSESSMENT_BUNDLE_UNREADABLE' }) as Error);
  });
});

/** Whether a reader would take it for what was published. */
function isAccepted(bundle: Bundle): boolean {
  try {
    return verifyBundle(parseBundle(bundle)).intact;
  } catch (error) {
    expect(error).toMatchObject({ code: 'ASSESSMENT_BUNDLE_UNREADABLE' });
    return false;
  }
}

/** Paths of all values that are neither lists nor objects. */
function leavesOf(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([name, inner]) =>
    leavesOf(inner, [...path, Array.isArray(value) ? Number(name) : name]),
  );
}

/** Paths of all lists and objects within. */
function branchesOf(value: unknown, path: Step[] = []): Step[][] {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.entries(value).flatMap(([name, each]) =>
    branchesOf(each, [...path, Array.isArray(value) ? Number(name) : name]),
  );
  return path.length === 0 ? inner : [path, ...inner];
}

function at(value: unknown, path: readonly Step[]): Record<Step, unknown> {
  return path.reduce<unknown>((inner, step) => (inner as Record<Step, unknown>)[step], value) as Record<Step, unknown>;
}

function remove(value: unknown, path: readonly Step[]): void {
  const parent = at(value, path.slice(0, -1));
  const last = path.at(-1)!;
  if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
}

/** The bundle with one digit, letter or truth value made another. */
function changedAt<B extends Bundle>(bundle: B, path: readonly Step[], seed: number): B {
  const parent = at(bundle, path.slice(0, -1));
  const last = path.at(-1)!;
  parent[last] = otherValue(parent[last], seed);
  return bundle;
}

function otherValue(value: unknown, seed: number): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1 + (seed % 3);
  if (typeof value !== 'string' || value === '') return '1';
  const place = seed % value.length;
  const digit = value[place]!;
  const other = /\d/.test(digit) ? String((Number(digit) + 1 + (seed % 8)) % 10) : digit === 'a' ? 'b' : 'a';
  return value.slice(0, place) + other + value.slice(place + 1);
}

/** Whose number stands there; null: nobody's own. */
function organisationAt(bundle: Bundle, path: readonly Step[]): number | null {
  for (let length = path.length; length > 0; length--) {
    const branch = at(bundle, path.slice(0, length));
    if (typeof branch === 'object' && branch !== null && 'organisationId' in branch) {
      return branch.organisationId as number;
    }
  }
  return null;
}

/** Ids that are named in words. */
function idsIn(verification: BundleVerification): number[] {
  return said(verification).flatMap((line) =>
    [...line.matchAll(/(?:SCHOOL|ENTERPRISE):(\d+)/g)].map(([, id]) => Number(id)),
  );
}
