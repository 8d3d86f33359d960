import { citizenIdCheckCharacter } from '@sxbq/kernel';
import { occupationCodeOf } from './occupation-code';
import { idNumberOf, idNumberProblems } from './trainee-list';

/** Fictional numbers: region 999999 does not exist. */
const idNumber = (sequence: string) => {
  const body = `99999919900101${sequence}`;
  return `${body}${citizenIdCheckCharacter(body)}`;
};

describe('ID numbers of a list', () => {
  it('are kept without white space, with a capital X', () => {
    expect(idNumberOf(' 999999 19900101 001x\n')).toBe('99999919900101001X');
  });

  it('are all checked at once, by position', () => {
    const [first, second] = [idNumber('001'), idNumber('002')];
    expect(idNumberProblems([first, '123', second, first, `${second}0`])).toEqual({ invalid: [2, 5], repeated: [4] });
    expect(idNumberProblems([first, second])).toEqual({ invalid: [], repeated: [] });
  });
});

describe('an occupation code', () => {
  it.each([
    ['6-18-01-01', '6-18-01-01'],
    ['6180101', '6-18-01-01'],
    [' 6—18–01-01 ', '6-18-01-01'],
    ['6-18-01', null],
    ['x-18-01-01', null],
    ['', null],
  ])('%j is %s', (text, code) => {
    expect(occupationCodeOf(text)).toBe(code);
  });
});
