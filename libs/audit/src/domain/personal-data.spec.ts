import { citizenIdCheckCharacter } from '@sxbq/kernel';
import { cleared, clearedObject } from './personal-data';

const BODY = '32040219900307123';
const ID_NUMBER = BODY + citizenIdCheckCharacter(BODY);
const PHONE = '13812345678';

describe('what the audit may keep of a value', () => {
  it.each([
    'idNumber',
    'id_number',
    'contactPhone',
    'phone',
    'passwordHash',
    'token',
    'traineeName',
    'personKey',
    'email',
  ])('hides the field %s whatever it holds', (field) =>
    expect(cleared('Agreement', field, 'anything')).toBe('[hidden]'),
  );

  it('hides a person’s name and shows an institution’s', () => {
    expect(cleared('Trainee', 'name', '张三')).toBe('[hidden]');
    expect(cleared('School', 'name', '示例技师学院')).toBe('示例技师学院');
  });

  it('masks ID numbers and phone numbers inside other text', () => {
    expect(cleared('Agreement', 'reason', `学员 ${ID_NUMBER}，电话${PHONE}。`)).toBe(
      `学员 320***********${ID_NUMBER.slice(-4)}，电话138****5678。`,
    );
  });

  it('hides a phone number given as a number', () => {
    expect(cleared('Agreement', 'count', 13812345678)).toBe('[hidden]');
    expect(cleared('Agreement', 'count', 1200)).toBe(1200);
  });

  it('leaves an all-digit 统一社会信用代码 and a plain code alone', () => {
    expect(cleared('Enterprise', 'uscc', '913204115678901234')).toBe('913204115678901234');
    expect(cleared('Agreement', 'code', 'XY-2025-001')).toBe('XY-2025-001');
  });

  it('goes into lists and objects', () => {
    expect(clearedObject('Import', { rows: [{ idNumber: ID_NUMBER, text: PHONE }] })).toEqual({
      rows: [{ idNumber: '[hidden]', text: '138****5678' }],
    });
  });
});
