import { registerTitledEnum } from '@sxbq/platform/graphql';
import { SECONDMENT_SORT_TITLES, SecondmentSort } from '../domain/secondment-sort';

registerTitledEnum(SecondmentSort, 'SecondmentSort', '教师挂职列表的顺序', SECONDMENT_SORT_TITLES);
