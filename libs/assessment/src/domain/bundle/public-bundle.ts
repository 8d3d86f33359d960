import { AssessmentScheme } from '../model/assessment-scheme';
import { FactCode } from '../facts/fact-code';
import { organisationKey } from '../model/facts';
import {
  PUBLIC_BUNDLE_FORMAT,
  PublicCorrection,
  PublicFact,
  PublicMark,
  PublicOrganisation,
  PublicRankingBundle,
} from '../model/public-bundle';
import { RankingBundle } from '../model/ranking-bundle';
import { Cell, cellsOf, goalPath, Holding, saltsOf } from './cells';
import { holdingsOf } from './holdings';
import { withheldPaths } from './suppression';

/** The version of a bundle that anybody may have: same tree, digest and signature, few people withheld. */
export function publicVersionOf(bundle: RankingBundle): PublicRankingBundle {
  const { format: _format, salt, marks: _marks, corrections: _corrections, organisations: _all, ...sealed } = bundle;
  const { rankings } = bundle;
  const holdings = holdingsOf(bundle, rankings);
  const shown = holdings.map((holding) => publicOrganisation(holding, schemeOf(bundle, holding), salt));
  const withheld = new Map(shown.map((each) => [organisationKey(each), new Set(each.withheld)]));
  return {
    format: PUBLIC_BUNDLE_FORMAT,
    ...sealed,
    organisations: shown,
    rankings: rankings.map(({ subject, rows }) => ({
      subject,
      rows: rows.map((row) => {
        const hidden = withheld.get(organisationKey({ subject, organisationId: row.organisationId }));
        return { ...row, goals: row.goals.filter(({ goal }) => !hidden?.has(goalPath(goal))) };
      }),
    })),
  };
}

function schemeOf({ schemes }: RankingBundle, { organisation }: Holding): AssessmentScheme | undefined {
  return schemes.find(({ subject }) => subject === organisation.subject);
}

/** Least number of people that is shown where no scheme says one. */
const DEFAULT_BELOW = 5;

function publicOrganisation(
  holding: Holding,
  scheme: AssessmentScheme | undefined,
  master: string,
): PublicOrganisation {
  const { facts: _facts, ...identity } = holding.organisation;
  const withheld = withheldPaths(holding, scheme, scheme?.suppressBelow ?? DEFAULT_BELOW);
  const cells = cellsOf(holding, master).filter(({ path }) => !withheld.includes(path));
  const salt = saltsOf(identity, master);
  return {
    ...identity,
    facts: Object.fromEntries(under<PublicFact>(cells, 'facts/')) as Partial<Record<FactCode, PublicFact>>,
    marks: under<PublicMark>(cells, 'marks/').map(([, mark]) => mark),
    corrections: under<PublicCorrection>(cells, 'corrections/').map(([, correction]) => correction),
    withheld,
    salts: Object.fromEntries(cells.map(({ path }) => [path, salt(path)])),
  };
}

function under<Content>(cells: readonly Cell[], prefix: string): [name: string, content: Content][] {
  return cells
    .filter(({ path }) => path.startsWith(prefix))
    .map(({ path, content }) => [path.slice(prefix.length), content as Content]);
}
