import { AssessmentScheme } from './assessment-scheme';
import { Correction } from './correction';
import { OrganisationFacts, OrganisationRef } from './facts';
import { Marks } from './marks';
import { Ranking } from './ranking';

export const BUNDLE_FORMAT = 'sxbq-ranking/1';

/** What a ranking is computed from, and nothing else. */
export interface RankingInput {
  /** GB/T 2260 code or prefix. */
  readonly region: string;
  readonly year: number;
  /** Id of the assessment run. */
  readonly run: number;
  /** Version of the run: opened again, it becomes the next. */
  readonly version: number;
  readonly schemes: readonly AssessmentScheme[];
  readonly organisations: readonly OrganisationFacts[];
  readonly marks: readonly Marks[];
  readonly corrections: readonly Correction[];
  /**
   * 64 hex digits, drawn once when the facts are frozen and kept with them. Salts every sealed cell, so that a withheld
   * small number cannot be guessed from its hash. Never part of a public version.
   */
  readonly salt: string;
  readonly previous: PreviousBundle | null;
}

export interface PreviousBundle {
  readonly year: number;
  readonly digest: string;
}

/** A published ranking with everything it can be recomputed from. All hashes are SHA-256 in hex. */
export interface RankingBundle extends RankingInput {
  readonly format: typeof BUNDLE_FORMAT;
  readonly ruleSetVersion: string;
  readonly rankings: readonly Ranking[];
  readonly tree: BundleTree;
  /** Over the head: format, region, year, run, version, rule set, schemes, root, previous. */
  readonly digest: string;
  readonly signature: BundleSignature;
  /** Raw Ed25519 key, base64. Says who signed only to whom the key is known from elsewhere. */
  readonly publicKey: string;
}

export interface BundleTree {
  readonly root: string;
  /** Hash of each scheme, in their order. */
  readonly schemes: readonly string[];
  /** By subject, then organisation id. */
  readonly leaves: readonly BundleLeaf[];
}

export interface BundleLeaf extends OrganisationRef {
  readonly hash: string;
  /** Hash of each sealed cell by its path, e.g. 'facts/PARTNERS', 'marks/CURRICULUM', 'goals/PARTNERS'. */
  readonly cells: Readonly<Record<string, string>>;
}

export interface BundleSignature {
  readonly keyId: string;
  readonly algorithm: 'Ed25519';
  /** Base64. */
  readonly value: string;
}
