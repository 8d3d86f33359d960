import { plainFileName } from './plain-file-name';

describe('plainFileName', () => {
  it.each([
    ['C:\\资料\\学校.csv', '学校.csv'],
    ['../../学校.csv', '学校.csv'],
    ['学\u0000校\r\n.csv', '学校.csv'],
    ['  ', '未命名'],
    [`${'长'.repeat(300)}.xlsx`, `${'长'.repeat(195)}.xlsx`],
  ])('%s', (given, fileName) => expect(plainFileName(given)).toEqual({ fileName, warnings: [] }));

  it.each([
    ['证明 13912345678.pdf', '证明 139****5678.pdf'],
    ['13812345678_张三.csv', '138****5678_张三.csv'],
    ['11010519491231002X.pdf', '110***********002X.pdf'],
  ])('masks the numbers of people and says so: %s', (given, fileName) => {
    const plain = plainFileName(given);
    expect(plain.fileName).toBe(fileName);
    expect(plain.warnings).toHaveLength(1);
  });
});
