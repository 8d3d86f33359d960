import { explainPlacement } from './explain-placement';
import { runRound } from './round-outcome';
import { columnsOf } from './testing/round-rows';

const outcome = runRound(
  columnsOf({
    graduates: [
      { id: 1, wishes: [10] },
      { id: 2, wishes: [10, 20, 30], completes: true },
      { id: 3, wishes: [10, 20] },
      { id: 4, wishes: [] },
    ],
    postings: [
      { id: 10, capacity: 1, ranking: [1, 2, 3] },
      { id: 20, capacity: 5, ranking: [1] },
      { id: 30, capacity: 5, ranking: [], completes: true },
      { id: 40, capacity: 1, ranking: [], completes: true },
    ],
    scores: [{ graduateId: 2, postingId: 40, score: 100 }],
  }),
);

describe('explaining a placement', () => {
  it('says why each higher choice did not hold', () => {
    const { postingId, summary, refusals } = explainPlacement(outcome, 1);
    expect([postingId, summary]).toEqual([40, '由第 4 位（按匹配得分补全）录取。']);
    expect(refusals.map(({ postingId: id, own, sentence }) => [id, own, sentence])).toEqual([
      [10, true, '第 1 志愿：名额已由排名更前的申请人满足。'],
      [20, true, '第 2 志愿：该岗位未将申请人列入排序。'],
      [30, true, '第 3 志愿：不符合条件。'],
    ]);
  });

  it('says so when there is no place, no refusal, or no wish', () => {
    expect(explainPlacement(outcome, 0)).toEqual({ postingId: 10, summary: '由第 1 志愿录取。', refusals: [] });
    expect(explainPlacement(outcome, 2)).toMatchObject({
      postingId: null,
      summary: '本轮未录取，可参加下一轮。',
      refusals: [{ choice: 1 }, { choice: 2 }],
    });
    expect(explainPlacement(outcome, 3)).toEqual({
      postingId: null,
      summary: '没有填报志愿，本轮未参加撮合。',
      refusals: [],
    });
  });

  it('tells nobody anything of anybody else', () => {
    for (let graduate = 0; graduate < outcome.graduateIds.length; graduate++) {
      const { refusals, postingId } = explainPlacement(outcome, graduate);
      const own = outcome.choicePostingIds.subarray(
        outcome.choiceOffsets[graduate],
        outcome.choiceOffsets[graduate + 1],
      );
      for (const refusal of refusals) {
        expect(Object.keys(refusal).sort()).toEqual(['choice', 'outcome', 'own', 'postingId', 'sentence']);
        expect(own).toContain(refusal.postingId);
      }
      if (postingId !== null) expect(own).toContain(postingId);
    }
  });
});
