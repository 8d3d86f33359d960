import { z } from 'zod';
import { weightsInvalid } from '../../matching.errors';
import { FULL, ScorePart } from './score-part';

const weight = z.number().int().min(0).max(FULL);

/** Weights as data: whole numbers that add up to 100, so a score is a whole number 0–10 000. */
export const scoreWeights = z.object({
  version: z.number().int().min(1),
  weights: z
    .record(z.enum(ScorePart), weight)
    .refine((weights) => Object.values(weights).reduce((sum, value) => sum + value, 0) === FULL),
});

export type ScoreWeights = z.infer<typeof scoreWeights>;

/** @throws SCORE_WEIGHTS_INVALID naming the places */
export function parseWeights(data: unknown): ScoreWeights {
  const parsed = scoreWeights.safeParse(data);
  if (parsed.success) return parsed.data;
  throw weightsInvalid(parsed.error.issues.map(({ path }) => path.join('.') || '.'));
}

/** 示例: a starting point, no city's own weights. */
export const SAMPLE_WEIGHTS: ScoreWeights = {
  version: 1,
  weights: { LINK: 25, SKILLS: 20, GRADE: 10, DISTRICT: 10, WISHES: 20, SALARY: 10, HISTORY: 5 },
};
