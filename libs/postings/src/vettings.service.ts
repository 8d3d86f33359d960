import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { enterpriseNotFound, EnterprisesService } from '@sxbq/enterprises';
import { assertPermission } from '@sxbq/identity';
import { CalendarDate, checkedDate, checkedOptionalText, Clock, EntityId, Principal } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { VettingStatus } from './domain/vetting-status';
import { VettingRow, VettingsRepository } from './persistence/vettings.repository';
import { enterpriseNotVetted, vettingInvalid } from './postings.errors';

export interface VettingDecision {
  readonly enterpriseId: EntityId;
  readonly status: VettingStatus;
  /** Last day on which a pass counts; asked for PASSED, meaningless else. */
  readonly validUntil?: CalendarDate | null;
  /** Asked for REFUSED and REVOKED. */
  readonly reason?: string | null;
}

/** One vetting of an enterprise for the whole city, used by every school (domain.md §3). */
@Injectable()
export class VettingsService {
  constructor(
    private readonly vettings: VettingsRepository,
    private readonly enterprises: EnterprisesService,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Decisions about the enterprises of `ids` that the principal may see, by enterprise. */
  async byEnterprises(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, VettingRow>> {
    assertPermission(principal, 'postings.readVetting');
    const visible = await this.enterprises.byIds(principal, ids);
    return this.vettings.find([...visible.keys()]);
  }

  /** VETTING_INVALID without what the decision needs; ENTERPRISE_NOT_FOUND outside the officer's region. */
  async decide(principal: Principal, decision: VettingDecision): Promise<VettingRow> {
    assertPermission(principal, 'postings.vet');
    const { enterpriseId } = decision;
    if (!(await this.enterprises.byIds(principal, [enterpriseId])).has(enterpriseId)) throw enterpriseNotFound();
    const vetting = { enterpriseId, ...this.checked(decision), decidedAt: this.clock.now() };
    await this.uow.run(async (tx) => {
      const before = (await this.vettings.find([enterpriseId], tx)).get(enterpriseId);
      await this.vettings.put(tx, { ...vetting, decidedBy: principal.userId });
      await this.audit.record(tx, {
        action: 'postings.vet',
        objectType: 'Enterprise',
        objectId: enterpriseId,
        ...(before ? { before } : {}),
        after: vetting,
      });
    });
    return vetting;
  }

  /** ENTERPRISE_NOT_VETTED unless a pass counts today. */
  async assertVetted(tx: Transaction, enterpriseId: EntityId): Promise<void> {
    const vetting = (await this.vettings.find([enterpriseId], tx)).get(enterpriseId);
    const counts = vetting?.status === VettingStatus.PASSED && (vetting.validUntil ?? '') >= this.clock.today();
    if (!counts) throw enterpriseNotVetted();
  }

  private checked(decision: VettingDecision): Pick<VettingRow, 'status' | 'validUntil' | 'reason'> {
    const reason = checkedOptionalText('理由', decision.reason, 255);
    if (decision.status !== VettingStatus.PASSED) {
      if (reason === null) throw vettingInvalid('未通过或撤销审核须写明理由，请填写。');
      return { status: decision.status, validUntil: null, reason };
    }
    const validUntil = decision.validUntil ? checkedDate('审核有效期至', decision.validUntil) : null;
    if (validUntil === null || validUntil < this.clock.today()) {
      throw vettingInvalid('审核通过须填写“审核有效期至”，且不早于今天。');
    }
    return { status: decision.status, validUntil, reason };
  }
}
