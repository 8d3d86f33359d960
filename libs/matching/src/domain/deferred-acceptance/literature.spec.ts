import { runRound } from './round-outcome';
import { GALE_SHAPLEY_1, GALE_SHAPLEY_2, NRMP, Published, ROTH_1985 } from './testing/literature';
import { allStableMatchings, naiveMarket } from './testing/naive-market';
import { placesOf } from './testing/places';
import { columnsOf } from './testing/round-rows';

describe('instances of the literature', () => {
  it.each<[string, Published]>([
    ['Gale–Shapley 1962, example 1', GALE_SHAPLEY_1],
    ['Gale–Shapley 1962, example 2', GALE_SHAPLEY_2],
    ['Roth 1985, colleges and students', ROTH_1985],
    ['NRMP, Run a Match', NRMP],
  ])('%s has its published answer', (_name, { rows, answer, stable }) => {
    const outcome = runRound(columnsOf(rows));
    expect(Object.fromEntries(placesOf(outcome))).toEqual(answer);
    if (stable !== null) expect(allStableMatchings(naiveMarket(rows))).toHaveLength(stable);
  });

  it('example 1: everybody who proposes gets the first choice at once', () => {
    expect(runRound(columnsOf(GALE_SHAPLEY_1.rows)).proposals).toBe(3);
  });

  it('example 2: nobody gets a first choice', () => {
    const { rows } = GALE_SHAPLEY_2;
    const outcome = runRound(columnsOf(rows));
    expect([...outcome.placedChoices].every((choice) => choice > 1)).toBe(true);
    const places = placesOf(outcome);
    for (const { id, ranking } of rows.postings) expect(places.get(ranking[0] as number)).not.toBe(id);
  });
});
