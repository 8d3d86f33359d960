import { Inject, Injectable, OnApplicationBootstrap } from '@nestjs/common';
import { addDays, Clock } from '@sxbq/kernel';
import { LOGGER, Metrics } from '@sxbq/platform';
import { Logger } from 'pino';
import { Gauge } from 'prom-client';
import { breachText } from '../domain/breach';
import { AuditVerificationRepository } from '../persistence/audit-verification.repository';
import { Sealer } from '../sealing/sealer';
import { SealerDatabase } from '../persistence/sealer-database';
import { ChainVerifier, VerificationReport } from '../verification/chain-verifier';

/** Yesterday and the day before: each day is verified twice, the second time long after it was closed. */
const DAYS = 2;

/** Verifies the last days each night, keeps the result, and raises an alarm that monitoring can see. */
@Injectable()
export class NightlyVerification implements OnApplicationBootstrap {
  private readonly broken: Gauge;

  constructor(
    metrics: Metrics,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly clock: Clock,
    private readonly sealer: Sealer,
    private readonly verifier: ChainVerifier,
    private readonly database: SealerDatabase,
    private readonly results: AuditVerificationRepository,
  ) {
    this.broken = new Gauge({
      name: 'sxbq_audit_broken',
      help: '1 when the last verification found the audit tampered with, else 0',
      registers: [metrics.registry],
    });
  }

  /** A restarted worker goes on raising the alarm. */
  async onApplicationBootstrap(): Promise<void> {
    this.raise(await this.results.last());
  }

  async run(): Promise<VerificationReport> {
    this.sealer.lookAtAll();
    await this.sealer.run();
    const report = await this.verifier.verify({ from: addDays(this.clock.today(), -DAYS) });
    await this.database.use((connection) => this.results.append(connection, report));
    this.raise(report);
    return report;
  }

  private raise(last: Pick<VerificationReport, 'breach'> | null): void {
    this.broken.set(last?.breach ? 1 : 0);
    if (last?.breach) this.logger.error({ breach: last.breach }, breachText(last.breach));
  }
}
