import { sheetOf } from '../domain/sheets';
import { NumberNotices } from './number-notices';

const row = (rowNumber: number, values: Record<string, string | null> | null) => ({
  rowNumber,
  values,
  key: null,
  faults: [],
});

describe('numbers of persons in the free texts of a ledger', () => {
  it('are told with file, sheet, column and rows, without the numbers', () => {
    const notices = new NumberNotices(sheetOf('posting'));
    for (let number = 2; number < 14; number++)
      notices.note(row(number, { description: '电话 138 1234 5678', title: '车工' }));
    notices.note(row(14, { description: '无', title: '110105194912310021', code: '13812345678', uscc: '13812345678' }));
    notices.note(row(15, null));
    const warnings = notices.warnings('a.xlsx', '招聘岗位');
    expect(warnings.map(({ file, sheet, column }) => [file, sheet, column])).toEqual([
      ['a.xlsx', '招聘岗位', warnings[0]?.column],
      ['a.xlsx', '招聘岗位', warnings[1]?.column],
    ]);
    expect(warnings[0]?.message).toMatch(
      /^工作表“招聘岗位”第 2、3、4、5、6、7、8、9、10、11 行 等 12 行的“.+”中含有手机号码或身份证号码/,
    );
    expect(warnings[1]?.message).toContain('第 14 行的');
    expect(JSON.stringify(warnings)).not.toMatch(/1381234|5678|1949/);
  });

  it('that come masked, as screens show them, are told as lost', () => {
    const notices = new NumberNotices(sheetOf('posting'));
    notices.note(row(2, { description: '电话 138****5678', title: '车工', code: '138****5678' }));
    const [warning, ...more] = notices.warnings('a.xlsx', '招聘岗位');
    expect(more).toEqual([]);
    expect(warning?.message).toMatch(/^工作表“招聘岗位”第 2 行的“.+”中含有隐去几位的号码.+已被覆盖/);
  });

  it('are none on a sheet without them', () => {
    const notices = new NumberNotices(sheetOf('trainee'));
    notices.note(row(2, { name: '王小明', idNumber: '110105194912310021', certificateNumber: 'S13812345678' }));
    expect(notices.warnings('a.csv', '培训学员')).toEqual([]);
  });
});
