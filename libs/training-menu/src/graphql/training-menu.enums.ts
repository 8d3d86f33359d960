import { registerTitledEnum } from '@sxbq/platform/graphql';
import { FIT_PART_TITLES, FitPart } from '../domain/fit/fit-part';
import { INTEREST_STEP_TITLES, InterestStep } from '../domain/interest-lifecycle';
import { INTEREST_STATUS_TITLES, InterestStatus, MENU_SIDE_TITLES, MenuSide } from '../domain/interest-status';
import { MENU_SORT_TITLES, MenuSort } from '../domain/menu-sort';
import { MENU_STATUS_TITLES, MenuStatus } from '../domain/menu-status';

registerTitledEnum(MenuStatus, 'TrainingMenuStatus', '培训菜单或需求的状态', MENU_STATUS_TITLES);
registerTitledEnum(MenuSort, 'TrainingMenuSort', '培训菜单或需求列表的顺序', MENU_SORT_TITLES);
registerTitledEnum(MenuSide, 'TrainingMenuSide', '培训对接的一方', MENU_SIDE_TITLES);
registerTitledEnum(InterestStatus, 'TrainingInterestStatus', '培训意向的状态', INTEREST_STATUS_TITLES);
registerTitledEnum(InterestStep, 'TrainingInterestStep', '培训意向的一步办理', INTEREST_STEP_TITLES);
registerTitledEnum(FitPart, 'TrainingFitPart', '培训对接建议的得分项', FIT_PART_TITLES);
