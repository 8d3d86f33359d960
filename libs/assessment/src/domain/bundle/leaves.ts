import { OrganisationFacts } from '../model/facts';
import { RankingRow } from '../model/ranking';
import { BundleLeaf } from '../model/ranking-bundle';
import { canonicalJson } from './canonical-json';
import { Cell, hashCells } from './cells';
import { leafHash, Sha256 } from './hashes';

/** Who the organisation is and where it stands: shown to everybody. */
export type Identity = Omit<OrganisationFacts, 'facts'>;
export type Outcome = Omit<RankingRow, 'goals'>;

export function leafOf(
  identity: Identity,
  row: Outcome | null,
  cells: readonly Cell[],
  saltFor: (path: string) => string,
): BundleLeaf {
  const hashes = hashCells(cells, saltFor);
  const { subject, organisationId } = identity;
  return { subject, organisationId, hash: hashOfLeaf(identity, row, hashes), cells: hashes };
}

/** Over identity, outcome and the hashes of all cells, so that it can be made again where cells are withheld. */
export function hashOfLeaf(identity: Identity, row: Outcome | null, cells: Readonly<Record<string, Sha256>>): Sha256 {
  const { subject, organisationId, code, name, regionCode, tier, joinedOn } = identity;
  const who = { subject, organisationId, code, name, regionCode, tier, joinedOn };
  return leafHash(canonicalJson({ ...who, outcome: row && outcomeOf(row), cells }));
}

function outcomeOf({ rank, score, hardTargetsMet, award, vetoes }: Outcome): object {
  return { rank, score, hardTargetsMet, award, vetoes };
}
