import { MajorLinks, majorKey, majorStem, SAME_NAME, SAME_STEM } from './major-links';

describe('occupations of a major by its name', () => {
  it.each([
    ['数控加工（数控铣工）', '数控加工(数控铣工)', '数控'],
    ['光伏工程技术与应用', '光伏工程技术与应用', '光伏'],
    ['机电一体化', '机电一体化', '机电一体化'],
    ['电梯 工程技术', '电梯工程技术', '电梯'],
    ['工程技术', '工程技术', '工程技术'],
  ])('%s is compared as %s and by its stem as %s', (name, key, stem) => {
    expect([majorKey(name), majorStem(name)]).toEqual([key, stem]);
  });

  const links = new MajorLinks([
    ['机电一体化技术', 'A'],
    ['机电一体化技术', 'B'],
    ['机电一体化', 'B'],
    ['烹饪', 'C'],
  ]);

  it('are linked fully by the very name, less by the stem, the closer link counts', () => {
    expect([...links.of('机电一体化')]).toEqual([
      ['B', SAME_NAME],
      ['A', SAME_STEM],
    ]);
    expect([...links.of('机电一体化应用技术')]).toEqual([
      ['A', SAME_STEM],
      ['B', SAME_STEM],
    ]);
  });

  it('are none for a major nobody named', () => expect([...links.of('护理')]).toEqual([]));
});
