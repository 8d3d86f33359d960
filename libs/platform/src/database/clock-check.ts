import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { Clock, DomainError } from '@sxbq/kernel';
import { Logger } from 'pino';
import { DataSource } from 'typeorm';
import { ReadinessChecks } from '../health/readiness-checks';
import { LOGGER } from '../observability/logger.token';

/** More than this apart from the database's clock, a process does nothing that is dated. */
export const CLOCK_TOLERANCE_MS = 60_000;
/** A clock that was right is looked at again after this long, one that was wrong after a second. */
const TRUSTED_MS = 15_000;
const DOUBTED_MS = 1_000;
/** A clock that moves this much more or less than time passes has been set. */
const JUMP_MS = 2_000;

/** Asks one value of the database. */
type Ask = (sql: string) => Promise<string>;

const DATABASE_NOW = 'SELECT CAST(UTC_TIMESTAMP(6) AS CHAR) AS now';

/**
 * Compares the process's clock with the database's, the one clock that all processes share. Whoever dates facts, verdicts
 * or chains by a wrong clock writes what nobody can mend; so nothing dated is done until the clocks agree.
 */
@Injectable()
export class ClockCheck implements OnModuleInit {
  private aheadMs = 0;
  /** Time passed and time shown at the last look; null before the first. */
  private looked: { readonly passed: number; readonly shown: number } | null = null;

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
    private readonly checks: ReadinessChecks,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onModuleInit(): void {
    this.checks.add('clock', async () => {
      await this.look();
      return this.isWrong ? `differs from the database's by ${Math.round(this.aheadMs / 1_000)} s` : null;
    });
  }

  /** CLOCK_DIFFERS when the process's clock is more than a minute ahead of the database's, or behind it. */
  async assertRight(): Promise<void> {
    if (!this.clock.isRunning) return;
    if (this.isDue()) await this.look();
    if (this.isWrong) throw clockDiffers(this.aheadMs);
  }

  /** The process's moment or the database's, whichever is earlier: what is over by it is over by both. */
  async earlierNow(ask: Ask): Promise<Date> {
    const now = this.clock.now();
    if (!this.clock.isRunning) return now;
    const there = await databaseNow(ask);
    return there < now ? there : now;
  }

  private get isWrong(): boolean {
    return Math.abs(this.aheadMs) > CLOCK_TOLERANCE_MS;
  }

  private isDue(): boolean {
    if (!this.looked) return true;
    const passed = performance.now() - this.looked.passed;
    const shown = this.clock.now().getTime() - this.looked.shown;
    return passed > (this.isWrong ? DOUBTED_MS : TRUSTED_MS) || Math.abs(shown - passed) > JUMP_MS;
  }

  private async look(): Promise<void> {
    if (!this.clock.isRunning) return;
    const before = this.clock.now().getTime();
    const there = await databaseNow(async (sql) => {
      const [row] = (await this.dataSource.query(sql)) as { now: string }[];
      return String(row?.now);
    });
    const after = this.clock.now().getTime();
    const wasWrong = this.isWrong;
    // The database looked at its clock at some moment between; the kinder of the two bounds is taken.
    this.aheadMs = nearestToZero(before - there.getTime(), after - there.getTime());
    this.looked = { passed: performance.now(), shown: after };
    if (this.isWrong !== wasWrong) this.tell();
  }

  private tell(): void {
    const seconds = Math.round(this.aheadMs / 1_000);
    if (this.isWrong) this.logger.error({ aheadSeconds: seconds }, clockDiffers(this.aheadMs).message);
    else this.logger.info({ aheadSeconds: seconds }, 'the clock agrees with the database again');
  }
}

/** 0 when the database's moment lies between the two. */
function nearestToZero(one: number, other: number): number {
  if (Math.sign(one) !== Math.sign(other)) return 0;
  return Math.abs(one) < Math.abs(other) ? one : other;
}

async function databaseNow(ask: Ask): Promise<Date> {
  return new Date(`${(await ask(DATABASE_NOW)).replace(' ', 'T').slice(0, 23)}Z`);
}

function clockDiffers(aheadMs: number): DomainError {
  const seconds = Math.round(Math.abs(aheadMs) / 1_000);
  return new DomainError(
    'UNAVAILABLE',
    'CLOCK_DIFFERS',
    `本机时钟比数据库服务器${aheadMs > 0 ? '快' : '慢'} ${seconds} 秒，超过允许的 60 秒，凡要记日期的操作一律暂停。请校准两台机器的时间（例如启用 NTP），校准后自动恢复。`,
    { aheadSeconds: Math.round(aheadMs / 1_000), retryAfterSeconds: 30 },
  );
}
