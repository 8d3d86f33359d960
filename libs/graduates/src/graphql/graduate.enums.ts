import { registerTitledEnum } from '@sxbq/platform/graphql';
import { GRADUATE_SORT_TITLES, GraduateSort } from '../domain/graduate-sort';
import { GRADUATE_STATUS_TITLES, GraduateStatus } from '../domain/graduate-status';

registerTitledEnum(GraduateStatus, 'GraduateStatus', '毕业生状态', GRADUATE_STATUS_TITLES);
registerTitledEnum(GraduateSort, 'GraduateSort', '毕业生列表的顺序', GRADUATE_SORT_TITLES);
