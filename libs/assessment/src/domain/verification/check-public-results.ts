import { factPath, goalPath } from '../bundle/cells';
import { rowsByOrganisation } from '../bundle/holdings';
import { FactCode } from '../facts/fact-code';
import { AssessmentScheme } from '../model/assessment-scheme';
import { Correction } from '../model/correction';
import { Fact, OrganisationFacts, organisationKey } from '../model/facts';
import { Marks } from '../model/marks';
import { PublicFact, PublicOrganisation, PublicRankingBundle } from '../model/public-bundle';
import { Ranking, RankingRow } from '../model/ranking';
import { compareRows } from '../ranking/order';
import { rankAll } from '../ranking/rank-organisations';
import { isUnranked } from '../scoring/joining';
import { compareGoals } from './compare-results';
import { compareValues } from './compare-values';
import { Difference, NamedOrganisation, ofBundle } from './difference';

/** Scores that can be had from what is shown, and the order of the rows by the scores that are stated. */
export function checkPublicResults(bundle: PublicRankingBundle): Difference[] {
  const computed = rowsByOrganisation(rankAll(withoutWithheld(bundle)));
  const stated = rowsByOrganisation(bundle.rankings);
  const ofRows = bundle.organisations.flatMap((organisation) => {
    const scheme = bundle.schemes.find(({ subject }) => subject === organisation.subject);
    const [claimed, actual] = [stated, computed].map((rows) => rows.get(organisationKey(organisation)));
    return scheme ? checkRow(scheme, organisation, claimed, actual) : [];
  });
  return [...ofRows, ...bundle.rankings.flatMap((ranking) => checkOrder(bundle, ranking))];
}

function checkRow(
  scheme: AssessmentScheme,
  organisation: PublicOrganisation,
  claimed: RankingRow | undefined,
  actual: RankingRow | undefined,
): Difference[] {
  const { subject, organisationId, code, name, withheld } = organisation;
  const who: NamedOrganisation = { subject, organisationId, code, name };
  if (!claimed || !actual) return [{ ...ofBundle('RESULT', 'row', '无', '有'), organisation: who }];
  const shown = actual.goals.filter(({ goal }) => !withheld.includes(goalPath(goal)));
  const [one, other] = [claimed, actual].map((row) => computable(scheme, organisation, row));
  const ofRow = compareValues(one, other).map((each) => ({
    ...ofBundle('RESULT', each.path, each.one, each.other),
    organisation: who,
  }));
  return [...ofRow, ...compareGoals(who, claimed.goals, shown)];
}

/** The fields of a row that nothing withheld takes part in. */
function computable({ goals }: AssessmentScheme, { withheld }: PublicOrganisation, row: RankingRow): object {
  const { organisationId, code, name, vetoes, score, hardTargetsMet } = row;
  const goalWithheld = goals.some((goal) => withheld.includes(goalPath(goal.code)));
  const hardWithheld = goals.some(({ hardTarget }) => hardTarget !== null && withheld.includes(factPath(hardTarget)));
  const always = { organisationId, code, name, vetoes };
  return { ...always, ...(goalWithheld ? {} : { score }), ...(hardWithheld ? {} : { hardTargetsMet }) };
}

/** Each row against the one before it: ranks fall as scores and tie-breaks do, equals share one. */
function checkOrder({ schemes, organisations }: PublicRankingBundle, { subject, rows }: Ranking): Difference[] {
  const scheme = schemes.find((each) => each.subject === subject);
  if (!scheme) return [ofBundle('RESULT', `rankings ${subject}`, '有', null)];
  const unranked = new Set(
    organisations
      .filter((each) => each.subject === subject && isUnranked(each, scheme))
      .map((each) => each.organisationId),
  );
  const ranked = rows.filter(({ organisationId }) => !unranked.has(organisationId));
  const places = new Map(ranked.map((row, index) => [row, index]));
  return rows.flatMap((row) => {
    const index = places.get(row);
    const expected = index === undefined ? [null] : possibleRanks(scheme, ranked, index);
    if (expected.includes(row.rank)) return [];
    const { organisationId, code, name, rank } = row;
    const recomputed = expected.map(String).join(' 或 ');
    const difference = ofBundle('RESULT', 'rank', rank === null ? null : String(rank), recomputed);
    return [{ ...difference, organisation: { subject, organisationId, code, name } }];
  });
}

/** One rank, or two where a withheld goal decides whether two rows tie; none where the row stands too low. */
function possibleRanks(scheme: AssessmentScheme, rows: readonly RankingRow[], index: number): (number | null)[] {
  const [row, before] = [rows[index] as RankingRow, rows[index - 1]];
  if (before === undefined) return [1];
  const order = compareRows(scheme, before, row);
  if (order === null) return [index + 1, before.rank];
  if (order > 0) return [];
  return order === 0 ? [before.rank] : [index + 1];
}

/** What is shown, as an input: a withheld fact, mark or correction is not there. */
function withoutWithheld({ schemes, organisations }: PublicRankingBundle): Parameters<typeof rankAll>[0] {
  return {
    schemes,
    organisations: organisations.map(shownFacts),
    marks: organisations.flatMap(shownMarks),
    corrections: organisations.flatMap(shownCorrections),
  };
}

function shownFacts({ facts, ...organisation }: PublicOrganisation): OrganisationFacts {
  const shown = (Object.entries(facts) as [FactCode, PublicFact][]).map(([code, fact]): [FactCode, Fact] => [
    code,
    { ...fact, evidence: [] },
  ]);
  return { ...organisation, facts: Object.fromEntries(shown) };
}

function shownMarks({ subject, organisationId, marks }: PublicOrganisation): Marks[] {
  return marks.map(({ goal, final }) => ({ subject, organisationId, goal, marks: [], moderated: final, final }));
}

function shownCorrections({ subject, organisationId, corrections }: PublicOrganisation): Correction[] {
  return corrections.map(({ target, from, to, number }) => ({
    subject,
    organisationId,
    target,
    from,
    to,
    reason: '',
    objectionId: number,
  }));
}
