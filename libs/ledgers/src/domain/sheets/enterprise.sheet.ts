import {
  ENTERPRISE_KIND_TITLES,
  ENTERPRISE_SIZE_TITLES,
  EnterpriseKind,
  EnterpriseSize,
} from '@sxbq/enterprises/vocabulary';
import { industryCode, regionCode } from '../cells/catalogue-codes.kind';
import { choice, choicesOf } from '../cells/choice.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { phone } from '../cells/phone.kind';
import { personName } from '../cells/person-name.kind';
import { text } from '../cells/text.kind';
import { defaulted, defineSheet, optional, required, RowOf } from '../sheet-definition';

const kinds = choicesOf(ENTERPRISE_KIND_TITLES, {
  [EnterpriseKind.ASSOCIATION]: ['协会', '行业组织'],
  [EnterpriseKind.CLUSTER]: ['集群', '产业园区'],
});
const sizes = choicesOf(ENTERPRISE_SIZE_TITLES, {
  [EnterpriseSize.LARGE]: ['大', '大型企业'],
  [EnterpriseSize.MEDIUM]: ['中', '中型企业'],
  [EnterpriseSize.SMALL]: ['小', '小型企业'],
  [EnterpriseSize.MICRO]: ['微', '微型企业'],
});

/** 企业. An empty 类型 means an enterprise. */
export const enterpriseSheet = defineSheet({
  key: 'enterprise',
  name: '企业',
  columns: {
    uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
    name: required('企业名称', text(120), { width: 32 }),
    kind: defaulted('类型', choice(kinds), EnterpriseKind.ENTERPRISE),
    industryCode: optional('行业代码', industryCode()),
    size: optional('规模', choice(sizes)),
    regionCode: required('区划代码', regionCode()),
    contactName: optional('联系人', personName(60)),
    contactPhone: optional('联系电话', phone(), { width: 16 }),
  },
  naturalKey: ['uscc'],
  fact: 'ENTERPRISE',
});

export type EnterpriseRow = RowOf<typeof enterpriseSheet.columns>;
