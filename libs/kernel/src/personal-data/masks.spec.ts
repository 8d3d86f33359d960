import { Mask, MASKS } from './masks';

const cases: readonly (readonly [Mask, string, string])[] = [
  ['ID_NUMBER', '320402199001011234', '320***********1234'],
  ['ID_NUMBER', '1234', '****'],
  ['PHONE', '13812345678', '138****5678'],
  ['NAME', '王小明', '王**'],
  ['NAME', '', ''],
  ['EMAIL', 'wang@example.com', 'w***@example.com'],
  ['EMAIL', 'wang', '****'],
  ['ADDRESS', '江苏省常州市天宁区和平路1号', '江苏省常州市****'],
  ['DATE', '1990-01-01', '1990-**-**'],
];

describe('masks', () => {
  it.each(cases)('%s of %s is %s, and stays so when masked again', (mask, clear, masked) => {
    expect(MASKS[mask](clear)).toBe(masked);
    expect(MASKS[mask](masked)).toBe(masked);
  });
});
