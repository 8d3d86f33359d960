import { regionCode } from '../cells/catalogue-codes.kind';
import { code } from '../cells/code.kind';
import { creditCode } from '../cells/identity-codes.kind';
import { phone } from '../cells/phone.kind';
import { personName } from '../cells/person-name.kind';
import { text } from '../cells/text.kind';
import { defineSheet, optional, required, RowOf } from '../sheet-definition';

/** 学校. */
export const schoolSheet = defineSheet({
  key: 'school',
  name: '学校',
  columns: {
    code: required('学校代码', code(32)),
    name: required('学校名称', text(120), { official: true, width: 32 }),
    uscc: optional('统一社会信用代码', creditCode(), { official: true, width: 22 }),
    regionCode: required('区划代码', regionCode(), { official: true }),
    contactName: optional('联系人', personName(60)),
    contactPhone: optional('联系电话', phone(), { width: 16 }),
  },
  naturalKey: ['code'],
  uniqueFields: [['uscc']],
  fact: 'SCHOOL',
});

export type SchoolRow = RowOf<typeof schoolSheet.columns>;
