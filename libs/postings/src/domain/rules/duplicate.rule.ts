import { PostingRule } from './posting-rule';

/** The same work offered twice would count twice in the city's demand. */
export const duplicate: PostingRule = (_content, { sameAs }) =>
  sameAs.length === 0
    ? []
    : [
        {
          field: 'title',
          rule: 'DUPLICATE',
          message: `与本企业的岗位 ${sameAs.slice(0, 3).join('、')} 重复，请修改原岗位的人数，或写明不同之处。`,
        },
      ];
