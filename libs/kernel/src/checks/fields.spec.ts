import { DomainError } from '../errors/domain-error';
import {
  assertDateOrder,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  checkedPhone,
  checkedRegionPrefix,
  checkedText,
  checkedUnifiedSocialCreditCode,
  checkedWholeNumber,
} from './fields';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as DomainError).code;
  }
  return 'accepted';
};

describe('field checks', () => {
  it.each([
    [
      'text is trimmed and its inner white space single',
      () => checkedText('名称', '  示例　 技师\n学院 ', 10),
      '示例 技师 学院',
    ],
    ['blank optional text is null', () => checkedOptionalText('联系人', ' 　', 10), null],
    ['code', () => checkedCode('代码', ' A-01 ', 10), 'A-01'],
    ['date', () => checkedDate('日期', '2024-02-29'), '2024-02-29'],
    ['whole number at the edge', () => checkedWholeNumber('人数', 0, 0, 9), 0],
    ['credit code in lower case', () => checkedUnifiedSocialCreditCode('91320411k85ff1xqw0'), '91320411K85FF1XQW0'],
    ['mobile phone', () => checkedPhone('138 1234 5678'), '13812345678'],
    ['fixed line with full-width brackets', () => checkedPhone('（0519）85123456'), '(0519)85123456'],
    ['region prefix', () => checkedRegionPrefix('3204'), '3204'],
  ])('%s', (_case, work, kept) => {
    expect(work()).toEqual(kept);
  });

  it.each([
    ['FIELD_REQUIRED', () => checkedText('名称', ' 　 ', 10)],
    ['FIELD_TOO_LONG', () => checkedText('名称', '字'.repeat(11), 10)],
    ['CODE_MALFORMED', () => checkedCode('代码', 'A 1', 10)],
    ['DATE_MALFORMED', () => checkedDate('日期', '2023-02-29')],
    ['NUMBER_OUT_OF_RANGE', () => checkedWholeNumber('人数', -1, 0, 9)],
    ['NUMBER_OUT_OF_RANGE', () => checkedWholeNumber('人数', 1.5, 0, 9)],
    ['NUMBER_OUT_OF_RANGE', () => checkedWholeNumber('人数', Number.NaN, 0, 9)],
    ['USCC_INVALID', () => checkedUnifiedSocialCreditCode('91320411K85FF1XQW1')],
    ['USCC_INVALID', () => checkedUnifiedSocialCreditCode(null)],
    ['PHONE_MALFORMED', () => checkedPhone('138****5678')],
    ['PHONE_MALFORMED', () => checkedPhone('------------')],
    ['REGION_PREFIX_MALFORMED', () => checkedRegionPrefix('32%')],
    ['DATE_ORDER', () => assertDateOrder('开班日期', '2024-01-02', '结业日期', '2024-01-01')],
  ])('%s', (code, work) => {
    expect(codeOf(work)).toBe(code);
  });

  it('takes the same day and an open end as in order', () => {
    expect(codeOf(() => assertDateOrder('起', '2024-01-02', '止', '2024-01-02'))).toBe('accepted');
    expect(codeOf(() => assertDateOrder('起', '2024-01-02', '止', null))).toBe('accepted');
  });
});
