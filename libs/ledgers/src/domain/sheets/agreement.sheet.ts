import { AGREEMENT_KIND_TITLES, AgreementKind } from '@sxbq/agreements/vocabulary';
import { choicesOf, choiceSet } from '../cells/choice.kind';
import { code, codeList } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { text } from '../cells/text.kind';
import { defineSheet, notBefore, optional, required, RowOf } from '../sheet-definition';

const kinds = choicesOf(AGREEMENT_KIND_TITLES, {
  [AgreementKind.CLOSE]: ['紧密合作', '紧密型', '紧密'],
  [AgreementKind.JOINT_TRAINING]: ['联合办学', '校企联合培养'],
  [AgreementKind.ORDER_CLASS]: ['订单培养', '订单', '冠名班'],
  [AgreementKind.INTERNSHIP]: ['实习', '实习实训基地', '实训基地'],
  [AgreementKind.APPRENTICESHIP]: ['新型学徒制', '企业新型学徒制', '学徒'],
});

const columns = {
  code: required('协议编号', code(40), { width: 18 }),
  schoolCode: required('学校代码', code(32)),
  uscc: required('统一社会信用代码', creditCode(), { width: 22 }),
  kinds: required('协议类型', choiceSet(kinds), { width: 24 }),
  majorCodes: optional('覆盖专业', codeList(32), { width: 20 }),
  signedOn: required('签订日期', date()),
  effectiveFrom: required('生效日期', date()),
  effectiveTo: optional('终止日期', date()),
  filedOn: optional('备案日期', date(), { official: true }),
  terminatedOn: optional('解除日期', date(), { official: true }),
  planName: optional('方案名称', text(200), { width: 32 }),
  planApprovedOn: optional('方案批准日期', date(), { official: true }),
};

/** 协议, with its plan (校企合作方案). */
export const agreementSheet = defineSheet({
  key: 'agreement',
  name: '协议',
  columns,
  naturalKey: ['code'],
  references: [
    { to: 'school', fields: ['schoolCode'], blame: 'schoolCode' },
    { to: 'enterprise', fields: ['uscc'], blame: 'uscc' },
    { to: 'major', fields: ['schoolCode', 'majorCodes'], blame: 'majorCodes' },
  ],
  checks: [
    notBefore<AgreementRow>('effectiveTo', 'effectiveFrom', '终止日期早于生效日期，请核对两个日期。'),
    notBefore<AgreementRow>('terminatedOn', 'signedOn', '解除日期早于签订日期，请核对两个日期。'),
  ],
  fact: 'AGREEMENT',
});

export type AgreementRow = RowOf<typeof columns>;
