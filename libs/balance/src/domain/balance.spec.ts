import { balanced, byGap } from './balance-row';
import { listedAt } from './shortage-mark';
import { MajorSuggestionKind, majorSuggestions } from './major-suggestion';

const row = (key: string, supply: number, demand: number) => balanced({ key, supply, demand, placed: 0 });

describe('a row of the balance', () => {
  it.each([
    [10, 25, 15, 250],
    [3, 2, -1, 67],
    [3, 1, -2, 33],
    [8, 1, -7, 13],
    [10, 0, -10, 0],
    [0, 5, 5, null],
    [0, 0, 0, null],
  ])('%d graduates and %d places: gap %d, ratio %s', (supply, demand, gap, ratioPercent) => {
    expect(row('x', supply, demand)).toMatchObject({ gap, ratioPercent });
  });

  it('comes before one with a smaller gap', () => {
    const rows = [row('b', 5, 5), row('a', 5, 5), row('c', 1, 9), row('d', 9, 1)];
    expect(rows.sort(byGap).map(({ key }) => key)).toEqual(['c', 'a', 'b', 'd']);
  });
});

describe('a shortage list', () => {
  const list = [
    { rank: 1, occupationCode: '6-18-01-01', name: '车工' },
    { rank: 2, occupationCode: null, name: '工业机器人系统操作员' },
    { rank: 3, occupationCode: '4-06-01-01', name: '物业管理员' },
  ];
  it.each([
    ['by name', '6-18-01-01', ['车工'], 1],
    ['by name where it gives no code', '6-31-07-01', ['工业机器人系统操作员'], 2],
    ['not by a code that means other work in this edition', '4-06-01-01', ['物业管理师'], undefined],
    ['by an older name of the code', '4-06-01-01', ['物业管理师', '物业管理员'], 3],
    ['by the code where the catalogue knows no name', '4-06-01-01', [], 3],
    ['not by a code that nobody lists', '9-99-99-99', [], undefined],
  ])('names an occupation %s', (_how, code, names, rank) => expect(listedAt(list, code, names)?.rank).toBe(rank));
});

describe('suggestions for a school', () => {
  const city = [
    row('数控加工', 20, 30),
    row('工业机器人', 10, 40),
    row('电子商务', 60, 20),
    row('烹饪', 50, 25),
    row('焊接加工', 0, 12),
    row('小众', 1, 5),
    row('', 0, 500),
  ];
  const given = (own: string[]) =>
    majorSuggestions(city, new Set(own)).map(({ kind, majorName }) => `${kind} ${majorName}`);

  it('widen what is scarce, open what others lack, narrow what is ample, greatest gap first', () => {
    expect(given(['数控加工', '电子商务', '烹饪'])).toEqual([
      'NARROW 电子商务',
      'OPEN 工业机器人',
      'NARROW 烹饪',
      'OPEN 焊接加工',
      'WIDEN 数控加工',
    ]);
  });

  it('say nothing of what a school does not have and nobody lacks', () => {
    expect(given([])).not.toContain('NARROW 电子商务');
  });

  it('give their reason in numbers', () => {
    const [first, , , open] = majorSuggestions(city, new Set(['电子商务', '烹饪']));
    expect(first).toMatchObject({
      kind: MajorSuggestionKind.NARROW,
      reason: '“电子商务”专业全市待就业 60 人，空缺岗位 20 个，求人倍率 0.33，多 40 人。',
    });
    expect(open?.reason).toBe('“焊接加工”专业全市待就业 0 人，空缺岗位 12 个，缺 12 人。');
  });
});
