import { Inject, Injectable } from '@nestjs/common';
import { Config, CONFIG, SnapshotReader } from '@sxbq/platform';
import { sealerBusy, signingKeyMissing } from './audit.errors';
import { allHeads } from './persistence/chain-reads';
import { AuditVerificationRepository, VerificationRow } from './persistence/audit-verification.repository';
import { Sealer, SealReport } from './sealing/sealer';
import { ChainVerifier, DayRange, VerificationReport } from './verification/chain-verifier';
import { KeptHead, readKeptHeads, toKeptHead } from './verification/kept-heads';

/** The chain over the audit, for administrators and operators; callers hold 'audit.read' or are the operator. */
@Injectable()
export class AuditChain {
  constructor(
    @Inject(CONFIG) private readonly config: Pick<Config, 'AUDIT_SIGNING_KEY'>,
    private readonly snapshots: SnapshotReader,
    private readonly sealer: Sealer,
    private readonly verifier: ChainVerifier,
    private readonly verifications: AuditVerificationRepository,
  ) {}

  /** Signed heads of the days, oldest first, in the form in which they are kept elsewhere. */
  async heads({ from, to }: DayRange = {}): Promise<KeptHead[]> {
    const heads = await this.snapshots.read(({ rows }) => allHeads(rows));
    return heads
      .filter(({ day }) => (from === undefined || day >= from) && (to === undefined || day <= to))
      .map(toKeptHead);
  }

  /** Seals what waits and signs a head for every open day. AUDIT_KEY_MISSING; AUDIT_SEALER_BUSY. */
  async signNow(): Promise<SealReport> {
    if (!this.config.AUDIT_SIGNING_KEY) throw signingKeyMissing();
    const report = await this.sealer.run({ signNow: true });
    if (!report) throw sealerBusy();
    return report;
  }

  /**
   * Verifies the days of the range and every head.
   * @param kept text of a copy of heads kept elsewhere, as `audit heads --json` printed it; AUDIT_HEADS_UNREADABLE
   */
  async verify(range: DayRange = {}, kept?: string): Promise<VerificationReport> {
    return this.verifier.verify(range, kept === undefined ? [] : readKeptHeads(kept));
  }

  /** The result of the worker's last verification; null before the first. */
  async lastVerification(): Promise<VerificationRow | null> {
    return this.verifications.last();
  }
}
