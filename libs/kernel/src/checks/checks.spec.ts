import { citizenIdCheckCharacter, isCitizenIdNumber } from './citizen-id-number';
import { isUnifiedSocialCreditCode, unifiedSocialCreditCheckCharacter } from './unified-social-credit-code';

describe('统一社会信用代码 (GB 32100-2015)', () => {
  it('computes the check character, also where it is 0', () => {
    expect(unifiedSocialCreditCheckCharacter('91320411K85FF1XQW')).toBe('0');
    expect(isUnifiedSocialCreditCode('91320411K85FF1XQW0')).toBe(true);
  });

  it.each([
    ['a wrong check character', '91320411K85FF1XQW1'],
    ['a character that is not of the alphabet', '91320411I85FF1XQW0'],
    ['lower case', '91320411k85ff1xqw0'],
    ['17 characters', '91320411K85FF1XQW'],
    ['19 characters', '91320411K85FF1XQW00'],
    ['nothing', ''],
  ])('refuses %s', (_what, code) => {
    expect(isUnifiedSocialCreditCode(code)).toBe(false);
  });

  it('notices every single wrong character', () => {
    const code = '91320411K85FF1XQW0';
    for (let at = 0; at < 18; at++) {
      const other = code[at] === '7' ? '8' : '7';
      expect(isUnifiedSocialCreditCode(code.slice(0, at) + other + code.slice(at + 1))).toBe(false);
    }
  });
});

describe('居民身份证号码 (GB 11643-1999)', () => {
  const body = '32040419900229123';

  it('computes the check character', () => {
    expect(citizenIdCheckCharacter('11010519491231002')).toBe('X');
    expect(isCitizenIdNumber('11010519491231002X')).toBe(true);
  });

  it.each([
    ['a wrong check character', '110105194912310021'],
    ['a birth date that does not exist', body + citizenIdCheckCharacter(body)],
    ['an area starting with 0', '010105194912310021'],
    ['lower case x', '11010519491231002x'],
    ['15 digits', '110105491231002'],
  ])('refuses %s', (_what, number) => {
    expect(isCitizenIdNumber(number)).toBe(false);
  });
});
