import { DomainError } from '@sxbq/kernel';
import { createHash } from 'node:crypto';
import { isSigned } from '../domain/bundle/head';
import { publicVersionOf } from '../domain/bundle/public-bundle';
import { bundleText, sealBundle } from '../domain/bundle/seal-bundle';
import { AssessmentScheme, OrganisationFacts, RankingBundle, RankingInput } from '../domain/model';
import { compareSchemes } from '../domain/movement/compare-schemes';
import { rankAll } from '../domain/ranking/rank-organisations';
import { sampleInput, testKey } from '../domain/testing/sample-input';
import { compareInThread, rankInThread, sealInThread } from './ranking-threads';

/** A thread compiles its sources when tests run; a busy machine takes its time. */
jest.setTimeout(60_000);

const key = testKey('z1', 7);
const sample = sampleInput();
const scheme = sample.schemes[0] as AssessmentScheme;
const otherScheme: AssessmentScheme = { ...scheme, goals: scheme.goals.toReversed(), decimals: 0 };

function province(schools: number): RankingInput {
  const [first, second] = sample.organisations as [OrganisationFacts, OrganisationFacts];
  const organisations = Array.from({ length: schools }, (_, index): OrganisationFacts => ({
    ...(index % 3 === 0 ? second : first),
    organisationId: index + 1,
    code: `S${index + 1}`,
  }));
  return { ...sample, schemes: [scheme], organisations, marks: [], corrections: [] };
}

/** The longest time that this event loop stood still while something was under way, and how long that took. */
async function standstill<Result>(
  work: () => Promise<Result>,
): Promise<{ result: Result; longest: number; ms: number }> {
  const begun = performance.now();
  let [longest, last] = [0, begun];
  const turn = (): void => {
    const now = performance.now();
    [longest, last] = [Math.max(longest, now - last), now];
  };
  const turning = setInterval(turn, 1);
  const result = await work().finally(() => clearInterval(turning));
  turn();
  return { result, longest, ms: performance.now() - begun };
}

describe('sealing in a thread', () => {
  it('gives the bytes of sealing here, both versions, signed by the owner', async () => {
    const { content, publicContent, sha256, ...sealed } = await sealInThread(sampleInput(), key);
    const bundle = sealBundle(sampleInput(), key);
    expect(Buffer.from(content).toString()).toBe(bundleText(bundle));
    expect(Buffer.from(publicContent).toString()).toBe(bundleText(publicVersionOf(bundle)));
    expect(sha256).toBe(createHash('sha256').update(bundleText(bundle)).digest('hex'));
    expect(sealed).toEqual({ digest: bundle.digest, publicKey: key.publicKey.toString('base64') });
    const { digest, signature } = JSON.parse(Buffer.from(content).toString()) as RankingBundle;
    expect(isSigned(digest, signature, key.publicKey)).toBe(true);
  });

  it('lets this event loop go on: it never stands still as long as sealing here takes', async () => {
    const input = province(600);
    const here = await standstill(() => Promise.resolve(bundleText(sealBundle(input, key))));
    const beside = await standstill(() => sealInThread(input, key));
    expect(Buffer.from(beside.result.content).toString()).toBe(here.result);
    expect(here.longest).toBeGreaterThan(here.ms * 0.9);
    expect(beside.longest).toBeLessThan(beside.ms / 2);
  });

  it('refuses input with the same coded error', async () => {
    const input: RankingInput = { ...sampleInput(), year: 2027 };
    const error = await sealInThread(input, key).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(DomainError);
    expect(error).toMatchObject({
      kind: 'CONFLICT',
      code: 'ASSESSMENT_INPUT_INVALID',
      details: { problems: expect.arrayContaining([expect.objectContaining({ path: 'schemes.0.year' })]) as unknown },
    });
    expect(() => sealBundle(input, key)).toThrow((error as DomainError).message);
  });

  it('fails with what went wrong inside', async () => {
    const broken = { ...sampleInput(), organisations: [null] } as unknown as RankingInput;
    await expect(sealInThread(broken, key)).rejects.toThrow(/TypeError[^]*in-order/);
  });
});

describe('ranking in a thread', () => {
  it.each([3, 400])('ranks %d schools as ranking here', async (schools) => {
    expect(await rankInThread(province(schools))).toEqual(rankAll(province(schools)));
  });

  it.each([3, 400])('compares schemes over %d schools as comparing here', async (schools) => {
    const { organisations } = province(schools);
    const moves = await compareInThread(organisations, scheme, otherScheme);
    expect(moves).toHaveLength(schools);
    expect(moves).toEqual(compareSchemes(organisations, scheme, otherScheme));
  });

  it('lets this event loop go on', async () => {
    const input = province(1_000);
    const here = await standstill(() => Promise.resolve(rankAll(input)));
    const beside = await standstill(() => rankInThread(input));
    expect(beside.result).toEqual(here.result);
    expect(beside.longest).toBeLessThan(beside.ms / 2);
  });
});
