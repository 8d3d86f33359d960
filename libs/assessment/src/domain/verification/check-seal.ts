import { digestOf, Head, isSigned, schemeHashes } from '../bundle/head';
import { treeRoot } from '../bundle/hashes';
import { Identity } from '../bundle/leaves';
import { AssessmentScheme } from '../model/assessment-scheme';
import { OrganisationRef, organisationKey } from '../model/facts';
import { BundleLeaf, BundleSignature, BundleTree } from '../model/ranking-bundle';
import { Difference, NamedOrganisation, ofBundle } from './difference';

/** What full and public versions have in common. */
export interface Sealed extends Head {
  readonly schemes: readonly AssessmentScheme[];
  readonly tree: BundleTree;
  readonly digest: string;
  readonly signature: BundleSignature;
  readonly publicKey: string;
}

/** A leaf as it comes out, or of a public version as far as it can. */
export interface CheckedLeaf {
  readonly identity: Identity;
  readonly leaf: BundleLeaf;
}

/** Everything above the leaves, each level made from what was recomputed below it. */
export function checkSeal(bundle: Sealed, leaves: readonly CheckedLeaf[]): Difference[] {
  const schemes = schemeHashes(bundle.schemes);
  const root = treeRoot(leaves.map(({ leaf }) => leaf.hash));
  const digest = digestOf(bundle, root, schemes, leaves.length);
  const signed = isSigned(digest, bundle.signature, Buffer.from(bundle.publicKey, 'base64'));
  return [
    ...compareLeaves(bundle.tree.leaves, leaves),
    ...schemes.flatMap((hash, index) => differing(`schemes.${index}`, bundle.tree.schemes[index] ?? null, hash)),
    ...bundle.tree.schemes.slice(schemes.length).map((hash) => ofBundle('SEAL', 'tree.schemes', hash, null)),
    ...differing('tree.root', bundle.tree.root, root),
    ...differing('digest（地区、年度、批次、版本、规则、上一年度）', bundle.digest, digest),
    ...(signed ? [] : [ofBundle('SIGNATURE', `密钥 ${bundle.signature.keyId}`, bundle.signature.value, null)]),
  ];
}

export function nameOf({ subject, organisationId, code, name }: Identity): NamedOrganisation {
  return { subject, organisationId, code, name };
}

function compareLeaves(inBundle: readonly BundleLeaf[], leaves: readonly CheckedLeaf[]): Difference[] {
  const claimed = new Map(inBundle.map((leaf) => [organisationKey(leaf), leaf]));
  const actual = new Set(leaves.map(({ leaf }) => organisationKey(leaf)));
  const strangers = inBundle.filter((leaf) => !actual.has(organisationKey(leaf)));
  const ofLeaves = leaves.flatMap(({ identity, leaf }) =>
    compareLeaf(nameOf(identity), claimed.get(organisationKey(leaf)), leaf),
  );
  const differences = [
    ...ofLeaves,
    ...strangers.map((leaf) => ofBundle('SEAL', `tree.leaves ${organisationKey(leaf)}`, leaf.hash, null)),
  ];
  return differences.length > 0
    ? differences
    : compareOrder(
        inBundle,
        leaves.map(({ leaf }) => leaf),
      );
}

function compareLeaf(organisation: NamedOrganisation, claimed: BundleLeaf | undefined, leaf: BundleLeaf): Difference[] {
  if (!claimed) return [sealDifference(organisation, 'leaf', null, leaf.hash)];
  const paths = new Set([...Object.keys(leaf.cells), ...Object.keys(claimed.cells)]);
  const cells = [...paths].flatMap((path) => {
    const [one, other] = [claimed.cells[path] ?? null, leaf.cells[path] ?? null];
    return one === other ? [] : [sealDifference(organisation, path, one, other)];
  });
  if (claimed.hash === leaf.hash) return cells;
  return [...cells, sealDifference(organisation, 'leaf', claimed.hash, leaf.hash)];
}

function compareOrder(inBundle: readonly OrganisationRef[], leaves: readonly OrganisationRef[]): Difference[] {
  const [one, other] = [inBundle, leaves].map((each) => each.map(organisationKey).join(' ')) as [string, string];
  return one === other ? [] : [ofBundle('SEAL', 'tree.leaves', one, other)];
}

function differing(field: string, inBundle: string | null, recomputed: string): Difference[] {
  return inBundle === recomputed ? [] : [ofBundle('SEAL', field, inBundle, recomputed)];
}

const sealDifference = (
  organisation: NamedOrganisation,
  field: string,
  inBundle: string | null,
  recomputed: string | null,
): Difference => ({ part: 'SEAL', organisation, goal: null, field, inBundle, recomputed });
