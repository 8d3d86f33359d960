import { registerTitledEnum } from '@sxbq/platform/graphql';
import { SCORE_PART_TITLES } from '../domain/scoring/explain-score';
import { ScorePart } from '../domain/scoring/score-part';

registerTitledEnum(ScorePart, 'ScorePart', '评分的一项', SCORE_PART_TITLES);
