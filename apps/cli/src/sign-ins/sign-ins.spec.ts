import { Role } from '@sxbq/kernel';
import { Readable } from 'node:stream';
import { developmentPassword } from './development-password';
import { readPassword } from './read-password';
import { signInTable } from './sign-in-table';

const keyed = (byte: number) => ({ BLIND_INDEX_KEY: Buffer.alloc(32, byte).toString('base64') });

describe('development passwords', () => {
  it('are the same each time on one installation, and other for another user or installation', () => {
    const password = developmentPassword(keyed(1), 'school');
    expect(password).toMatch(/^[2-9a-hj-km-np-z]{4}(-[2-9a-hj-km-np-z]{4}){3}$/);
    expect(developmentPassword(keyed(1), 'school')).toBe(password);
    expect(developmentPassword(keyed(1), 'province')).not.toBe(password);
    expect(developmentPassword(keyed(2), 'school')).not.toBe(password);
  });
});

describe('the table of sign-ins', () => {
  it('lines its columns up though characters are wide', () => {
    const row = { password: 'p', role: Role.SCHOOL, roleTitle: '学校', regionPrefix: '3204' };
    const table = signInTable([
      { ...row, username: 'school', organisation: '示例技师学院' },
      { ...row, username: 'x', organisation: 'ASCII' },
    ]);
    const widths = table
      .split('\n')
      .slice(1)
      .map((line) => [...line].reduce((width, char) => width + (/[\u2e80-\uffef]/.test(char) ? 2 : 1), 0));
    expect(new Set(widths).size).toBe(1);
  });
});

describe('reading a password', () => {
  it.each([
    ['with a line end', ['correct horse\n'], 'correct horse'],
    ['without one', ['correct ', 'horse'], 'correct horse'],
    ['and leaves further lines', ['first\nsecond\n'], 'first'],
  ])('takes one line %s', async (_what, chunks, expected) => {
    expect(await readPassword(Readable.from(chunks), () => undefined)).toBe(expected);
  });

  it('says so when nothing comes', async () => {
    await expect(readPassword(Readable.from([]), () => undefined)).rejects.toMatchObject({ code: 'PASSWORD_MISSING' });
  });
});
