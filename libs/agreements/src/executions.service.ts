import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import {
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  checkedText,
  checkedWholeNumber,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { AgreementSteps, StepNote } from './agreement-steps';
import {
  agreementNotFound,
  dateRefused,
  executionChanged,
  executionCodeTaken,
  executionNotFound,
  executionRefused,
  notAParty,
} from './agreements.errors';
import { executionDateRefusal } from './domain/agreement-dates';
import { AgreementEventKind } from './domain/agreement-event-kind';
import { AgreementStep } from './domain/agreement-lifecycle';
import { sideOf } from './domain/agreement-side';
import {
  executionEditRefusal,
  ExecutionRefusal,
  reversalRefusal,
  verificationRefusal,
} from './domain/execution-verification';
import { AgreementRow } from './persistence/agreement-rows';
import { AgreementRepository } from './persistence/agreement.repository';
import { ExecutionColumns, ExecutionRepository, ExecutionRow } from './persistence/execution.repository';

export interface NewExecution {
  readonly agreementId: EntityId;
  readonly code: string;
  readonly occurredOn: CalendarDate;
  readonly activityKind: string;
  readonly participants?: number | null;
  readonly description?: string | null;
}

/** A field that is left out stays as it is; null empties it where it may be empty. */
export interface ExecutionChange extends Partial<Omit<NewExecution, 'agreementId'>> {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
}

interface OpenRecord {
  readonly record: ExecutionRow;
  readonly agreement: AgreementRow;
}

/** 执行记录: recorded by one side, confirmed by the other or a bureau, then only reversed (domain.md §3). */
@Injectable()
export class ExecutionsService {
  constructor(
    private readonly executions: ExecutionRepository,
    private readonly agreements: AgreementRepository,
    private readonly steps: AgreementSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** EXECUTION_NOT_FOUND also when the record's agreement is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<ExecutionRow> {
    assertPermission(principal, 'agreements.read');
    const record = await this.executions.find(rowScopeOf(principal), id);
    if (!record) throw executionNotFound();
    return record;
  }

  /** Latest activity first. The caller has read the agreements within its scope. */
  pages(agreementIds: readonly EntityId[], page: PageRequest): Promise<Map<EntityId, Page<ExecutionRow>>> {
    return this.executions.pages(agreementIds, page);
  }

  /** Recorded for the principal's side, not yet verified. EXECUTION_CODE_TAKEN. */
  async record(principal: Principal, execution: NewExecution): Promise<ExecutionRow> {
    assertPermission(principal, 'agreements.recordExecution');
    const side = sideOf(principal);
    if (!side) throw notAParty();
    const columns = checkedColumns(execution);
    const id = await this.uow
      .run(async (tx) => {
        const step = AgreementStep.RECORD_EXECUTION;
        const agreement = await this.steps.open(tx, principal, execution.agreementId, step);
        this.assertDate(agreement, columns.occurredOn);
        const recordId = await this.executions.insert(tx, agreement.id, columns, side);
        await this.remember(tx, principal, agreement, AgreementEventKind.EXECUTION_RECORDED, {
          action: 'agreements.recordExecution',
          after: columns,
          details: { executionId: recordId, side },
        });
        return recordId;
      })
      .catch(codeTaken(columns.code));
    return this.get(principal, id);
  }

  /** Of a record that is not verified yet, by the side that recorded it. */
  async edit(principal: Principal, change: ExecutionChange): Promise<ExecutionRow> {
    assertPermission(principal, 'agreements.recordExecution');
    await this.uow
      .run(async (tx) => {
        const { record, agreement } = await this.open(tx, principal, change.id, change.revision);
        refuse(executionEditRefusal(record, sideOf(principal)));
        const columns = checkedColumns({ ...record, ...withoutUndefined(change) });
        this.assertDate(agreement, columns.occurredOn);
        if (!(await this.executions.edit(tx, record, columns))) throw executionChanged();
        await this.remember(tx, principal, agreement, AgreementEventKind.EXECUTION_EDITED, {
          action: 'agreements.recordExecution',
          before: contentOf(record),
          after: columns,
          details: { executionId: record.id },
        });
      })
      .catch(codeTaken(change.code ?? ''));
    return this.get(principal, change.id);
  }

  /** Confirms the revision the principal looked at; EXECUTION_OWN_RECORD for the side that recorded it. */
  async verify(principal: Principal, id: EntityId, revision: number): Promise<ExecutionRow> {
    assertPermission(principal, 'agreements.verifyExecution');
    await this.uow.run(async (tx) => {
      const { record, agreement } = await this.open(tx, principal, id, revision);
      refuse(verificationRefusal(record, sideOf(principal)));
      if (!(await this.executions.verify(tx, record, principal.userId, this.clock.now()))) throw executionChanged();
      await this.remember(tx, principal, agreement, AgreementEventKind.EXECUTION_VERIFIED, {
        action: 'agreements.verifyExecution',
        before: { verified: false },
        after: { verified: true },
        details: { executionId: id, code: record.code },
      });
    });
    return this.get(principal, id);
  }

  /** Takes the record out of every count, for good. EXECUTION_ALREADY_REVERSED. */
  async reverse(principal: Principal, id: EntityId, given: string): Promise<ExecutionRow> {
    assertPermission(principal, 'agreements.reverseExecution');
    const reason = checkedText('冲销理由', given, 255);
    await this.uow.run(async (tx) => {
      const { record, agreement } = await this.open(tx, principal, id);
      refuse(reversalRefusal(record));
      if (!(await this.executions.reverse(tx, id, reason, this.clock.now()))) throw executionChanged();
      await this.remember(tx, principal, agreement, AgreementEventKind.EXECUTION_REVERSED, {
        action: 'agreements.reverseExecution',
        before: { reversed: false },
        after: { reversed: true },
        details: { executionId: id, code: record.code, reason },
      });
    });
    return this.get(principal, id);
  }

  /** The record and its agreement, both locked, the agreement first. */
  private async open(tx: Transaction, principal: Principal, id: EntityId, revision?: number): Promise<OpenRecord> {
    const scope = rowScopeOf(principal);
    const seen = await this.executions.find(scope, id, tx);
    if (!seen) throw executionNotFound();
    const agreement = await this.agreements.lock(tx, scope, seen.agreementId);
    if (!agreement) throw agreementNotFound();
    const record = await this.executions.lock(tx, scope, id);
    if (!record) throw executionNotFound();
    if (revision !== undefined && record.revision !== revision) throw executionChanged();
    return { record, agreement };
  }

  private assertDate(agreement: AgreementRow, occurredOn: CalendarDate): void {
    const refusal = executionDateRefusal(agreement, occurredOn, this.clock.today());
    if (!refusal) return;
    const { signedOn, effectiveFrom, effectiveTo, terminatedOn } = agreement;
    throw dateRefused(refusal, { occurredOn, signedOn, effectiveFrom, effectiveTo, terminatedOn });
  }

  private remember(
    tx: Transaction,
    principal: Principal,
    agreement: AgreementRow,
    kind: AgreementEventKind,
    note: Omit<StepNote, 'kind' | 'fact'>,
  ): Promise<void> {
    return this.steps.remember(tx, principal, agreement, { ...note, kind, fact: 'EXECUTION' });
  }
}

function refuse(refusal: ExecutionRefusal | null): void {
  if (refusal) throw executionRefused(refusal);
}

const codeTaken = (code: string) =>
  refuseDuplicates({ ix_execution_record_agreement_id_code: () => executionCodeTaken(code) });

function checkedColumns(execution: Omit<NewExecution, 'agreementId'>): ExecutionColumns {
  const participants = execution.participants ?? null;
  return {
    code: checkedCode('记录编号', execution.code, 40),
    occurredOn: checkedDate('活动日期', execution.occurredOn),
    activityKind: checkedText('活动类型', execution.activityKind, 60),
    participants: participants === null ? null : checkedWholeNumber('参与人数', participants, 0, 1_000_000),
    description: checkedOptionalText('内容', execution.description, 1_000),
  };
}

function contentOf({ code, occurredOn, activityKind, participants, description }: ExecutionRow): ExecutionColumns {
  return { code, occurredOn, activityKind, participants, description };
}

function withoutUndefined<T extends object>(change: T): Partial<T> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;
}
