import { PostingKind } from '../posting-kind';
import { PostingRule } from './posting-rule';

/**
 * Pay is not below the minimum wage of the place of work; for practice places 学生实习管理规定 第十八条 has the lowest
 * pay step as its floor too. Which amount holds is a parameter of the region and the day.
 */
export const minimumWage: PostingRule = ({ kind, salaryMin }, { minimumWage: floor }) => {
  if (kind === PostingKind.ORDER_CLASS || salaryMin === null || floor === null || salaryMin >= floor) return [];
  return [
    {
      field: 'salaryMin',
      rule: 'BELOW_MINIMUM_WAGE',
      message: `月薪下限 ${salaryMin} 元低于当地最低工资标准 ${floor} 元，请提高到不低于该标准。`,
    },
  ];
};
