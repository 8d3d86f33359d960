import { newPairingCode, normalPairingCode } from './pairing-code';

describe('pairing codes', () => {
  it('are twelve letters that are not mistaken for others, each time others', () => {
    const codes = Array.from({ length: 200 }, newPairingCode);
    for (const code of codes) expect(code).toMatch(/^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$/);
    expect(new Set(codes).size).toBe(200);
  });

  it.each([
    ['ABCD-EFGH-JKMN', 'ABCDEFGHJKMN'],
    [' abcd efgh jkmn ', 'ABCDEFGHJKMN'],
    ['ABCD-EFGH-JKM', null],
    ['ABCD-EFGH-JKM0', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('read %p as %p', (typed, code) => {
    expect(normalPairingCode(typed)).toBe(code);
  });
});
