import { PostingKind } from '../posting-kind';
import { PostingRule } from './posting-rule';

/** GB/T 4754-2017: 7262 职业中介服务, 7263 劳务派遣服务. */
const AGENCIES: ReadonlySet<string> = new Set(['7262', '7263']);

/**
 * Practice is arranged by no agency: 职业教育法 (2022) 第五十条 forbids human-resource and dispatch agencies. The
 * programme wants work at the enterprise itself, so their jobs are refused as well.
 */
export const dispatchAgency: PostingRule = ({ kind }, { industryCode }) => {
  if (industryCode === null || !AGENCIES.has(industryCode.replace(/^[A-T]/, ''))) return [];
  const what = kind === PostingKind.INTERNSHIP ? '实习' : '招聘';
  return [
    {
      field: 'kind',
      rule: 'DISPATCH_AGENCY',
      message: `本平台不接受劳务派遣或职业中介机构发布的${what}信息，请由用人单位自行发布。`,
    },
  ];
};
