import fc from 'fast-check';
import { explainFit } from './explain-fit';
import { FitCandidate } from './fit-candidate';
import { FitObstacle, obstacleOf } from './fit-obstacle';
import { FIT_PARTS, FULL } from './fit-part';
import { assertFitWeights, FitWeights, SHIPPED_FIT_WEIGHTS } from './fit-weights';
import { suggestFits } from './suggest-fits';
import { arbitraryCandidate } from './testing/arbitrary-fit';
import { naiveSuggestions } from './testing/naive-fit';

const OFFER = {
  offerId: 7,
  grade: 3,
  seats: 20,
  startsOn: '2026-03-01',
  endsOn: '2026-03-10',
  regionCode: '320411',
  price: 1_000,
};
const NEED = {
  heads: 20,
  grade: 3,
  earliestOn: '2026-03-01',
  latestOn: '2026-03-31',
  regionCode: '320411',
  priceCeiling: 2_000,
};
const SCHOOL = { schoolId: 1, regionCode: '320402', offer: OFFER, trainedGrade: 2, majorLinked: true };
const candidate = (need: object = {}, school: object = {}, offer: object | null = {}): FitCandidate => ({
  needId: 5,
  need: { ...NEED, ...need },
  school: { ...SCHOOL, ...school, offer: offer === null ? null : { ...OFFER, ...offer } },
});
const weights = fc
  .tuple(...FIT_PARTS.slice(1).map(() => fc.integer({ min: 0, max: 20 })))
  .map((rest) => [FULL - rest.reduce((sum, weight) => sum + weight, 0), ...rest])
  .map((values) => Object.fromEntries(FIT_PARTS.map((part, at) => [part, values[at]])) as unknown as FitWeights);

describe('suggestions of needs and schools', () => {
  it('are what the plain rules say, of any candidates and weights', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryCandidate, { maxLength: 40 }),
        weights,
        fc.integer({ min: 1, max: 12 }),
        (candidates, given, limit) => {
          const suggested = suggestFits(candidates, given, limit).map(({ needId, schoolId, offer, score }) => ({
            needId,
            schoolId,
            offerId: offer?.offerId ?? null,
            score,
          }));
          expect(suggested).toEqual(naiveSuggestions(candidates, given, limit));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('score between 0 and 10 000, the same in every order, and explain every point', () => {
    fc.assert(
      fc.property(fc.array(arbitraryCandidate, { maxLength: 20 }), (candidates) => {
        const fits = suggestFits(candidates, SHIPPED_FIT_WEIGHTS, 100);
        const inAnyOrder = suggestFits([...candidates].reverse(), SHIPPED_FIT_WEIGHTS, 100);
        expect(inAnyOrder.map(({ score }) => score)).toEqual(fits.map(({ score }) => score));
        for (const fit of fits) {
          const parts = explainFit(fit, SHIPPED_FIT_WEIGHTS);
          expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(fit.score);
          expect(fit.score).toBeGreaterThanOrEqual(0);
          expect(fit.score).toBeLessThanOrEqual(10_000);
          expect(parts.every(({ sentence }) => /^.+：.+，得 [\d.]+ 分（满分 \d+ 分）。$/.test(sentence))).toBe(true);
        }
      }),
    );
  });

  it.each<[string, FitCandidate, FitObstacle | null]>([
    ['all fits', candidate(), null],
    ['a seat is left', candidate({}, {}, { seats: 1 }), null],
    ['no seat is left', candidate({}, {}, { seats: 0 }), FitObstacle.NO_SEATS],
    ['another grade', candidate({ grade: 2 }), FitObstacle.OTHER_GRADE],
    ['any grade', candidate({ grade: null }), null],
    ['ends on the first day', candidate({ earliestOn: '2026-03-10' }), null],
    ['ends the day before', candidate({ earliestOn: '2026-03-11' }), FitObstacle.DATES_APART],
    ['begins on the last day', candidate({ latestOn: '2026-03-01' }), null],
    ['begins the day after', candidate({ latestOn: '2026-02-28' }), FitObstacle.DATES_APART],
    ['at the ceiling', candidate({ priceCeiling: 1_000 }), null],
    ['a yuan more', candidate({ priceCeiling: 999 }), FitObstacle.TOO_DEAR],
    ['no ceiling', candidate({ priceCeiling: null }), null],
    ['no price', candidate({ priceCeiling: 0 }, {}, { price: null }), null],
    ['no offer, but trained before', candidate({}, { majorLinked: false }, null), null],
    ['no offer, but a major', candidate({}, { trainedGrade: null }, null), null],
    [
      'nothing of the occupation',
      candidate({}, { trainedGrade: null, majorLinked: false }, null),
      FitObstacle.OCCUPATION_UNRELATED,
    ],
  ])('%s', (_case, given, obstacle) => expect(obstacleOf(given)).toBe(obstacle));

  it('say why, in numbers', () => {
    const given = candidate({ heads: 30, latestOn: '2026-03-05' }, { trainedGrade: 4 }, { regionCode: '320402' });
    const [fit] = suggestFits([given], SHIPPED_FIT_WEIGHTS, 1);
    expect(fit?.score).toBe(100 * 30 + 50 * 20 + 66 * 15 + 50 * 15 + 50 * 10 + 75 * 10);
    expect(explainFit(fit!, SHIPPED_FIT_WEIGHTS).map(({ sentence }) => sentence)).toEqual([
      '职业：学校的培训菜单有该职业，得 30 分（满分 30 分）。',
      '等级：学校最高培训过中级工，低于需求的等级，得 10 分（满分 20 分）。',
      '名额：剩余名额 20 个，需求尚缺 30 人，得 9.9 分（满分 15 分）。',
      '时间：培训有 50% 的天数在需求的时间之内，得 7.5 分（满分 15 分）。',
      '地区：与需求的地区同市，得 5 分（满分 10 分）。',
      '费用：每人 1000 元，不超过上限 2000 元，得 7.5 分（满分 10 分）。',
    ]);
  });

  it('name the school itself only where none of its offers goes together with the need', () => {
    const bare = candidate({}, {}, null);
    expect(suggestFits([bare, candidate({}, { trainedGrade: null })], SHIPPED_FIT_WEIGHTS, 9)).toMatchObject([
      { offer: { offerId: 7 } },
    ]);
    expect(suggestFits([bare, candidate({}, {}, { seats: 0 })], SHIPPED_FIT_WEIGHTS, 9)).toMatchObject([
      { offer: null },
    ]);
  });
});

describe('weights of a fit', () => {
  it('add up to 100, whole and not negative', () => {
    expect(() => assertFitWeights(SHIPPED_FIT_WEIGHTS)).not.toThrow();
    expect(() => assertFitWeights({ ...SHIPPED_FIT_WEIGHTS, PRICE: 11 })).toThrow('add up to 100');
    expect(() => assertFitWeights({ ...SHIPPED_FIT_WEIGHTS, PRICE: 10.5, DATES: 14.5 })).toThrow('add up to 100');
    expect(() => assertFitWeights({ ...SHIPPED_FIT_WEIGHTS, PRICE: -5, DATES: 30 })).toThrow('add up to 100');
  });
});
