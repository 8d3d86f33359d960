import { isSignedBy, SigningKey } from '@sxbq/kernel';
import { createHash } from 'node:crypto';
import { AssessmentScheme } from '../model/assessment-scheme';
import { BUNDLE_FORMAT, BundleSignature, RankingBundle } from '../model/ranking-bundle';
import { canonicalJson } from './canonical-json';
import { schemeHash, Sha256 } from './hashes';

/** What the digest is over, beside the tree's hashes; public and full versions share it. */
export type Head = Pick<RankingBundle, 'region' | 'year' | 'run' | 'version' | 'ruleSetVersion' | 'previous'>;

export function schemeHashes(schemes: readonly AssessmentScheme[]): Sha256[] {
  return schemes.map((scheme) => schemeHash(canonicalJson(scheme)));
}

export function digestOf(head: Head, root: Sha256, schemes: readonly Sha256[], organisations: number): Sha256 {
  const { region, year, run, version, ruleSetVersion, previous } = head;
  const sealed = { format: BUNDLE_FORMAT, region, year, run, version, ruleSetVersion, previous };
  const text = canonicalJson({ ...sealed, schemes, root, organisations });
  return createHash('sha256').update(text).digest('hex');
}

export function sign(digest: Sha256, key: SigningKey): BundleSignature {
  return { keyId: key.id, algorithm: 'Ed25519', value: key.sign(signedText(digest, key.id)).toString('base64') };
}

export function isSigned(digest: Sha256, { keyId, value }: BundleSignature, publicKey: Buffer): boolean {
  return isSignedBy(publicKey, signedText(digest, keyId), Buffer.from(value, 'base64'));
}

/** The purpose comes first: a signature over anything else is none over a ranking. */
const signedText = (digest: Sha256, keyId: string): string => `${BUNDLE_FORMAT}\n${keyId}\n${digest}`;
