import { Injectable } from '@nestjs/common';
import { Clock, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { AgreementJournal, JournalEntry } from './agreement-journal';
import { agreementChanged, agreementNotFound, stepNotAllowed } from './agreements.errors';
import { AgreementStep, isStepAllowed } from './domain/agreement-lifecycle';
import { AgreementRow } from './persistence/agreement-rows';
import { AgreementColumns, AgreementRepository } from './persistence/agreement.repository';

/** What the journal keeps of a step beside what the agreement itself tells. */
export type StepNote = Pick<JournalEntry, 'kind' | 'action' | 'before' | 'after' | 'details' | 'fact'>;

/** How every step is taken: lock, look, write under the condition that nothing moved, remember. */
@Injectable()
export class AgreementSteps {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly journal: AgreementJournal,
    private readonly clock: Clock,
  ) {}

  /**
   * The agreement, locked, in a status that allows the step and, where the caller looked at a revision, still in that.
   * AGREEMENT_NOT_FOUND, AGREEMENT_REVISION_CONFLICT, AGREEMENT_STEP_NOT_ALLOWED.
   */
  async open(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: AgreementStep,
    revision?: number,
  ): Promise<AgreementRow> {
    const agreement = await this.agreements.lock(tx, rowScopeOf(principal), id);
    if (!agreement) throw agreementNotFound();
    if (revision !== undefined && agreement.revision !== revision) throw agreementChanged();
    if (!isStepAllowed(step, agreement.status)) throw stepNotAllowed(step, agreement.status);
    return agreement;
  }

  /** Writes the agreement's columns and remembers the step. */
  async take(
    tx: Transaction,
    principal: Principal,
    read: AgreementRow,
    columns: AgreementColumns,
    note: StepNote,
  ): Promise<void> {
    if (!(await this.agreements.update(tx, read, columns, this.clock.now()))) throw agreementChanged();
    const { kinds, status, revision: _counter, ...fields } = columns;
    const changed = { ...fields, ...(kinds ? { kinds } : {}) };
    const before = Object.fromEntries(Object.keys(changed).map((field) => [field, read[field as keyof AgreementRow]]));
    await this.remember(
      tx,
      principal,
      read,
      { ...note, before: { ...before, ...note.before }, after: { ...changed, ...note.after } },
      status,
    );
  }

  /** Remembers a step that leaves the agreement's own columns alone, or has written them already. */
  async remember(
    tx: Transaction,
    principal: Principal,
    read: Pick<AgreementRow, 'id' | 'schoolId' | 'status'>,
    note: StepNote,
    to: AgreementRow['status'] = read.status,
  ): Promise<void> {
    await this.journal.record(tx, principal, { ...note, agreement: read, from: read.status, to });
  }
}
