import { Correction } from './correction';
import { Fact, OrganisationFacts } from './facts';
import { Marks } from './marks';
import { FactCode } from '../facts/fact-code';
import { RankingBundle } from './ranking-bundle';

export const PUBLIC_BUNDLE_FORMAT = 'sxbq-ranking-public/1';

/**
 * The bundle as anybody may have it: same tree, digest and signature, but counts of few people, evidence ids, markers,
 * single marks and reasons of objections are there by their hashes alone.
 */
export interface PublicRankingBundle extends Omit<
  RankingBundle,
  'format' | 'organisations' | 'marks' | 'corrections' | 'salt'
> {
  readonly format: typeof PUBLIC_BUNDLE_FORMAT;
  readonly organisations: readonly PublicOrganisation[];
}

export interface PublicOrganisation extends Omit<OrganisationFacts, 'facts'> {
  readonly facts: Readonly<Partial<Record<FactCode, PublicFact>>>;
  readonly marks: readonly PublicMark[];
  readonly corrections: readonly PublicCorrection[];
  /** Paths of cells of which only the hash in the tree is shown. */
  readonly withheld: readonly string[];
  /** Salt of each cell that is shown. */
  readonly salts: Readonly<Record<string, string>>;
}

/** evidence: its hash. */
export type PublicFact = Omit<Fact, 'evidence'> & { readonly evidence: string };

/** sheet: hash over the single marks and what the moderator decided. */
export interface PublicMark extends Pick<Marks, 'goal' | 'final'> {
  readonly sheet: string;
}

/** grounds: hash over reason and number of the objection. */
export interface PublicCorrection extends Pick<Correction, 'target' | 'from' | 'to'> {
  /** Place among the organisation's corrections, from 0. */
  readonly number: number;
  readonly grounds: string;
}
