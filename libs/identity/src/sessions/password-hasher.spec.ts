import { availableParallelism } from 'node:os';
import { PasswordHasher } from './password-hasher';

const running = { now: 0, most: 0 };

// The real argon2, counted.
jest.mock('@node-rs/argon2', () => {
  const argon2 = jest.requireActual<typeof import('@node-rs/argon2')>('@node-rs/argon2');
  const counted =
    <Arguments extends unknown[], Result>(work: (...args: Arguments) => Promise<Result>) =>
    async (...args: Arguments): Promise<Result> => {
      running.most = Math.max(running.most, ++running.now);
      return work(...args).finally(() => running.now--);
    };
  return { ...argon2, hash: counted(argon2.hash), verify: counted(argon2.verify) };
});

describe('PasswordHasher', () => {
  it('never hashes on all cores, however many sign in at once, known users and unknown ones', async () => {
    const hasher = new PasswordHasher();
    const kept = await hasher.hash('correct horse battery staple');
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        hasher.verify(index % 2 === 0 ? kept : null, 'correct horse battery staple'),
      ),
    );
    expect(answers.filter((fits) => fits)).toHaveLength(6);
    expect(running.most).toBe(Math.max(1, availableParallelism() - 1));
  });
});
