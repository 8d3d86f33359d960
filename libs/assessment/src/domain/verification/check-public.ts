import { Cell, correctionPath, factPath, goalCells, hashCells, markPath } from '../bundle/cells';
import { rowsByOrganisation } from '../bundle/holdings';
import { hashOfLeaf } from '../bundle/leaves';
import { FactCode } from '../facts/fact-code';
import { OrganisationRef, organisationKey } from '../model/facts';
import { PublicFact, PublicOrganisation, PublicRankingBundle } from '../model/public-bundle';
import { RankingRow } from '../model/ranking';
import { BundleLeaf } from '../model/ranking-bundle';
import { CheckedLeaf, checkSeal, nameOf } from './check-seal';
import { checkPublicResults } from './check-public-results';
import { Difference, ofBundle } from './difference';

/**
 * A public version: every cell shown is held against its hash, the leaves, root, digest and signature are made again, and
 * what can be scored from what is shown is scored again. Cells withheld are taken by their hash.
 */
export function checkPublic(bundle: PublicRankingBundle): Difference[] {
  const rows = rowsByOrganisation(bundle.rankings);
  const claimed = new Map(bundle.tree.leaves.map((leaf) => [organisationKey(leaf), leaf]));
  const leaves = bundle.organisations.map((organisation) =>
    publicLeaf(
      organisation,
      rows.get(organisationKey(organisation)) ?? null,
      claimed.get(organisationKey(organisation)),
    ),
  );
  return [
    ...strangeRows(bundle),
    ...bundle.organisations.flatMap((organisation, index) => wrongLists(organisation, leaves[index] as CheckedLeaf)),
    ...checkPublicResults(bundle),
    ...checkSeal(bundle, leaves),
  ];
}

function publicLeaf(
  organisation: PublicOrganisation,
  row: RankingRow | null,
  claimed: BundleLeaf | undefined,
): CheckedLeaf {
  const shown = hashCells(shownCells(organisation, row), (path) => organisation.salts[path] ?? '');
  const withheld = organisation.withheld.flatMap((path) => {
    const hash = claimed?.cells[path];
    return hash === undefined || path in shown ? [] : [[path, hash] as const];
  });
  const cells = { ...shown, ...Object.fromEntries(withheld) };
  const {
    facts: _facts,
    marks: _marks,
    corrections: _corrections,
    withheld: _withheld,
    salts: _salts,
    ...who
  } = organisation;
  const { subject, organisationId } = who;
  return { identity: who, leaf: { subject, organisationId, hash: hashOfLeaf(who, row, cells), cells } };
}

function shownCells({ facts, marks, corrections }: PublicOrganisation, row: RankingRow | null): Cell[] {
  return [
    ...(Object.entries(facts) as [FactCode, PublicFact][]).map(([code, content]) => ({
      path: factPath(code),
      content,
    })),
    ...marks.map((content) => ({ path: markPath(content.goal), content })),
    ...corrections.map((content) => ({ path: correctionPath(content.number), content })),
    ...goalCells(row?.goals ?? []),
  ];
}

/** Withheld cells and salts must be of cells there are: what is shown has a salt, what is withheld has none. */
function wrongLists({ withheld, salts, ...organisation }: PublicOrganisation, { leaf }: CheckedLeaf): Difference[] {
  const all = Object.keys(leaf.cells);
  const wanted = { withheld: all.filter((path) => !(path in salts)), salts: all.filter((path) => path in salts) };
  const given = { withheld, salts: Object.keys(salts) };
  return (['withheld', 'salts'] as const).flatMap((list) => {
    const [one, other] = [given, wanted].map((each) => each[list].toSorted().join(' ')) as [string, string];
    if (one === other) return [];
    return [{ ...ofBundle('INPUT', list, one, other), organisation: nameOf(organisation) }];
  });
}

/** Rows of organisations that the bundle does not hold. */
function strangeRows({ rankings, organisations }: PublicRankingBundle): Difference[] {
  const known = new Set(organisations.map(organisationKey));
  return rankings.flatMap(({ subject, rows }) =>
    rows.flatMap(({ organisationId, code, name }) => {
      const ref: OrganisationRef = { subject, organisationId };
      if (known.has(organisationKey(ref))) return [];
      const organisation = nameOf({ ...ref, code, name, regionCode: '', tier: null, joinedOn: null });
      return [{ part: 'RESULT', organisation, goal: null, field: 'row', inBundle: '有', recomputed: '无' } as const];
    }),
  );
}
