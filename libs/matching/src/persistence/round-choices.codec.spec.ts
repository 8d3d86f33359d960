import { explainPlacement } from '../domain/deferred-acceptance/explain-placement';
import { runRound } from '../domain/deferred-acceptance/round-outcome';
import { NRMP } from '../domain/deferred-acceptance/testing/literature';
import { columnsOf } from '../domain/deferred-acceptance/testing/round-rows';
import { packChoices, unpackChoices } from './round-choices.codec';

describe('choices in bytes', () => {
  it('explain every graduate as the whole outcome does', () => {
    const outcome = runRound(columnsOf(NRMP.rows));
    for (let graduate = 0; graduate < outcome.graduateIds.length; graduate++) {
      expect(explainPlacement(unpackChoices(packChoices(outcome, graduate)), 0)).toEqual(
        explainPlacement(outcome, graduate),
      );
    }
  });

  it('take a byte more for none that was never looked at', () => {
    const one = {
      placedChoices: Int32Array.of(1),
      choiceOffsets: Int32Array.of(0, 20),
      choicePostingIds: new Uint32Array(20).fill(4_000_000_000),
      choiceOutcomes: new Uint8Array(20).fill(1),
      ownChoices: Int32Array.of(20),
    };
    expect(packChoices(one, 0)).toHaveLength(11);
    expect(explainPlacement(unpackChoices(packChoices(one, 0)), 0).postingId).toBe(4_000_000_000);
  });
});
