import { registerTitledEnum } from '@sxbq/platform/graphql';
import { SCORE_PART_TITLES } from '../domain/scoring/explain-score';
import { ScorePart } from '../domain/scoring/score-part';
import { OVERRIDE_DECISION_TITLES, OverrideDecision } from '../domain/suggestions/override-decision';
import { SUGGESTION_RUN_STATUS_TITLES, SuggestionRunStatus } from '../domain/suggestions/run-status';

registerTitledEnum(ScorePart, 'ScorePart', '评分的一项', SCORE_PART_TITLES);
registerTitledEnum(OverrideDecision, 'SuggestionDecision', '对推荐的人工决定', OVERRIDE_DECISION_TITLES);
registerTitledEnum(SuggestionRunStatus, 'SuggestionRunStatus', '推荐计算的状态', SUGGESTION_RUN_STATUS_TITLES);
