import { registerTitledEnum } from '@sxbq/platform/graphql';
import { CLASS_LEVEL_TITLES, ClassLevel } from '../domain/class-level';
import { SCHOOL_CLASS_SORT_TITLES, SCHOOL_SORT_TITLES, SchoolClassSort, SchoolSort } from '../domain/school-sort';
import { SCHOOL_TIER_TITLES, SchoolTier } from '../domain/school-tier';

registerTitledEnum(SchoolTier, 'SchoolTier', '技工院校层次', SCHOOL_TIER_TITLES);
registerTitledEnum(ClassLevel, 'ClassLevel', '班级培养层次', CLASS_LEVEL_TITLES);
registerTitledEnum(SchoolSort, 'SchoolSort', '学校列表的顺序', SCHOOL_SORT_TITLES);
registerTitledEnum(SchoolClassSort, 'SchoolClassSort', '班级列表的顺序', SCHOOL_CLASS_SORT_TITLES);
