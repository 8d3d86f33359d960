import { registerTitledEnum } from '@sxbq/platform/graphql';
import { TRAINING_SORT_TITLES, TrainingSort } from '../domain/training-sort';

registerTitledEnum(TrainingSort, 'TrainingSort', '企业培训列表的顺序', TRAINING_SORT_TITLES);
