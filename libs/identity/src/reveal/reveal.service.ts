import { Inject, Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { Clock, EntityId, Principal } from '@sxbq/kernel';
import { Config, CONFIG, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { unauthenticated } from '../identity.errors';
import { RevealUseRepository } from '../persistence/reveal-use.repository';
import { nothingToReveal, notRevealable, revealQuotaUsed, revealReasonMissing } from './reveal.errors';
import { RevealRegistry } from './reveal-registry';

/** Characters of a reason at least, blanks not counted. */
export const REVEAL_REASON_LENGTH = 5;

export interface RevealRequest {
  readonly objectType: string;
  readonly objectId: EntityId;
  readonly field: string;
  readonly reason: string;
}

export interface Revealed {
  readonly value: string;
  /** Reveals left to the person today. */
  readonly remaining: number;
}

/**
 * Shows one masked value in clear, to a person with a reason (assurance A3, 个人信息保护法 第六条). Each reveal counts
 * towards the person's quota of the day, whatever they act as, and is in the audit with its reason before the value is
 * given; the value itself is written nowhere.
 */
@Injectable()
export class RevealService {
  private readonly quota: number;

  constructor(
    @Inject(CONFIG) config: Pick<Config, 'REVEALS_PER_DAY'>,
    private readonly registry: RevealRegistry,
    private readonly uses: RevealUseRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {
    this.quota = config.REVEALS_PER_DAY;
  }

  /**
   * NOT_REVEALABLE; REVEAL_REASON_MISSING; FORBIDDEN without the permission to read the object; the lib's not-found
   * error outside the principal's row scope; NOTHING_TO_REVEAL; REVEAL_QUOTA_USED.
   */
  async reveal(principal: Principal, { objectType, objectId, field, reason }: RevealRequest): Promise<Revealed> {
    const { userId } = principal;
    if (userId === null) throw unauthenticated();
    const entry = this.registry.find(objectType, field);
    if (!entry) throw notRevealable(`${objectType}.${field}`);
    if ([...reason.replace(/\s/g, '')].length < REVEAL_REASON_LENGTH) throw revealReasonMissing(REVEAL_REASON_LENGTH);
    assertPermission(principal, entry.permission);
    const value = await entry.read(principal, objectId);
    if (value === null) throw nothingToReveal();
    const used = await this.unitOfWork.run(async (tx) => {
      const count = await this.use(tx, userId);
      await this.audit.record(tx, {
        action: 'identity.revealPersonalData',
        objectType,
        objectId,
        details: { field, reason: reason.trim() },
      });
      return count;
    });
    return { value, remaining: this.quota - used };
  }

  private async use(tx: Transaction, userId: EntityId): Promise<number> {
    const used = await this.uses.count(tx, userId, this.clock.today());
    if (used > this.quota) throw revealQuotaUsed(this.quota);
    return used;
  }
}
