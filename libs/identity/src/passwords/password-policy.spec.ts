import { DomainError } from '@sxbq/kernel';
import { PasswordPreset, PASSWORD_PRESETS } from '../domain/password-preset';
import { isPasswordExpired } from '../domain/password-shape.rule';
import { PasswordPolicy } from './password-policy';

const context = { username: 'li.wei', displayName: '李伟', organisationName: '常州市人社局' };

function outcome(preset: PasswordPreset, password: string): Promise<string> {
  return new PasswordPolicy({ PASSWORD_POLICY: preset }).assertAcceptable(password, context).then(
    () => 'taken',
    (error: DomainError) => error.code,
  );
}

describe('passwords under ASVS 5.0', () => {
  it.each([
    ['eleven-char', 'PASSWORD_WRONG_LENGTH'],
    ['twelve-chars', 'taken'],
    ['x'.repeat(129), 'PASSWORD_WRONG_LENGTH'],
    ['窗外有四只灰色的小麻雀呢', 'taken'],
    ['correct horse battery staple', 'taken'],
    ['my li.wei secret', 'PASSWORD_CONTAINS_CONTEXT'],
    ['MY LI.WEI SECRET', 'PASSWORD_CONTAINS_CONTEXT'],
    ['李伟李伟李伟李伟李伟李伟', 'PASSWORD_CONTAINS_CONTEXT'],
    ['常州市人社局常州市人社局', 'PASSWORD_CONTAINS_CONTEXT'],
    ['sxbq-sxbq-sxbq', 'PASSWORD_CONTAINS_CONTEXT'],
    ['qwertyuiop123', 'PASSWORD_TOO_COMMON'],
    ['P@ssw0rd2026!', 'PASSWORD_TOO_COMMON'],
    ['passwordpassword', 'PASSWORD_TOO_COMMON'],
    ['123456123456', 'PASSWORD_TOO_COMMON'],
    ['!!!iloveyou!!!', 'PASSWORD_TOO_COMMON'],
    ['aaaaaaaaaaaaaaaa', 'PASSWORD_TOO_COMMON'],
  ])('%s: %s', async (password, expected) => expect(await outcome('asvs', password)).toBe(expected));

  it('never expire by age', () =>
    expect(isPasswordExpired(new Date(0), PASSWORD_PRESETS.asvs, new Date())).toBe(false));
});

describe('passwords under 等保', () => {
  it.each([
    ['Sieben7', 'PASSWORD_WRONG_LENGTH'],
    ['grau4Maus', 'taken'],
    ['graumaus4', 'PASSWORD_TOO_SIMPLE'],
    ['grau-maus', 'PASSWORD_TOO_SIMPLE'],
    ['grau-maus4', 'taken'],
    ['GRAU-maus', 'taken'],
    ['Passw0rd', 'PASSWORD_TOO_COMMON'],
    ['Li.Wei2026', 'PASSWORD_CONTAINS_CONTEXT'],
  ])('%s: %s', async (password, expected) => expect(await outcome('mlps', password)).toBe(expected));

  it('expire after ninety days', () => {
    const changed = new Date('2026-01-01T00:00:00Z');
    const after = (days: number) => new Date(changed.getTime() + days * 86_400_000);
    expect(isPasswordExpired(changed, PASSWORD_PRESETS.mlps, after(90))).toBe(false);
    expect(isPasswordExpired(changed, PASSWORD_PRESETS.mlps, after(90.001))).toBe(true);
  });
});
