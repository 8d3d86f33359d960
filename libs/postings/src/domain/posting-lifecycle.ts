import { PostingContent, PostingField } from './posting-content';
import { PostingStatus } from './posting-status';

/** What may be done to a posting (domain.md §3). */
export enum PostingStep {
  EDIT = 'EDIT',
  SUBMIT = 'SUBMIT',
  APPROVE = 'APPROVE',
  REJECT = 'REJECT',
  CLOSE = 'CLOSE',
  EXPIRE = 'EXPIRE',
  REOPEN = 'REOPEN',
}

const { DRAFT, SUBMITTED, REJECTED, LIVE, CLOSED, EXPIRED } = PostingStatus;

/** The transition table: the statuses in which a step is allowed. */
export const STEP_ALLOWED_IN: Readonly<Record<PostingStep, readonly PostingStatus[]>> = {
  // The officer decides about the revision that was looked at, so an edit meanwhile does no harm.
  [PostingStep.EDIT]: [DRAFT, SUBMITTED, REJECTED, LIVE, CLOSED, EXPIRED],
  [PostingStep.SUBMIT]: [DRAFT, REJECTED],
  [PostingStep.APPROVE]: [SUBMITTED],
  [PostingStep.REJECT]: [SUBMITTED, LIVE],
  [PostingStep.CLOSE]: [SUBMITTED, LIVE],
  [PostingStep.EXPIRE]: [LIVE],
  [PostingStep.REOPEN]: [CLOSED, EXPIRED],
};

export function isStepAllowed(step: PostingStep, status: PostingStatus): boolean {
  return STEP_ALLOWED_IN[step].includes(status);
}

/** Fields that may change while a posting is shown without an officer looking at it again. */
const UNREVIEWED: ReadonlySet<PostingField> = new Set(['heads', 'startsOn', 'validUntil']);

/** Status after an edit: what is shown and says something new goes back to the officer; else it stays. */
export function statusAfterEdit(status: PostingStatus, before: PostingContent, after: PostingContent): PostingStatus {
  return statusAfterChange(status, changedFields(before, after));
}

/** As statusAfterEdit, for who knows which fields differ. */
export function statusAfterChange(status: PostingStatus, changed: readonly PostingField[]): PostingStatus {
  return status === LIVE && changed.some((field) => !UNREVIEWED.has(field)) ? SUBMITTED : status;
}

/** Fields in which the two differ; the order of majors is no difference. */
export function changedFields(before: PostingContent, after: PostingContent): PostingField[] {
  const image = (content: PostingContent, field: PostingField): string =>
    JSON.stringify(field === 'majorNames' ? [...content.majorNames].sort() : content[field]);
  return (Object.keys(after) as PostingField[]).filter((field) => image(before, field) !== image(after, field));
}
