import { isDateFormat, isDateFormatCode } from './number-formats';

describe('number formats', () => {
  it.each([
    'yyyy-mm-dd',
    'yyyy\\-mm\\-dd',
    'yyyy/m/d;@',
    'yyyy"年"m"月"d"日";@',
    'yyyy年m月d日',
    '[$-804]yyyy"年"m"月"d"日"',
    '[$-F800]dddd, mmmm dd, yyyy',
    '[DBNum1][$-804]yyyy"年"m"月"d"日";@',
    'm"月"d"日"',
    'mmm-yy',
    'm月',
    'e/m/d',
    '[$-404]e',
    'aaaa',
    'yyyy-mm-dd hh:mm:ss',
    'm/d/yy h:mm AM/PM',
    '[Red]yyyy/m/d',
    'YYYY/M/D',
  ])('%s shows a date', (code) => expect(isDateFormatCode(code)).toBe(true));

  it.each([
    'General',
    'G/通用格式',
    '0',
    '0.00E+00',
    '##0.0E+0',
    '#,##0.00_);[Red](#,##0.00)',
    '"¥"#,##0.00',
    '0"day"',
    '0\\d',
    '@',
    'h:mm',
    'hh:mm:ss AM/PM',
    '[h]:mm:ss',
    '[mm]:ss',
    'mm:ss.0',
    '0.00%',
    '# ?/?',
    '000000',
    '_(* #,##0_);_(* "-"_d;_(@_)',
  ])('%s shows none', (code) => expect(isDateFormatCode(code)).toBe(false));

  it('knows the built-in numbers, those of Chinese systems too', () => {
    const dates = Array.from({ length: 164 }, (_, id) => id).filter((id) => isDateFormat(id, undefined));
    expect(dates).toEqual([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
  });

  it('believes the workbook where it says what a built-in number means', () => {
    expect(isDateFormat(14, '0.00')).toBe(false);
    expect(isDateFormat(44, 'yyyy-mm-dd')).toBe(true);
  });
});
