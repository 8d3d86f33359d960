import { PostingKind } from '../posting-kind';
import { WorkShift } from '../work-shift';
import { PostingRule } from './posting-rule';

const BY_NIGHT: ReadonlySet<WorkShift | null> = new Set([WorkShift.NIGHT, WorkShift.ROTATING]);

/**
 * Students in practice work no nights (上海市职业教育条例 (2018), and alike in 学生实习管理规定); where the trade cannot
 * do without, the school files the case, and an officer decides outside these rules.
 */
export const studentProtection: PostingRule = ({ kind, shift }) =>
  kind === PostingKind.INTERNSHIP && BY_NIGHT.has(shift)
    ? [{ field: 'shift', rule: 'INTERN_AT_NIGHT', message: '实习岗位不得安排夜班，请改为白班。' }]
    : [];
