import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { CalendarDate, checkedDate, checkedText, Clock, EntityId, Principal } from '@sxbq/kernel';
import { Transaction, UnitOfWork } from '@sxbq/platform';
import { AgreementSteps } from './agreement-steps';
import { alreadyPaused, dateRefused, notPaused } from './agreements.errors';
import { AgreementsService, AgreementView } from './agreements.service';
import { filingRefusal, terminationRefusal } from './domain/agreement-dates';
import { AgreementEventKind } from './domain/agreement-event-kind';
import { AgreementStep, isStepAllowed, statusAfterSuccession } from './domain/agreement-lifecycle';
import { AgreementStatus } from './domain/agreement-status';
import { AgreementEventRepository } from './persistence/agreement-event.repository';
import { AgreementRow } from './persistence/agreement-rows';
import { AgreementRepository } from './persistence/agreement.repository';

export interface AgreementFiling {
  readonly id: EntityId;
  /** The revision the officer looked at. */
  readonly revision: number;
  readonly filedOn: CalendarDate;
}

export interface AgreementTermination {
  readonly id: EntityId;
  /** No longer in force on this day. */
  readonly terminatedOn: CalendarDate;
  readonly reason: string;
}

/** From 备案 on: filing, termination, pause and resumption (domain.md §3). */
@Injectable()
export class AgreementFilingService {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly events: AgreementEventRepository,
    private readonly reads: AgreementsService,
    private readonly steps: AgreementSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** 备案 of a signed agreement. The agreement it follows, if any, gives way to it. */
  async file(principal: Principal, filing: AgreementFiling): Promise<AgreementView> {
    assertPermission(principal, 'agreements.file');
    const filedOn = checkedDate('备案日期', filing.filedOn);
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, filing.id, AgreementStep.FILE, filing.revision);
      const refusal = filingRefusal(read, filedOn, this.clock.today());
      if (refusal) throw dateRefused(refusal, { filedOn, signedOn: read.signedOn });
      await this.steps.take(
        tx,
        principal,
        read,
        { status: AgreementStatus.FILED, filedOn },
        { kind: AgreementEventKind.FILED, action: 'agreements.file' },
      );
      await this.giveWay(tx, principal, read);
    });
    return this.reads.get(principal, filing.id);
  }

  /** 解除. The dates keep counting what was done before it. */
  async terminate(principal: Principal, termination: AgreementTermination): Promise<AgreementView> {
    assertPermission(principal, 'agreements.terminate');
    const terminatedOn = checkedDate('解除日期', termination.terminatedOn);
    const reason = checkedText('解除理由', termination.reason, 255);
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, termination.id, AgreementStep.TERMINATE);
      const refusal = terminationRefusal(read, terminatedOn);
      if (refusal) throw dateRefused(refusal, { terminatedOn, signedOn: read.signedOn, effectiveTo: read.effectiveTo });
      await this.steps.take(
        tx,
        principal,
        read,
        { status: AgreementStatus.TERMINATED, terminatedOn },
        { kind: AgreementEventKind.TERMINATED, action: 'agreements.terminate', details: { reason } },
      );
    });
    return this.reads.get(principal, termination.id);
  }

  /** A recorded event; whether the agreement is in force follows from its dates alone (domain.md §2). */
  async pause(principal: Principal, id: EntityId, reason: string): Promise<AgreementView> {
    return this.rest(principal, id, reason, AgreementStep.PAUSE, AgreementEventKind.PAUSED);
  }

  async resume(principal: Principal, id: EntityId, reason: string): Promise<AgreementView> {
    return this.rest(principal, id, reason, AgreementStep.RESUME, AgreementEventKind.RESUMED);
  }

  private async rest(
    principal: Principal,
    id: EntityId,
    given: string,
    step: AgreementStep.PAUSE | AgreementStep.RESUME,
    kind: AgreementEventKind,
  ): Promise<AgreementView> {
    assertPermission(principal, 'agreements.pause');
    const reason = checkedText('理由', given, 255);
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, step);
      const kinds = [AgreementEventKind.PAUSED, AgreementEventKind.RESUMED];
      const paused = (await this.events.latest(tx, id, kinds)) === AgreementEventKind.PAUSED;
      if (step === AgreementStep.PAUSE && paused) throw alreadyPaused();
      if (step === AgreementStep.RESUME && !paused) throw notPaused();
      await this.steps.remember(tx, principal, read, { kind, action: 'agreements.pause', details: { reason } });
    });
    return this.reads.get(principal, id);
  }

  /**
   * What the successor's filing does to the agreement before it: RENEWED, or, with another partner, terminated on the
   * day the successor begins. One that was terminated in the meantime stays as it is.
   */
  private async giveWay(tx: Transaction, principal: Principal, successor: AgreementRow): Promise<void> {
    if (successor.predecessorId === null) return;
    const read = await this.agreements.lock(tx, SYSTEM_SCOPE, successor.predecessorId);
    if (!read || !isStepAllowed(AgreementStep.RENEW, read.status)) return;
    const from = successor.effectiveFrom as CalendarDate;
    const samePartner = read.enterpriseId === successor.enterpriseId;
    const ended = read.effectiveTo !== null && read.effectiveTo < from;
    const status = statusAfterSuccession(samePartner || ended);
    await this.steps.take(
      tx,
      principal,
      read,
      status === AgreementStatus.TERMINATED ? { status, terminatedOn: from } : { status },
      {
        kind: samePartner ? AgreementEventKind.RENEWED : AgreementEventKind.PARTY_CHANGED,
        action: 'agreements.file',
        details: { successorId: successor.id },
      },
    );
  }
}

/** The predecessor has the successor's school, which the caller may see. */
const SYSTEM_SCOPE = { kind: 'REGION', prefix: '' } as const;
