import { PostingContent } from './posting-content';
import { PostingKind } from './posting-kind';
import { changedFields, isStepAllowed, PostingStep, statusAfterEdit } from './posting-lifecycle';
import { PostingStatus } from './posting-status';

const { DRAFT, SUBMITTED, REJECTED, LIVE, CLOSED, EXPIRED } = PostingStatus;

const content: PostingContent = {
  kind: PostingKind.JOB,
  title: '电工',
  occupationEdition: '2022',
  occupationCode: '6-31-01-03',
  majorNames: ['电气自动化', '机电一体化'],
  gradeFloor: null,
  heads: 3,
  salaryMin: 5_000,
  salaryMax: 6_000,
  regionCode: '320411',
  shift: null,
  startsOn: null,
  validUntil: '2026-12-31',
  description: null,
};

describe('the steps of a posting', () => {
  it.each<[PostingStep, PostingStatus[]]>([
    [PostingStep.EDIT, [DRAFT, SUBMITTED, REJECTED, LIVE, CLOSED, EXPIRED]],
    [PostingStep.SUBMIT, [DRAFT, REJECTED]],
    [PostingStep.APPROVE, [SUBMITTED]],
    [PostingStep.REJECT, [SUBMITTED, LIVE]],
    [PostingStep.CLOSE, [SUBMITTED, LIVE]],
    [PostingStep.EXPIRE, [LIVE]],
    [PostingStep.REOPEN, [CLOSED, EXPIRED]],
  ])('%s is allowed in %s and nowhere else', (step, allowed) => {
    expect(Object.values(PostingStatus).filter((status) => isStepAllowed(step, status))).toEqual(allowed);
  });
});

describe('an edit of what is shown', () => {
  it('goes back to the officer when it says something new', () => {
    expect(statusAfterEdit(LIVE, content, { ...content, title: '高级电工' })).toBe(SUBMITTED);
    expect(statusAfterEdit(LIVE, content, { ...content, salaryMin: 4_000 })).toBe(SUBMITTED);
  });

  it('stays shown when only heads or dates change, or majors are listed in another order', () => {
    const after = { ...content, heads: 9, validUntil: '2027-01-31', majorNames: ['机电一体化', '电气自动化'] };
    expect(changedFields(content, after)).toEqual(['heads', 'validUntil']);
    expect(statusAfterEdit(LIVE, content, after)).toBe(LIVE);
  });

  it('leaves a draft a draft', () =>
    expect(statusAfterEdit(DRAFT, content, { ...content, title: '焊工' })).toBe(DRAFT));
});
