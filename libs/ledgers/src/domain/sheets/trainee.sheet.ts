import { yesNo } from '../cells/choice.kind';
import { code } from '../cells/code.kind';
import { citizenId } from '../cells/identity-codes.kind';
import { personName } from '../cells/person-name.kind';
import { defineSheet, optional, required, RowOf } from '../sheet-definition';

/** 培训学员. */
export const traineeSheet = defineSheet({
  key: 'trainee',
  name: '培训学员',
  columns: {
    trainingCode: required('培训编号', code(40), { width: 18 }),
    name: required('姓名', personName(60)),
    idNumber: required('证件号码', citizenId(), { aliases: ['身份证号', '身份证号码'], width: 22 }),
    certificateNumber: optional('证书编号', code(60), { width: 22 }),
    passed: required('是否合格', yesNo({ yes: ['合格', '通过', '及格'], no: ['不合格', '未通过', '不及格'] }), {
      aliases: ['合格'],
    }),
  },
  naturalKey: ['trainingCode', 'idNumber'],
  references: [{ to: 'training', fields: ['trainingCode'], blame: 'trainingCode' }],
  fact: 'TRAINING',
});

export type TraineeRow = RowOf<typeof traineeSheet.columns>;
