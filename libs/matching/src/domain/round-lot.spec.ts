import { createHash } from 'node:crypto';
import { commitmentOf, drawValueOf, seedOf } from './round-lot';

describe('the lot of a round', () => {
  it('is what sha256sum gives for secret and numbers, and the commitment what it gives for the secret', () => {
    const sum = (text: string) => createHash('sha256').update(text).digest('hex');
    expect(commitmentOf('s3cret')).toBe(sum('s3cret'));
    expect(seedOf('s3cret', '03 08 17+07')).toBe(sum('s3cret/03 08 17+07'));
  });

  it.each([
    ['03 08 17 21+07', '03 08 17 21+07'],
    ['  03  08　17 ', '03 08 17'],
    ['０３，０８＋０７', '03,08+07'],
  ])('reads %j as %j, however it is typed', (given, value) => expect(drawValueOf(given)).toBe(value));

  it.each(['', ' ', '+', '三八', 'abc', '1'.repeat(65)])('reads no numbers in %j', (given) =>
    expect(drawValueOf(given)).toBeNull(),
  );
});
