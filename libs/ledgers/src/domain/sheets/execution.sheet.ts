import { yesNo } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { date } from '../cells/date.kind';
import { wholeNumber } from '../cells/number.kind';
import { text } from '../cells/text.kind';
import { defineSheet, optional, required, RowOf } from '../sheet-definition';

/** 执行记录: something done under an agreement's plan. */
export const executionSheet = defineSheet({
  key: 'execution',
  name: '执行记录',
  columns: {
    agreementCode: required('协议编号', code(40), { width: 18 }),
    code: required('记录编号', code(40)),
    occurredOn: required('活动日期', date()),
    activityKind: required('活动类型', text(60)),
    participants: optional('参与人数', wholeNumber({ min: 0, max: 1_000_000, unit: '人' })),
    description: optional('内容', text(1_000), { width: 40 }),
    verified: required('已核验', yesNo({ yes: ['已核验', '已'], no: ['未核验', '未'] }), {
      aliases: ['是否核验', '是否已核验'],
      official: true,
    }),
  },
  naturalKey: ['agreementCode', 'code'],
  references: [{ to: 'agreement', fields: ['agreementCode'], blame: 'agreementCode' }],
  fact: 'EXECUTION',
});

export type ExecutionRow = RowOf<typeof executionSheet.columns>;
