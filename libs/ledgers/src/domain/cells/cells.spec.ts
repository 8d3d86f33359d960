import { citizenIdCheckCharacter, unifiedSocialCreditCheckCharacter } from '@sxbq/kernel';
import { industryCode, occupationCode, regionCode } from './catalogue-codes.kind';
import { choice, choicesOf, choiceSet, yesNo } from './choice.kind';
import { code, codeList } from './code.kind';
import { CellProblem, ColumnKind, Dictionaries, FilledCell, NO_DICTIONARIES } from './column-kind';
import { date } from './date.kind';
import { citizenId, creditCode } from './identity-codes.kind';
import { wholeNumber, year } from './number.kind';
import { foldedText } from './cell-text';
import { personName } from './person-name.kind';
import { phone } from './phone.kind';
import { text } from './text.kind';

const dictionaries: Dictionaries = {
  occupationCodes: new Set(['6-18-01-01', '6-31-01-03']),
  industryCodes: new Set(['A', '01', '011', '34', '3421']),
  regionCodes: new Set(['320000', '320400', '320411']),
  coveredProvinces: new Set(['32']),
};

/** The value, or the code of the problem behind an exclamation mark. */
function outcome(kind: ColumnKind<never>, cell: FilledCell): unknown {
  const value: unknown = kind.read(cell, dictionaries);
  return value instanceof CellProblem ? `!${value.code}` : value;
}

const USCC = `91320411K85FF1XQW${unifiedSocialCreditCheckCharacter('91320411K85FF1XQW')}`;
const ID = `32041119900101123${citizenIdCheckCharacter('32041119900101123')}`;
const ID_X = ((): string => {
  for (let serial = 100; ; serial++) {
    const body = `32041119900101${serial}`;
    if (citizenIdCheckCharacter(body) === 'X') return `${body}X`;
  }
})();

describe('date', () => {
  it.each<[FilledCell, string]>([
    [{ date: '2025-03-01' }, '2025-03-01'],
    ['2025-03-01', '2025-03-01'],
    ['2025-3-1', '2025-03-01'],
    ['2025/3/1', '2025-03-01'],
    ['2025.3.1', '2025-03-01'],
    ['2025年3月1日', '2025-03-01'],
    ['2025 年 03 月 01 日', '2025-03-01'],
    ['２０２５－０３－０１', '2025-03-01'],
    ['２０２５年３月１日', '2025-03-01'],
    ['20250301', '2025-03-01'],
    [20250301, '2025-03-01'],
    ['2025-03-01 00:00:00', '2025-03-01'],
    ['2025-03-01T08:30:00.000Z', '2025-03-01'],
    ['2025/3/1 9:05', '2025-03-01'],
    ['2025-08-31T16:00:00.000Z', '2025-09-01'],
    ['2025-08-31T15:59:59Z', '2025-08-31'],
    ['2025-09-01T00:00:00+08:00', '2025-09-01'],
    ['2025-08-31T12:00:00-05:00', '2025-09-01'],
    ['2025-09-01 00:30:00 +0800', '2025-09-01'],
    ['2025/8/31 23:00:00 UTC', '2025-09-01'],
    ['２０２５－０８－３１Ｔ１６：００：００Ｚ', '2025-09-01'],
    ['2025-09-01T00:00:00+08:00[Asia/Shanghai]', '2025-09-01'],
    ['2025-09-01 23:59', '2025-09-01'],
    ['2025年9月1日23:59', '2025-09-01'],
    ['2025-09-01 08:00-09:00', '!DATE_MALFORMED'],
    ['2025-08-31T16:00:00z', '2025-09-01'],
    ['2025-09-01 00:00:00+08', '2025-09-01'],
    ['2025-09-01T00:00+08:00', '2025-09-01'],
    ['2025-09-01T00:00:00.000000000+08:00', '2025-09-01'],
    ['2025-09-01T16:00:00.000Z', '2025-09-02'],
    ['2025-09-01T10:59:59-05:00', '2025-09-01'],
    ['2025-09-01T11:00:00-05:00', '2025-09-02'],
    ['2025 09 01', '2025-09-01'],
    ['2025 - 9 - 1', '2025-09-01'],
    // Not the 15th: a blank between digits divides.
    ['2025-1-1 5', '!DATE_MALFORMED'],
    ['2025-W36-1', '!DATE_MALFORMED'],
    ['2025W361', '!DATE_MALFORMED'],
    ['2025-244', '!DATE_MALFORMED'],
    ['2025244', '!DATE_MALFORMED'],
    [2025244, '!DATE_MALFORMED'],
    ['2025-09-01Z', '!DATE_MALFORMED'],
    ['2025-09-01+08:00', '!DATE_MALFORMED'],
    [-5, '!DATE_MALFORMED'],
    [0.5, '!DATE_MALFORMED'],
    ['12:30', '!DATE_MALFORMED'],
    ['2025-09-01T00:00:00 CST', '!DATE_MALFORMED'],
    ['2025-09-01 24:00', '!DATE_MALFORMED'],
    ['2025-09-01T00:00:00+15:00', '!DATE_MALFORMED'],
    ['  2025-03-01\u00a0', '2025-03-01'],
    ['2024-02-29', '2024-02-29'],
    ['2025-02-29', '!DATE_MALFORMED'],
    ['2025-13-01', '!DATE_MALFORMED'],
    [20250230, '!DATE_MALFORMED'],
    ['2025年3月', '!DATE_MALFORMED'],
    ['25/3/1', '!DATE_MALFORMED'],
    ['3/1/2025', '!DATE_MALFORMED'],
    ['2025-3/1', '!DATE_MALFORMED'],
    ['去年三月', '!DATE_MALFORMED'],
    [45717, '!DATE_MALFORMED'],
    [2025.5, '!DATE_MALFORMED'],
    [true, '!DATE_MALFORMED'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(date() as never, cell)).toBe(expected));
});

describe('whole number', () => {
  const heads = wholeNumber({ min: 0, max: 100_000, unit: '人' });
  it.each<[FilledCell, unknown]>([
    [42, 42],
    [0, 0],
    ['42', 42],
    ['４２', 42],
    ['1,200', 1200],
    ['１，２００', 1200],
    ['12,345', 12345],
    [' 42 人', 42],
    ['42.0', 42],
    ['+5', 5],
    [-1, '!NEGATIVE_NUMBER'],
    ['-1', '!NEGATIVE_NUMBER'],
    ['－１', '!NEGATIVE_NUMBER'],
    [1.5, '!FRACTIONAL_NUMBER'],
    ['1.5', '!FRACTIONAL_NUMBER'],
    [100_001, '!NUMBER_OUT_OF_RANGE'],
    ['1,20', '!NUMBER_MALFORMED'],
    ['四十', '!NUMBER_MALFORMED'],
    ['4 2', 42],
    ['0x10', '!NUMBER_MALFORMED'],
    [true, '!NUMBER_MALFORMED'],
    [{ date: '2025-01-01' }, '!WRONG_TYPE'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(heads as never, cell)).toBe(expected));

  it.each<[FilledCell, unknown]>([
    [2025, 2025],
    ['2025年', 2025],
    ['２０２５', 2025],
    ['2026届', 2026],
    ['2026 年度', 2026],
    ['2026年毕业', 2026],
    // The year of coming, and one that lies in two years.
    ['2026级', '!NUMBER_MALFORMED'],
    ['2026学年', '!NUMBER_MALFORMED'],
    ['2026届3班', '!NUMBER_MALFORMED'],
    ['2026届毕业生', 2026],
    ['2025-2026学年', '!NUMBER_MALFORMED'],
    ['26届', '!NUMBER_OUT_OF_RANGE'],
    [25, '!NUMBER_OUT_OF_RANGE'],
  ])('reads the year %j as %s', (cell, expected) => expect(outcome(year() as never, cell)).toBe(expected));
});

describe('code', () => {
  it.each<[FilledCell, unknown]>([
    ['XY-2025-001', 'XY-2025-001'],
    [' XY 2025\u3000001 ', 'XY2025001'],
    ['ＸＹ－２０２５', 'XY-2025'],
    ['常校企〔2025〕3号', '常校企〔2025〕3号'],
    ["'0101", '0101'],
    ['="0101"', '0101'],
    ['＝"０１０１"', '0101'],
    // The text of a formula is no code: nobody knows its result.
    ['=0101', '!CODE_MALFORMED'],
    ["='0101", '!CODE_MALFORMED'],
    ['＝A1&"01"', '!CODE_MALFORMED'],
    ['="a"&"b"', '!CODE_MALFORMED'],
    ['1.2e+17', '!DIGITS_LOST'],
    [1.2e21, '!DIGITS_LOST'],
    [3204001, '3204001'],
    [123456789012345, '123456789012345'],
    [1234567890123456, '!DIGITS_LOST'],
    ['9.13204E+17', '!DIGITS_LOST'],
    [{ date: '2025-01-01' }, '!DIGITS_LOST'],
    [1.5, '!CODE_MALFORMED'],
    [-1, '!CODE_MALFORMED'],
    ['a,b', '!CODE_MALFORMED'],
    ['x'.repeat(41), '!TEXT_TOO_LONG'],
    [true, '!WRONG_TYPE'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(code(40) as never, cell)).toBe(expected));

  it.each<[FilledCell, unknown]>([
    ['0102、0101', ['0101', '0102']],
    ['0101,0102，0101;0103', ['0101', '0102', '0103']],
    ['0101\n0102', ['0101', '0102']],
    [101, ['101']],
    ['、', []],
    ['0101、1.2E+20', '!DIGITS_LOST'],
  ])('reads the list %j as %j', (cell, expected) => expect(outcome(codeList(32) as never, cell)).toEqual(expected));
});

describe('unified social credit code', () => {
  it.each<[FilledCell, unknown]>([
    [USCC, USCC],
    [USCC.toLowerCase(), USCC],
    [` ${USCC.slice(0, 8)} ${USCC.slice(8)} `, USCC],
    [`${USCC.slice(0, 17)}${USCC.endsWith('1') ? '2' : '1'}`, '!BAD_CHECK_CHARACTER'],
    [USCC.slice(0, 17), '!CODE_MALFORMED'],
    ['91320411O85FF1XQW0', '!CODE_MALFORMED'],
    [9.132041185e17, '!DIGITS_LOST'],
    ['9.13204E+17', '!DIGITS_LOST'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(creditCode() as never, cell)).toBe(expected));
});

describe('citizen ID number', () => {
  it.each<[string, FilledCell, unknown]>([
    ['good', ID, ID],
    ['small x', ID_X.toLowerCase(), ID_X],
    ['full width', ID.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)), ID],
    ['check digit', `${ID.slice(0, 17)}${ID.endsWith('1') ? '2' : '1'}`, '!ID_NUMBER_INVALID'],
    ['no such birthday', '320411199002301234', '!ID_NUMBER_INVALID'],
    ['15 digits', '320411900101123', '!ID_NUMBER_INVALID'],
    ['as a number', 3.20411199001011e17, '!DIGITS_LOST'],
  ])('%s', (_title, cell, expected) => expect(outcome(citizenId() as never, cell)).toBe(expected));

  it('never shows the value in its message', () => {
    const problem = citizenId().read('320411199002301234', NO_DICTIONARIES) as CellProblem;
    expect(problem.message).not.toContain('3204');
  });
});

describe('phone', () => {
  it.each<[FilledCell, unknown]>([
    ['13800005678', '13800005678'],
    [13800005678, '13800005678'],
    ['138 0000 5678', '13800005678'],
    ['138-0000-5678', '13800005678'],
    ['+86 13800005678', '13800005678'],
    ['0519-88888888', '0519-88888888'],
    ['０５１９－８８８８８８８８', '0519-88888888'],
    ['0519 8888 8888', '0519-88888888'],
    ['0519-88888888转123', '0519-88888888-123'],
    ['400 123 4567', '400-123-4567'],
    [51988888888, '!DIGITS_LOST'],
    ['12345', '!PHONE_MALFORMED'],
    ['13800005678/13900005678', '!PHONE_MALFORMED'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(phone() as never, cell)).toBe(expected));
});

describe('catalogue codes', () => {
  it.each<[FilledCell, unknown]>([
    ['320411', '320411'],
    [320411, '320411'],
    ['320411001', '320411001'],
    ['310115', '310115'],
    ['320499', '!UNKNOWN_CODE'],
    ['990101', '!UNKNOWN_CODE'],
    ['3204', '!CODE_MALFORMED'],
    [3204, '!DIGITS_LOST'],
    ['常州市', '!CODE_MALFORMED'],
  ])('reads the region %j as %s', (cell, expected) => expect(outcome(regionCode() as never, cell)).toBe(expected));

  it.each<[FilledCell, unknown]>([
    ['3421', '3421'],
    [3421, '3421'],
    ['C3421', '3421'],
    ['a', 'A'],
    ['011', '011'],
    [11, '!DIGITS_LOST'],
    ['9999', '!UNKNOWN_CODE'],
    ['制造业', '!CODE_MALFORMED'],
  ])('reads the industry %j as %s', (cell, expected) => expect(outcome(industryCode() as never, cell)).toBe(expected));

  it.each<[FilledCell, unknown]>([
    ['6-18-01-01', '6-18-01-01'],
    ['６－１８－０１－０１', '6-18-01-01'],
    [6180101, '6-18-01-01'],
    ['数控车工', '!CODE_MALFORMED'],
  ])('reads the occupation %j as %s', (cell, expected) =>
    expect(outcome(occupationCode() as never, cell)).toBe(expected),
  );
});

describe('choices', () => {
  const kinds = choicesOf({ A: '紧密型合作', B: '联合培养' }, { A: ['紧密'] });
  it.each<[FilledCell, unknown]>([
    ['紧密型合作', 'A'],
    [' 紧密 型合作 ', 'A'],
    ['紧密', 'A'],
    ['a', 'A'],
    ['松散', '!UNKNOWN_CHOICE'],
    [1, '!UNKNOWN_CHOICE'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(choice(kinds) as never, cell)).toBe(expected));

  it.each<[FilledCell, unknown]>([
    ['联合培养、紧密型合作', ['A', 'B']],
    ['联合培养，联合培养', ['B']],
    ['紧密型合作 联合培养', ['A', 'B']],
    ['紧密型合作、别的', '!UNKNOWN_CHOICE'],
    ['、', []],
  ])('reads the set %j as %j', (cell, expected) => expect(outcome(choiceSet(kinds) as never, cell)).toEqual(expected));

  it.each<[FilledCell, unknown]>([
    ['是', true],
    ['√', true],
    ['Y', true],
    ['ｙ', true],
    ['1', true],
    [1, true],
    [true, true],
    ['合格', true],
    ['否', false],
    ['×', false],
    ['n', false],
    [0, false],
    [false, false],
    ['不合格', false],
    ['也许', '!UNKNOWN_CHOICE'],
    [2, '!UNKNOWN_CHOICE'],
  ])('reads yes or no %j as %s', (cell, expected) =>
    expect(outcome(yesNo({ yes: ['合格'], no: ['不合格'] }) as never, cell)).toBe(expected),
  );
});

describe('the name of a person', () => {
  it.each<[FilledCell, string]>([
    ['张示', '张示'],
    ['张　示', '张示'],
    ['张\u00a0 示', '张示'],
    ['张\u200b示\ufeff', '张示'],
    ['示•艾力', '示·艾力'],
    ['示・艾力', '示·艾力'],
    ['示‧艾力', '示·艾力'],
    ['示･艾力', '示·艾力'],
    ['示.艾力', '示·艾力'],
    ['示．艾力', '示·艾力'],
    ['示 · 艾力', '示·艾力'],
    ...Array.from(
      '\u00b7\u02d9\u0387\u1427\u16eb\u2022\u2024\u2027\u2218\u2219\u22c5\u25cf\u2981\u2e30\u2e31\u2e33\u30fb\ua78f\uff65\u{10101}',
      (dot): [FilledCell, string] => [`示${dot}艾力`, '示·艾力'],
    ),
    ['示..艾力', '示·艾力'],
    ['示 . 艾力', '示·艾力'],
    ['张\u2009示\u202f例\u205f', '张示例'],
    ['张\u200d示', '张示'],
    ['张\n示', '张示'],
    ['张\u3164示', '张示'],
    ['Mary\u3000Ann\u00a0Smith', 'Mary Ann Smith'],
    // One person: what Unicode calls the same ideograph, with or without anything else to mend.
    ['示\ufa10', '示\u585a'],
    ['示 \ufa10', '示\u585a'],
    ['示\u{2f800}', '示\u4e3d'],
    ['示葛\u{e0100}', '示葛'],
    ['示神\ufe00', '示神'],
    ['\u2f45示', '方示'],
    // Two: ideographs that only look alike.
    ['示髙', '示髙'],
    ['示\u{20bb7}', '示\u{20bb7}'],
    ['𠮷 𡃁', '𠮷𡃁'],
    ['John  Smith', 'John Smith'],
    ['J. Smith', 'J. Smith'],
    ['张 John', '张 John'],
  ])('reads %j as %s', (cell, expected) => expect(outcome(personName(60) as never, cell)).toBe(expected));

  it('tells characters beyond the basic plane apart as all others', () => {
    expect(foldedText('示𠮷')).not.toBe(foldedText('示𡃁'));
    expect(foldedText('ａé')).toBe(foldedText('AE'));
  });
});

describe('text', () => {
  it.each<[FilledCell, unknown]>([
    ['  张 三\u00a0', '张 三'],
    ['\ufeff李\u200b四', '李四'],
    ['第一行\r\n第二行', '第一行\n第二行'],
    ['=SUM(A1)', '=SUM(A1)'],
    [42, '42'],
    [999_999_999_999_999, '!TEXT_TOO_LONG'],
    [1.5e15, '!DIGITS_LOST'],
    [-1.5e15, '!DIGITS_LOST'],
    [{ date: '2025-03-01' }, '2025-03-01'],
    [true, '!WRONG_TYPE'],
    ['字'.repeat(11), '!TEXT_TOO_LONG'],
  ])('reads %j as %j', (cell, expected) => expect(outcome(text(10) as never, cell)).toBe(expected));
});
