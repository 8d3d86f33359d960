import { ConcurrencyLimiter } from './concurrency-limiter';

describe('ConcurrencyLimiter', () => {
  const full = () => new Error('full');

  it('never runs more at once than it may, and runs all', async () => {
    const limiter = new ConcurrencyLimiter(2, 100, full);
    let running = 0;
    let most = 0;
    const work = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return 1;
    };
    const results = await Promise.all(Array.from({ length: 20 }, () => limiter.run(work)));
    expect(results).toHaveLength(20);
    expect(most).toBe(2);
  });

  it('refuses what would wait too long in line', async () => {
    const limiter = new ConcurrencyLimiter(1, 1, full);
    let release = () => undefined as void;
    const first = limiter.run(() => new Promise<void>((resolve) => (release = resolve)));
    const second = limiter.run(() => Promise.resolve('second'));
    await expect(limiter.run(() => Promise.resolve())).rejects.toThrow('full');
    release();
    await first;
    await expect(second).resolves.toBe('second');
  });

  it('goes on after a failure', async () => {
    const limiter = new ConcurrencyLimiter(1, 1, full);
    await expect(limiter.run(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(limiter.run(() => Promise.resolve('fine'))).resolves.toBe('fine');
  });
});
