import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { isStepAllowed, PostingStep } from './domain/posting-lifecycle';
import { PostingMarks, PostingRow, PostingsRepository } from './persistence/postings.repository';
import { postingChanged, postingNotFound, postingStepNotAllowed } from './postings.errors';

type Change = Parameters<PostingsRepository['update']>[2];

/** How every step is taken: lock, look, write under the condition that nothing moved, remember. */
@Injectable()
export class PostingSteps {
  constructor(
    private readonly postings: PostingsRepository,
    private readonly audit: AuditTrail,
  ) {}

  /** POSTING_NOT_FOUND, POSTING_REVISION_CONFLICT, POSTING_STEP_NOT_ALLOWED. */
  async open(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: PostingStep,
    revision?: number,
  ): Promise<PostingRow> {
    const posting = await this.postings.lock(tx, rowScopeOf(principal), id);
    if (!posting) throw postingNotFound();
    if (revision !== undefined && posting.revision !== revision) throw postingChanged();
    if (!isStepAllowed(step, posting.status)) throw postingStepNotAllowed(step, posting.status);
    return posting;
  }

  /** Writes the change and remembers it, with what the audit needs beside the columns. */
  async take(
    tx: Transaction,
    action: string,
    read: PostingRow,
    change: Change & PostingMarks,
    details?: object,
  ): Promise<void> {
    if (!(await this.postings.update(tx, read, change))) throw postingChanged();
    const { fingerprint: _derived, ...after } = change;
    const before = Object.fromEntries(Object.keys(after).map((field) => [field, read[field as keyof PostingRow]]));
    await this.audit.record(tx, {
      action,
      objectType: 'JobPosting',
      objectId: read.id,
      before,
      after,
      ...(details ? { details } : {}),
    });
  }
}
