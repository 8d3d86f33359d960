import { Obstacle } from './obstacle';
import { PairScorer } from './pair-scorer';
import { FULL, PartValue, ScorePart } from './score-part';
import type { ScoreWeights } from './score-weights';
import type { ScoringInput } from './scoring-input';

export type Audience = 'GRADUATE' | 'ENTERPRISE';

/** A score in sentences. Null: the pair fails a hard constraint, and the only sentence says which. */
export interface ScoreExplanation {
  /** Sum of the parts that the audience is shown, in hundredths of a point: all of them, 0–10 000, for the graduate. */
  readonly score: number | null;
  readonly parts: readonly PartExplanation[];
  readonly sentences: readonly string[];
}

export interface PartExplanation {
  readonly part: ScorePart;
  readonly title: string;
  /** 0–100 times the weight: hundredths of a point. */
  readonly points: number;
  readonly weight: number;
}

export const SCORE_PART_TITLES: Record<ScorePart, string> = {
  [ScorePart.LINK]: '专业对口',
  [ScorePart.SKILLS]: '工作内容',
  [ScorePart.GRADE]: '技能等级',
  [ScorePart.DISTRICT]: '工作区域',
  [ScorePart.WISHES]: '职业意向',
  [ScorePart.SALARY]: '薪资',
  [ScorePart.HISTORY]: '校企往来',
};

const OBSTACLES: Record<Obstacle, string> = {
  [Obstacle.OCCUPATION_UNRELATED]: '岗位职业与毕业生的专业、证书和意向均无关联。',
  [Obstacle.MAJOR_NOT_ACCEPTED]: '岗位限定专业，毕业生所学专业不在其中。',
  [Obstacle.GRADE_TOO_LOW]: '毕业生的技能等级未达到岗位要求。',
  [Obstacle.DISTRICT_NOT_WANTED]: '工作区域不在毕业生可接受的范围内。',
  [Obstacle.SALARY_TOO_LOW]: '岗位最高薪资低于毕业生的期望。',
};

/** What rests on the graduate's own wishes is theirs: an enterprise is not shown it (个人信息保护法). */
const GRADUATES_OWN: ReadonlySet<ScorePart | Obstacle> = new Set<ScorePart | Obstacle>([
  ScorePart.DISTRICT,
  ScorePart.WISHES,
  ScorePart.SALARY,
  Obstacle.OCCUPATION_UNRELATED,
  Obstacle.DISTRICT_NOT_WANTED,
  Obstacle.SALARY_TOO_LOW,
]);

/**
 * Says why a pair has its score, part by part, or why it has none (个人信息保护法 Art. 24: reasons for an automated
 * decision).
 *
 * @param graduate index  @param posting index
 */
export function explainScore(
  input: ScoringInput,
  weights: ScoreWeights,
  graduate: number,
  posting: number,
  audience: Audience,
): ScoreExplanation {
  const scorer = new PairScorer(input, weights);
  scorer.load(graduate);
  const obstacle = scorer.obstacle(posting);
  if (obstacle !== null) {
    const sentence = isHiddenFrom(audience, obstacle) ? '双方条件不符。' : OBSTACLES[obstacle];
    return { score: null, parts: [], sentences: [sentence] };
  }
  return explainParts(scorer.parts(posting), weights, audience);
}

/** The same from the parts of a score that was computed before. */
export function explainParts(
  values: readonly PartValue[],
  weights: ScoreWeights,
  audience: Audience,
): ScoreExplanation & { readonly score: number } {
  const shown = values.filter(({ part }) => !isHiddenFrom(audience, part));
  const parts = shown.map((value) => explained(value, weights));
  const sentences = shown.map(
    (value, index) =>
      `${parts[index]!.title}：${reasonOf(value)}，得 ${points(parts[index]!.points)} 分（满分 ${parts[index]!.weight} 分）。`,
  );
  if (audience === 'ENTERPRISE') sentences.push('其余得分依据毕业生本人的意愿，不予显示。');
  // The whole sum would tell what the parts that are not shown come to.
  const score = parts.reduce((sum, part) => sum + part.points, 0);
  return { score, parts, sentences };
}

const isHiddenFrom = (audience: Audience, of: ScorePart | Obstacle): boolean =>
  audience === 'ENTERPRISE' && GRADUATES_OWN.has(of);

const explained = ({ part, value }: PartValue, { weights }: ScoreWeights): PartExplanation => ({
  part,
  title: SCORE_PART_TITLES[part],
  points: value * weights[part],
  weight: weights[part],
});

/** At most two decimals, none that are zero. */
const points = (hundredths: number): string => String(hundredths / FULL);

function reasonOf({ part, value, blank }: PartValue): string {
  switch (part) {
    case ScorePart.LINK:
      if (blank) return '岗位不限职业';
      if (value === FULL) return '所学专业或所持证书与岗位职业对口';
      return value > 0 ? '所学专业与岗位职业相关' : '所学专业与岗位职业没有官方对应关系';
    case ScorePart.SKILLS:
      return blank ? '岗位没有对应的技能标准，视为符合' : `已掌握技能标准中权重合计 ${value}% 的工作内容`;
    case ScorePart.GRADE:
      if (blank) return '岗位不限技能等级';
      return value === FULL ? '高出要求两级以上' : value > 60 ? '高出要求一级' : '达到要求的等级';
    case ScorePart.DISTRICT:
      if (blank) return '一方不限区域';
      return value === FULL ? '在首选区域' : '在可接受的区域';
    case ScorePart.WISHES:
      if (blank) return '一方不限职业';
      if (value === FULL) return '是第一意向职业';
      return value > 0 ? '是意向职业之一' : '不在意向职业之内';
    case ScorePart.SALARY:
      if (blank) return '一方未写明薪资';
      return value === FULL ? '最低薪资已达到期望' : '薪资范围可达到期望';
    case ScorePart.HISTORY:
      return value > 0 ? '所在学校与该企业有合作或就业记录' : '所在学校与该企业尚无合作记录';
  }
}
