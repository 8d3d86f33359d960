import { Mask, maskPersonalNumbers, MASKS } from './masks';

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

describe('personal numbers inside other text', () => {
  it.each([
    ['学员 11010519491231002X，电话13812345678。', '学员 110***********002X，电话138****5678。'],
    ['{"value":"110105194912310021"}', '{"value":"110***********0021"}'],
    ['913204115678901234', '913204115678901234'],
    ['took 0.13812345678 s, id 1381234567, at 1718000000000', 'took 0.13812345678 s, id 1381234567, at 1718000000000'],
  ])('%s', (text, masked) => expect(maskPersonalNumbers(text)).toBe(masked));
});
