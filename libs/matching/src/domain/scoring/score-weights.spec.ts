import { parseWeights, SAMPLE_WEIGHTS } from './score-weights';

describe('score weights', () => {
  it('ship as a sample that holds', () => {
    expect(parseWeights(SAMPLE_WEIGHTS)).toEqual(SAMPLE_WEIGHTS);
  });

  it.each<[string, unknown]>([
    ['do not add up to 100', { ...SAMPLE_WEIGHTS, weights: { ...SAMPLE_WEIGHTS.weights, LINK: 26 } }],
    ['leave a part out', { version: 1, weights: { LINK: 100 } }],
    ['name a part that does not exist', { version: 1, weights: { ...SAMPLE_WEIGHTS.weights, AGE: 0 } }],
    ['are negative', { version: 1, weights: { ...SAMPLE_WEIGHTS.weights, LINK: -5, SKILLS: 50 } }],
    ['are fractions', { version: 1, weights: { ...SAMPLE_WEIGHTS.weights, LINK: 24.5, SKILLS: 20.5 } }],
    ['have no version', { weights: SAMPLE_WEIGHTS.weights }],
  ])('are refused when they %s', (_case, data) => {
    expect(() => parseWeights(data)).toThrow(expect.objectContaining({ code: 'SCORE_WEIGHTS_INVALID' }) as Error);
  });
});
