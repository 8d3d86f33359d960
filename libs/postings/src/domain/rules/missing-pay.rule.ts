import { PostingKind } from '../posting-kind';
import { PostingRule } from './posting-rule';

/**
 * A job and a practice place name their pay: 职业教育法 (2022) 第五十条 asks fair pay for practice, and '面议' tells a
 * graduate nothing. Seats of an order class are schooling and need none.
 */
export const missingPay: PostingRule = ({ kind, salaryMin, salaryMax }) => {
  if (kind === PostingKind.ORDER_CLASS) return [];
  const fields = [
    ...(salaryMin === null ? (['salaryMin'] as const) : []),
    ...(salaryMax === null ? (['salaryMax'] as const) : []),
  ];
  return fields.map((field) => ({
    field,
    rule: 'MISSING_PAY',
    message: '未写明薪酬：请填写月薪下限和上限（元/月），不能只写“面议”。',
  }));
};
