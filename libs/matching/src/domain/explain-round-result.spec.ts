import { ChoiceOutcome } from './deferred-acceptance/choice-outcomes';
import { explainRoundResult } from './explain-round-result';

/** Choices as weighed: postings 11 and 13 are own wishes, 14 was completed. */
const weighed = (placed: number) => ({
  placedChoices: Int32Array.of(placed),
  choiceOffsets: Int32Array.of(0, 3),
  choicePostingIds: Uint32Array.of(11, 13, 14),
  choiceOutcomes: Uint8Array.of(ChoiceOutcome.FILLED, ChoiceOutcome.NOT_RANKED, ChoiceOutcome.FILLED),
  ownChoices: Int32Array.of(2),
});
const wishes = [
  { jobPostingId: 10, rank: 1 },
  { jobPostingId: 11, rank: 2 },
  { jobPostingId: 12, rank: 4 },
  { jobPostingId: 13, rank: 7 },
];

describe('a result by the ranks that were written', () => {
  it('counts wishes that could not take part', () => {
    expect(explainRoundResult(weighed(2), wishes)).toEqual({
      summary: '由第 7 志愿录取。',
      refusals: [
        expect.objectContaining({
          jobPostingId: 10,
          choice: 1,
          sentence: expect.stringContaining('本轮不再参加') as string,
        }),
        { jobPostingId: 11, choice: 2, own: true, sentence: '第 2 志愿：名额已由排名更前的申请人满足。' },
        expect.objectContaining({ jobPostingId: 12, choice: 4 }),
      ],
    });
  });

  it('names nothing below the choice that holds', () => {
    expect(explainRoundResult(weighed(1), wishes).refusals.map(({ jobPostingId }) => jobPostingId)).toEqual([10]);
  });

  it('tells all to who has no place, completions last', () => {
    const { summary, refusals } = explainRoundResult(weighed(0), wishes);
    expect(summary).toBe('本轮未录取，可参加下一轮。');
    expect(refusals.map(({ jobPostingId, own }) => [jobPostingId, own])).toEqual([
      [10, true],
      [11, true],
      [12, true],
      [13, true],
      [14, false],
    ]);
  });
});
