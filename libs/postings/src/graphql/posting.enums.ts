import { registerTitledEnum } from '@sxbq/platform/graphql';
import { registerEnumType } from '@nestjs/graphql';
import { POSTING_FIELD_TITLES, PostingField } from '../domain/posting-content';
import { POSTING_KIND_TITLES, PostingKind } from '../domain/posting-kind';
import { POSTING_SORT_TITLES, PostingSort } from '../domain/posting-sort';
import { POSTING_STATUS_TITLES, PostingStatus } from '../domain/posting-status';
import { VETTING_STATUS_TITLES, VettingStatus } from '../domain/vetting-status';
import { WORK_SHIFT_TITLES, WorkShift } from '../domain/work-shift';

registerTitledEnum(PostingKind, 'PostingKind', '招聘类型', POSTING_KIND_TITLES);
registerTitledEnum(PostingStatus, 'PostingStatus', '岗位状态', POSTING_STATUS_TITLES);
registerTitledEnum(PostingSort, 'PostingSort', '岗位列表的顺序', POSTING_SORT_TITLES);
registerTitledEnum(WorkShift, 'WorkShift', '班次', WORK_SHIFT_TITLES);
registerTitledEnum(VettingStatus, 'VettingStatus', '用人单位审核结果', VETTING_STATUS_TITLES);

/** What came of writing a posting by the enterprise's own number. */
export enum PutOutcome {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  UNCHANGED = 'UNCHANGED',
}
registerEnumType(PutOutcome, { name: 'PutOutcome', description: '写入结果：新建、修改、没有变化' });

/** The fields of a posting by name, as marks of a rejection name them. */
export const POSTING_FIELDS = Object.keys(POSTING_FIELD_TITLES) as PostingField[];
