import { SigningKey } from '@sxbq/kernel';
import { bundleInputInvalid } from '../../assessment.errors';
import { BUNDLE_FORMAT, RankingBundle, RankingInput } from '../model/ranking-bundle';
import { rankAll, RULE_SET_VERSION } from '../ranking/rank-organisations';
import { problem } from '../scheme/scheme-problem';
import { inputDocument } from './bundle-document';
import { canonicalJson } from './canonical-json';
import { cellsOf, saltsOf } from './cells';
import { digestOf, schemeHashes, sign } from './head';
import { treeRoot } from './hashes';
import { holdingsOf } from './holdings';
import { inOrder } from './in-order';
import { inputProblems } from './input-problems';
import { leafOf } from './leaves';

/** Who sealed, over the digest of everything else. */
export type BundleSeal = Pick<RankingBundle, 'signature' | 'publicKey'>;

/** All of a bundle but the seal. */
export type UnsignedBundle = Omit<RankingBundle, keyof BundleSeal>;

/**
 * Scores, ranks and seals. The same input gives the same bytes, in whatever order it comes: Ed25519 signatures are
 * deterministic, and nothing here looks at the time.
 * @throws ASSESSMENT_INPUT_INVALID naming every place that does not fit
 */
export function sealBundle(given: RankingInput, key: SigningKey): RankingBundle {
  const unsigned = unsignedBundle(given);
  return { ...unsigned, ...sealOver(unsigned.digest, key) };
}

/**
 * Scores, ranks and hashes: the digest is there, and nobody has signed it.
 * @throws ASSESSMENT_INPUT_INVALID naming every place that does not fit
 */
export function unsignedBundle(given: RankingInput): UnsignedBundle {
  const input = checked(inOrder(given));
  const rankings = rankAll(input);
  const leaves = holdingsOf(input, rankings).map((holding) => {
    const { organisation, row } = holding;
    return leafOf(organisation, row, cellsOf(holding, input.salt), saltsOf(organisation, input.salt));
  });
  const schemes = schemeHashes(input.schemes);
  const root = treeRoot(leaves.map(({ hash }) => hash));
  const digest = digestOf({ ...input, ruleSetVersion: RULE_SET_VERSION }, root, schemes, leaves.length);
  return {
    format: BUNDLE_FORMAT,
    ruleSetVersion: RULE_SET_VERSION,
    ...input,
    rankings,
    tree: { root, schemes, leaves },
    digest,
  };
}

export function sealOver(digest: string, key: SigningKey): BundleSeal {
  return { signature: sign(digest, key), publicKey: key.publicKey.toString('base64') };
}

/** The bytes of a bundle, full or public. */
export function bundleText(bundle: object): string {
  return canonicalJson(bundle);
}

function checked(input: RankingInput): RankingInput {
  const parsed = inputDocument.safeParse(input);
  if (!parsed.success) {
    throw bundleInputInvalid(
      parsed.error.issues.map(({ path, message }) => problem(path as (string | number)[], message)),
    );
  }
  const problems = inputProblems(parsed.data);
  if (problems.length > 0) throw bundleInputInvalid(problems);
  return parsed.data;
}
