import { SKILL_GRADE_TITLES, SkillGrade } from '@sxbq/training/vocabulary';
import { FIT_PART_TITLES, FitPart, FULL, PartValue } from './fit-part';
import { SAME_CITY } from './fit-score';
import { FitWeights } from './fit-weights';
import { Fit } from './suggest-fits';

export interface FitPartExplanation {
  readonly part: FitPart;
  readonly title: string;
  /** Hundredths of a point. */
  readonly points: number;
  readonly weight: number;
  readonly sentence: string;
}

/** Says part by part why a fit has its score. */
export function explainFit(fit: Fit, weights: FitWeights): FitPartExplanation[] {
  return fit.parts.map((value) => {
    const title = FIT_PART_TITLES[value.part];
    const weight = weights[value.part];
    const points = value.value * weight;
    const sentence = `${title}：${reasonOf(value, fit)}，得 ${points / FULL} 分（满分 ${weight} 分）。`;
    return { part: value.part, title, points, weight, sentence };
  });
}

function reasonOf({ part, value, blank }: PartValue, { candidate: { need, school } }: Fit): string {
  const { offer, trainedGrade } = school;
  switch (part) {
    case FitPart.OCCUPATION:
      if (offer !== null) return '学校的培训菜单有该职业';
      return trainedGrade !== null ? '学校曾培训该职业，尚无合适的培训菜单' : '按官方对应表，学校的专业与该职业对口';
    case FitPart.GRADE:
      if (blank) return '需求不限等级';
      if (trainedGrade === null) return '学校尚未培训过该职业';
      return `学校最高培训过${SKILL_GRADE_TITLES[trainedGrade as SkillGrade][1]}，${
        value === FULL ? '不低于' : '低于'
      }需求的等级`;
    case FitPart.SEATS:
      if (offer === null || blank) return '学校未写明名额，视为符合';
      return `剩余名额 ${offer.seats} 个，需求尚缺 ${need.heads} 人`;
    case FitPart.DATES:
      if (blank) return '一方未限定时间，视为符合';
      return value === FULL ? '培训全程在需求的时间之内' : `培训有 ${value}% 的天数在需求的时间之内`;
    case FitPart.DISTRICT:
      if (blank) return '一方未限定地区，视为符合';
      if (value === FULL) return '在需求的地区';
      return value === SAME_CITY ? '与需求的地区同市' : '不在需求的城市';
    case FitPart.PRICE:
      if (blank) return '一方未写明费用，视为符合';
      return `每人 ${offer?.price} 元，不超过上限 ${need.priceCeiling} 元`;
  }
}
