import { PublicKeys } from '@sxbq/kernel';
import { z } from 'zod';
import { bundleUnreadable } from '../../assessment.errors';
import { bundleDocument, publicBundleDocument } from '../bundle/bundle-document';
import { PublicRankingBundle, PUBLIC_BUNDLE_FORMAT } from '../model/public-bundle';
import { BUNDLE_FORMAT, RankingBundle } from '../model/ranking-bundle';
import { RULE_SET_VERSION } from '../ranking/rank-organisations';
import { problem } from '../scheme/scheme-problem';
import { checkFull } from './check-full';
import { checkPublic } from './check-public';
import { Difference, ofBundle } from './difference';

export interface VerifyOptions {
  /** Keys known from elsewhere; left out: the bundle's own key, which shows that nothing changed since, not who signed. */
  readonly publicKeys?: PublicKeys;
  /** Last year's bundle, full or public. */
  readonly previous?: RankingBundle | PublicRankingBundle;
}

export interface BundleVerification {
  readonly intact: boolean;
  /** FULL: every number was recomputed; PUBLIC: every number that nothing withheld takes part in. */
  readonly kind: 'FULL' | 'PUBLIC';
  readonly region: string;
  readonly year: number;
  readonly run: number;
  readonly version: number;
  readonly digest: string;
  readonly organisations: number;
  /** Cells that a public version shows by their hash alone. */
  readonly withheldCells: number;
  readonly keyId: string;
  /** Whether the signature was held against a key known from elsewhere. */
  readonly keyKnown: boolean;
  /** NONE: the bundle is the first of its chain; UNCHECKED: last year's was not given. */
  readonly previous: 'NONE' | 'UNCHECKED' | 'CHECKED';
  readonly differences: readonly Difference[];
}

/** @throws ASSESSMENT_BUNDLE_UNREADABLE naming the places where it has not the shape of a bundle */
export function parseBundle(data: unknown): RankingBundle | PublicRankingBundle {
  const format = z.object({ format: z.enum([BUNDLE_FORMAT, PUBLIC_BUNDLE_FORMAT]) }).safeParse(data);
  if (!format.success)
    throw bundleUnreadable([problem(['format'], `应为 ${BUNDLE_FORMAT} 或 ${PUBLIC_BUNDLE_FORMAT}`)]);
  const document = format.data.format === BUNDLE_FORMAT ? bundleDocument : publicBundleDocument;
  const parsed = document.safeParse(data, { error: z.locales.zhCN().localeError });
  if (parsed.success) return parsed.data;
  throw bundleUnreadable(parsed.error.issues.map(({ path, message }) => problem(path as (string | number)[], message)));
}

/** Recomputes a bundle and names everything that differs. */
export function verifyBundle(
  bundle: RankingBundle | PublicRankingBundle,
  options: VerifyOptions = {},
): BundleVerification {
  const differences = [
    ...ruleSetDifferences(bundle),
    ...keyDifferences(bundle, options.publicKeys),
    ...previousDifferences(bundle, options.previous),
    ...(bundle.format === BUNDLE_FORMAT ? checkFull(bundle) : checkPublic(bundle)),
  ];
  const { region, year, run, version, digest, signature, organisations } = bundle;
  return {
    intact: differences.length === 0,
    kind: bundle.format === BUNDLE_FORMAT ? 'FULL' : 'PUBLIC',
    region,
    year,
    run,
    version,
    digest,
    organisations: organisations.length,
    withheldCells: bundle.format === BUNDLE_FORMAT ? 0 : withheldCells(bundle),
    keyId: signature.keyId,
    keyKnown: options.publicKeys !== undefined,
    previous: bundle.previous === null ? 'NONE' : options.previous ? 'CHECKED' : 'UNCHECKED',
    differences,
  };
}

type AnyBundle = RankingBundle | PublicRankingBundle;

function ruleSetDifferences({ ruleSetVersion }: AnyBundle): Difference[] {
  if (ruleSetVersion === RULE_SET_VERSION) return [];
  return [ofBundle('INPUT', 'ruleSetVersion', ruleSetVersion, RULE_SET_VERSION)];
}

/** The key that the bundle carries must be the one that is known under its number. */
function keyDifferences({ signature, publicKey }: AnyBundle, known: PublicKeys | undefined): Difference[] {
  if (!known) return [];
  const key = known.get(signature.keyId)?.toString('base64') ?? null;
  return key === publicKey ? [] : [ofBundle('SIGNATURE', `公钥 ${signature.keyId}`, publicKey, key)];
}

function previousDifferences({ previous, region, year }: AnyBundle, given: AnyBundle | undefined): Difference[] {
  if (!given) return [];
  const differences: Difference[] = [];
  if (previous?.digest !== given.digest) {
    differences.push(ofBundle('PREVIOUS', 'previous.digest', previous?.digest ?? null, given.digest));
  }
  if (previous?.year !== given.year || given.year >= year) {
    differences.push(
      ofBundle('PREVIOUS', 'previous.year', previous ? String(previous.year) : null, String(given.year)),
    );
  }
  if (given.region !== region) differences.push(ofBundle('PREVIOUS', 'region', region, given.region));
  // A digest says something only of a bundle that is itself as it was sealed; its rules may be last year's.
  const broken = verifyBundle(given).differences.filter(({ part }) => part === 'SEAL' || part === 'SIGNATURE').length;
  if (broken > 0) differences.push(ofBundle('PREVIOUS', '上一年度的包本身', `${broken} 处不符`, '完好'));
  return differences;
}

function withheldCells({ organisations }: PublicRankingBundle): number {
  return organisations.reduce((sum, { withheld }) => sum + withheld.length, 0);
}
