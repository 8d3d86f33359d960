import fc from 'fast-check';
import { FACT_CATALOGUE } from '../facts/fact-catalogue';
import { FactCode } from '../facts/fact-code';
import { OrganisationFacts } from '../model/facts';
import { RankingRow } from '../model/ranking';
import { schemeProblems } from '../scheme/validate-scheme';
import { ArbitraryRanking, arbitraryRanking, factOf } from '../testing/arbitrary-ranking';
import { naiveRanking } from '../testing/naive-ranking';
import { rankAll } from './rank-organisations';

const rowsOf = ({ scheme, organisations, marks }: ArbitraryRanking): readonly RankingRow[] =>
  rankAll({ schemes: [scheme], organisations, marks, corrections: [] })[0]!.rows;

const rowOf = (ranking: ArbitraryRanking, organisationId: number): RankingRow =>
  rowsOf(ranking).find((row) => row.organisationId === organisationId)!;

describe('scoring and ranking, of any sound scheme and any facts', () => {
  it('are what fractions of whole numbers and counting who is better give', () => {
    fc.assert(
      fc.property(arbitraryRanking, (ranking) => {
        expect(schemeProblems(ranking.scheme)).toEqual([]);
        const rows = [...rowsOf(ranking)].sort((one, other) => one.organisationId - other.organisationId);
        const comparable = rows.map(({ organisationId, rank, score, goals, hardTargetsMet, award }) => ({
          organisationId,
          rank,
          score,
          goals: goals.map((goal) => goal.score),
          hardTargetsMet,
          award,
        }));
        expect(comparable).toEqual(naiveRanking(ranking.scheme, ranking.organisations, ranking.marks));
      }),
      { numRuns: 300 },
    );
  });

  it('do not depend on the order that anything comes in', () => {
    fc.assert(
      fc.property(arbitraryRanking, fc.infiniteStream(fc.nat()), (ranking, lots) => {
        const shuffle = <T>(items: readonly T[]): T[] =>
          items
            .map((item) => ({ item, lot: lots.next().value as number }))
            .sort((one, other) => one.lot - other.lot)
            .map(({ item }) => item);
        const { scheme, organisations, marks } = ranking;
        expect(rowsOf({ scheme, organisations: shuffle(organisations), marks: shuffle(marks) })).toEqual(
          rowsOf(ranking),
        );
      }),
      { numRuns: 200 },
    );
  });

  it('never take points away for a better value', () => {
    fc.assert(
      fc.property(arbitraryRanking, fc.constantFrom(...Object.values(FactCode)), fc.nat(60), (ranking, code, more) => {
        const [first, ...others] = ranking.organisations;
        const fact = first!.facts[code];
        if (!fact || fact.value === null || code === FactCode.FALSIFIED_DATA) return;
        const value = String(Math.max(0, Number(fact.value) + (FACT_CATALOGUE[code].better === 'MORE' ? more : -more)));
        const better: OrganisationFacts = {
          ...first!,
          facts: { ...first!.facts, [code]: factOf(code, value, fact.target) },
        };
        const before = rowOf(ranking, 1);
        const after = rowOf({ ...ranking, organisations: [better, ...others] }, 1);
        before.goals.forEach(({ score }, index) => {
          expect(Number(after.goals[index]!.score)).toBeGreaterThanOrEqual(Number(score));
        });
        if (before.rank !== null) expect(after.rank).toBeLessThanOrEqual(before.rank);
      }),
      { numRuns: 200 },
    );
  });

  it('keep every goal between 0 and its caps, and every number a number', () => {
    fc.assert(
      fc.property(arbitraryRanking, (ranking) => {
        for (const row of rowsOf(ranking)) {
          expect(JSON.stringify(row)).not.toMatch(/NaN|Infinity|undefined|e[+-]\d/);
          row.goals.forEach(({ score, maximum }, index) => {
            expect(Number(score)).toBeGreaterThanOrEqual(0);
            expect(Number(score)).toBeLessThanOrEqual(highest(ranking, index, Number(maximum)) + 1e-9);
          });
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** Most that a goal can come to: its maximum by the highest cap, and each bonus in full; rounding adds half a unit twice. */
function highest({ scheme }: ArbitraryRanking, index: number, maximum: number): number {
  const scorings = scheme.goals[index]!.components.map(({ scoring }) => scoring);
  const proportional = scorings.filter((scoring) => scoring.kind === 'PROPORTIONAL');
  const cap = Math.max(100, ...proportional.map(({ capPercent }) => Number(capPercent)));
  const bonus = proportional.reduce((sum, each) => sum + Number(each.bonus?.cap ?? 0), 0);
  const unit = 10 ** -scheme.decimals;
  return ((maximum + unit / 2) * cap) / 100 + bonus + unit / 2;
}
