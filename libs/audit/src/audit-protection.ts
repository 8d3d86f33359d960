import { Inject, Injectable, OnModuleInit } from '@nestjs/common';
import { Config, CONFIG, LOGGER, ReadinessChecks } from '@sxbq/platform';
import { Logger } from 'pino';
import { AuditPrivilegesRepository } from './persistence/audit-privileges.repository';

const ASK_AGAIN_MS = 60_000;

/**
 * Lets a process in production serve only while its database account cannot change the audit (assurance D2); elsewhere
 * it warns.
 */
@Injectable()
export class AuditProtection implements OnModuleInit {
  private answer: { readonly at: number; readonly reason: string | null } | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'NODE_ENV'>,
    @Inject(LOGGER) private readonly logger: Logger,
    private readonly checks: ReadinessChecks,
    private readonly privileges: AuditPrivilegesRepository,
  ) {}

  onModuleInit(): void {
    this.checks.add('audit', () => this.unprotected());
  }

  /** Why the audit is not safe from this process; null when it is, or when this is not production. */
  async unprotected(): Promise<string | null> {
    if (!this.answer || performance.now() - this.answer.at > ASK_AGAIN_MS) {
      this.answer = { at: performance.now(), reason: await this.find() };
    }
    return this.config.NODE_ENV === 'production' ? this.answer.reason : null;
  }

  private async find(): Promise<string | null> {
    const excessive = await this.privileges.excessive();
    if (excessive.length === 0) return null;
    const reason = `the run-time account may ${excessive.join(', ')}`;
    this.logger.warn({ excessive }, 'the audit is not protected from this process: see docs/adr/0012');
    return reason;
  }
}
