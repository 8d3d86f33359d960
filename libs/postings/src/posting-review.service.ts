import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { PostingField } from './domain/posting-content';
import { PostingStep } from './domain/posting-lifecycle';
import { PostingStatus } from './domain/posting-status';
import { PostingRow, PostingsRepository } from './persistence/postings.repository';
import { PostingSteps } from './posting-steps';
import { rejectionWithoutMarks } from './postings.errors';
import { PostingsService } from './postings.service';
import { VettingsService } from './vettings.service';

/** A field the officer sends back, and why. */
export interface RejectionMark {
  readonly field: PostingField;
  readonly message: string;
}

/** The officer's side of postings: after the rules, before anybody sees them. */
@Injectable()
export class PostingReviewService {
  constructor(
    private readonly postings: PostingsService,
    private readonly rows: PostingsRepository,
    private readonly vettings: VettingsService,
    private readonly steps: PostingSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Shows the revision the officer looked at. ENTERPRISE_NOT_VETTED, POSTING_REVISION_CONFLICT. */
  async approve(principal: Principal, id: EntityId, revision: number): Promise<PostingRow> {
    assertPermission(principal, 'postings.review');
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, PostingStep.APPROVE, revision);
      await this.vettings.assertVetted(tx, read.enterpriseId);
      await this.steps.take(tx, 'postings.approve', read, { status: PostingStatus.LIVE, ...this.decision(principal) });
    });
    return this.postings.get(principal, id);
  }

  /** Sends it back with marked fields; also one that is shown already. REJECTION_WITHOUT_MARKS. */
  async reject(
    principal: Principal,
    id: EntityId,
    revision: number,
    marks: readonly RejectionMark[],
  ): Promise<PostingRow> {
    assertPermission(principal, 'postings.review');
    if (marks.length === 0) throw rejectionWithoutMarks();
    const findings = marks.map(({ field, message }) => ({
      field,
      rule: 'OFFICER',
      message: checkedText('退回说明', message, 255),
    }));
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, PostingStep.REJECT, revision);
      await this.rows.setFindings(tx, id, findings);
      const change = { status: PostingStatus.REJECTED, ...this.decision(principal) };
      await this.steps.take(tx, 'postings.reject', read, change, { findings });
    });
    return this.postings.get(principal, id);
  }

  private decision({ userId }: Principal): { decidedAt: Date; decidedBy: number | null } {
    return { decidedAt: this.clock.now(), decidedBy: userId };
  }
}
