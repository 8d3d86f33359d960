import { STANDING_TOPIC, StandingEnded } from '@sxbq/identity';
import { RedisConnections } from '@sxbq/platform';
import { Redis } from 'ioredis';
import { SocketRegister } from './socket-register';

/** While nobody can tell, the database is asked this often. */
const ALONE_MS = 1_500;

/**
 * Has sockets closed whose session has ended: told by Redis at once; by looking, every `everyMs`, for what was not told;
 * and every 1.5 s while Redis is away.
 */
export class StandingWatch {
  private readonly subscriber: Redis;
  private readonly looking: NodeJS.Timeout;
  private lookedAt = performance.now();

  constructor(
    redis: RedisConnections,
    private readonly register: SocketRegister,
    private readonly everyMs: number,
  ) {
    this.subscriber = redis.patient();
    this.subscriber.on('message', (_channel: string, text: string) => void this.told(text));
    // Something may have been told while the connection was away.
    this.subscriber.on('ready', () => void register.checkStanding());
    this.subscriber.subscribe(redis.key(STANDING_TOPIC)).catch(() => undefined);
    this.looking = setInterval(() => void this.look(), Math.min(ALONE_MS, everyMs)).unref();
  }

  end(): void {
    clearInterval(this.looking);
  }

  private async look(): Promise<void> {
    if (performance.now() - this.lookedAt >= this.everyMs) {
      this.lookedAt = performance.now();
      await this.register.check();
    } else if (this.subscriber.status !== 'ready') {
      await this.register.checkStanding();
    }
  }

  private async told(text: string): Promise<void> {
    const { userId, clientId } = JSON.parse(text) as StandingEnded;
    if (clientId !== undefined) return this.register.checkStanding(`client ${clientId}`);
    await this.register.checkStanding(userId === undefined ? undefined : `user ${userId}`);
  }
}
