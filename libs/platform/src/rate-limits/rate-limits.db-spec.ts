import { Test } from '@nestjs/testing';
import { createLogger } from '../observability/logger';
import { Config, loadConfig } from '../config/config';
import { ConfigModule } from '../config/config.module';
import { ObservabilityModule } from '../observability/observability.module';
import { RedisConnections } from '../redis/redis-connections';
import { RedisModule } from '../redis/redis.module';
import { CallKind } from './call-kind';
import { RateLimits } from './rate-limits';
import { RateLimitsModule } from './rate-limits.module';

const ABSENT_REDIS = 'redis://127.0.0.1:1';

interface Process {
  readonly limits: RateLimits;
  close(): Promise<void>;
}

describe('budgets of calls', () => {
  const processes: Process[] = [];
  let caller = '';
  beforeEach(() => (caller = `user ${Math.random()}`));
  afterEach(async () => {
    for (const { close } of processes.splice(0)) await close();
  });

  /** One process of the platform, as far as it counts. */
  async function start(RATE_LIMITS: string, environment: Partial<Config> = {}): Promise<RateLimits> {
    const config = { ...loadConfig({ ...process.env, LOG_LEVEL: 'silent', RATE_LIMITS }), ...environment };
    const imports = [ConfigModule.forRoot(config), ObservabilityModule.forRoot(createLogger(config, 'test'))];
    const module = await Test.createTestingModule({ imports: [...imports, RedisModule, RateLimitsModule] }).compile();
    const app = await module.init();
    const redis = app.get(RedisConnections).shared();
    if (config.REDIS_URL !== ABSENT_REDIS && redis.status !== 'ready') {
      await new Promise((resolve) => redis.once('ready', resolve));
    }
    processes.push({ limits: app.get(RateLimits), close: () => app.close() });
    return app.get(RateLimits);
  }

  /** How many of `calls` are let through, and what the first refusal is. */
  async function tryCalls(limits: RateLimits, kind: CallKind, calls: number, who = caller) {
    let passed = 0;
    let refusal: unknown = null;
    for (let call = 0; call < calls; call++) {
      try {
        await limits.take(kind, who);
        passed++;
      } catch (error) {
        refusal ??= error;
      }
    }
    return { passed, refusal };
  }

  it.each([
    [CallKind.READ, 'read=7/60'],
    [CallKind.COSTLY, 'costly=7/60'],
    [CallKind.SIGN_IN, 'sign-in=7/60'],
  ])('lets each caller make as many %s calls as its budget says, and says when to come again', async (kind, budget) => {
    const limits = await start(budget);
    const { passed, refusal } = await tryCalls(limits, kind, 20);
    expect(passed).toBe(7);
    expect(refusal).toMatchObject({
      kind: 'TOO_MANY_REQUESTS',
      code: 'TOO_MANY_REQUESTS',
      message: expect.stringMatching(/请求过于频繁，请在 \d+ 秒后重试/) as string,
    });
    const { retryAfterSeconds } = (refusal as { details: { retryAfterSeconds: number } }).details;
    expect(retryAfterSeconds).toBeGreaterThan(50);
    expect(retryAfterSeconds).toBeLessThanOrEqual(60);
    expect((await tryCalls(limits, kind, 1, `${caller} and another`)).passed).toBe(1);
  });

  it('counts kinds apart, and not at all what is free', async () => {
    const limits = await start('read=2/60,write=2/60');
    await tryCalls(limits, CallKind.READ, 5);
    expect((await tryCalls(limits, CallKind.WRITE, 1)).passed).toBe(1);
    expect((await tryCalls(limits, CallKind.FREE, 100)).passed).toBe(100);
  });

  it('lets calls through again when the time is up', async () => {
    const limits = await start('read=2/1,costly=2/1');
    for (const kind of [CallKind.READ, CallKind.COSTLY]) {
      await tryCalls(limits, kind, 5);
      await limits.tell();
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      expect((await tryCalls(limits, kind, 1)).passed).toBe(1);
    }
  });

  it('answers at once, without Redis, for reads and writes', async () => {
    const limits = await start('read=5/60,write=5/60');
    expect(limits.take(CallKind.READ, caller)).toBeUndefined();
    expect(limits.take(CallKind.WRITE, caller)).toBeUndefined();
  });

  it('is one budget for all processes, up to what they have not yet told', async () => {
    const [one, other] = [await start('read=10/60,costly=10/60'), await start('read=10/60,costly=10/60')];
    await tryCalls(one, CallKind.READ, 8);
    await one.tell();
    expect((await tryCalls(other, CallKind.READ, 1)).passed).toBe(1);
    await other.tell();
    expect((await tryCalls(other, CallKind.READ, 5)).passed).toBe(1);
    await tryCalls(one, CallKind.COSTLY, 8);
    expect((await tryCalls(other, CallKind.COSTLY, 5)).passed).toBe(2);
  });

  it('tells Redis hashes, never an address', async () => {
    const limits = await start('read=5/60,costly=5/60');
    await tryCalls(limits, CallKind.READ, 1, 'network 203.0.113.7');
    await tryCalls(limits, CallKind.COSTLY, 1, 'network 203.0.113.7');
    await limits.tell();
    const config = loadConfig(process.env);
    const redis = new RedisConnections(config).patient();
    const keys = await redis.keys('*calls-*');
    redis.disconnect();
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(keys.join(' ')).not.toContain('203.0.113.7');
  });

  it('counts in the process alone while Redis is away, and refuses guesses at secrets', async () => {
    const limits = await start('read=4/60,costly=4/60,sign-in=4/60', { REDIS_URL: ABSENT_REDIS });
    expect((await tryCalls(limits, CallKind.READ, 2)).passed).toBe(2);
    await limits.tell();
    expect((await tryCalls(limits, CallKind.READ, 9)).passed).toBe(2);
    expect((await tryCalls(limits, CallKind.COSTLY, 9)).passed).toBe(4);
    const { passed, refusal } = await tryCalls(limits, CallKind.SIGN_IN, 1);
    expect(passed).toBe(0);
    expect(refusal).toMatchObject({ kind: 'UNAVAILABLE', code: 'RATE_LIMIT_UNAVAILABLE' });
  });

  it('costs a read a few microseconds at most', async () => {
    const limits = await start('read=900000000/60');
    const calls = 200_000;
    const started = process.cpuUsage();
    for (let call = 0; call < calls; call++) void limits.take(CallKind.READ, `user ${call % 1_000}`);
    const { user, system } = process.cpuUsage(started);
    expect((user + system) / calls).toBeLessThan(5);
  });
});
