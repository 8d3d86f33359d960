import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { graduateNotFound } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, Transaction, UnitOfWork } from '@sxbq/platform';
import { OverrideDecision } from './domain/suggestions/override-decision';
import { SuggestionListsRepository } from './persistence/suggestion-lists.repository';
import { SuggestionOverridesRepository } from './persistence/suggestion-overrides.repository';
import { overrideNotFound, suggestionNotFound } from './suggestions.errors';

export interface OverrideRequest {
  readonly graduateId: EntityId;
  readonly jobPostingId: EntityId;
  readonly decision: OverrideDecision;
  /** Shown to the graduate. */
  readonly reason: string;
}

/** A person decides otherwise than the computation (个人信息保护法 第二十四条); what they decide counts at once. */
@Injectable()
export class SuggestionOverridesService {
  constructor(
    private readonly lists: SuggestionListsRepository,
    private readonly overrides: SuggestionOverridesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** Takes the place of an earlier decision. GRADUATE_NOT_FOUND, SUGGESTION_NOT_FOUND. */
  async decide(principal: Principal, { reason: given, ...request }: OverrideRequest): Promise<void> {
    const { graduateId, jobPostingId } = request;
    const run = await this.runFor(principal, graduateId);
    const reason = checkedText('理由', given, 255);
    if (!run || !(await this.lists.isSuggested(run, graduateId, jobPostingId, this.clock.today()))) {
      throw suggestionNotFound();
    }
    const decide = (tx: Transaction) => this.replace(tx, principal, { ...request, reason });
    // Two who decide at the same moment: the later decision holds.
    await this.uow.run(decide).catch((error: unknown) => {
      if (duplicateKeyOf(error) === null) throw error;
      return this.uow.run(decide);
    });
  }

  /** The suggestion stands again as it was computed. GRADUATE_NOT_FOUND, SUGGESTION_OVERRIDE_NOT_FOUND. */
  async withdraw(principal: Principal, graduateId: EntityId, jobPostingId: EntityId): Promise<void> {
    await this.runFor(principal, graduateId);
    await this.uow.run(async (tx) => {
      const held = await this.overrides.lock(tx, graduateId, jobPostingId);
      if (!held) throw overrideNotFound();
      await this.overrides.end(tx, held.id, principal.userId, this.clock.now());
      await this.audit.record(tx, {
        action: 'matching.withdrawOverride',
        objectType: 'SuggestionOverride',
        objectId: held.id,
        before: { graduateId, jobPostingId, decision: held.decision },
      });
    });
  }

  private async runFor(principal: Principal, graduateId: EntityId) {
    assertPermission(principal, 'matching.overrideSuggestions');
    const run = await this.lists.runOfGraduate(rowScopeOf(principal), graduateId);
    if (run === undefined) throw graduateNotFound();
    return run;
  }

  /** The reason stays in the row: it may say something of the person. */
  private async replace(tx: Transaction, principal: Principal, request: OverrideRequest): Promise<void> {
    const { graduateId, jobPostingId, decision } = request;
    const now = this.clock.now();
    const held = await this.overrides.lock(tx, graduateId, jobPostingId);
    if (held) await this.overrides.end(tx, held.id, principal.userId, now);
    const id = await this.overrides.insert(tx, {
      ...request,
      decidedRole: principal.role as Role,
      decidedBy: principal.userId,
      decidedAt: now,
    });
    await this.audit.record(tx, {
      action: 'matching.overrideSuggestion',
      objectType: 'SuggestionOverride',
      objectId: id,
      before: held ? { decision: held.decision } : {},
      after: { graduateId, jobPostingId, decision },
    });
  }
}
