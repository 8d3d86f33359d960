import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { enterpriseNotFound, EnterpriseRow, EnterprisesService } from '@sxbq/enterprises';
import { assertPermission } from '@sxbq/identity';
import { checkedCode, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { duplicateKeyOf, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { PostingContent } from './domain/posting-content';
import { postingFingerprint } from './domain/posting-fingerprint';
import { changedFields, PostingStep, statusAfterEdit } from './domain/posting-lifecycle';
import { minimumWageOf } from './domain/posting-rule-set';
import { PostingSort } from './domain/posting-sort';
import { PostingStatus } from './domain/posting-status';
import { findingsOf } from './domain/rules';
import { PostingFinding } from './domain/rules/posting-rule';
import { PostingFilter, PostingMarks, PostingRow, PostingsRepository } from './persistence/postings.repository';
import { GivenContent, PostingContentCheck } from './posting-content.check';
import { PostingRulesInForce, PostingRulesService } from './posting-rules.service';
import { PostingSteps } from './posting-steps';
import { headsBelowTaken, postingCodeTaken, postingHasFindings, postingNotFound } from './postings.errors';

export interface PostingListRequest extends PageRequest {
  readonly filter?: PostingFilter | null;
  readonly sort?: PostingSort | null;
}

export interface NewPosting extends GivenContent {
  readonly enterpriseId: EntityId;
  /** The enterprise's own number. */
  readonly code: string;
}

/** A field that is left out stays as it is; enterprise and code stay. */
export interface PostingChange extends Partial<GivenContent> {
  readonly id: EntityId;
  readonly revision: number;
}

/** What came of writing a posting by the enterprise's own number. */
export interface PutPosting {
  readonly posting: PostingRow;
  readonly outcome: 'CREATED' | 'UPDATED' | 'UNCHANGED';
}

/** 岗位: written by enterprises, judged by rules, then by an officer (domain.md §3). */
@Injectable()
export class PostingsService {
  constructor(
    private readonly postings: PostingsRepository,
    private readonly enterprises: EnterprisesService,
    private readonly check: PostingContentCheck,
    private readonly rules: PostingRulesService,
    private readonly steps: PostingSteps,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** In order of recording unless said otherwise. A school and a graduate find what is shown in their city. */
  list(principal: Principal, request: PostingListRequest): Promise<Page<PostingRow>> {
    assertPermission(principal, 'postings.read');
    const sort = request.sort ?? PostingSort.RECORDED_ASC;
    return this.postings.list(rowScopeOf(principal), request.filter ?? {}, sort, request);
  }

  /** POSTING_NOT_FOUND also when the posting is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<PostingRow> {
    const posting = (await this.byIds(principal, [id])).get(id);
    if (!posting) throw postingNotFound();
    return posting;
  }

  /** The visible ones of the ids; for request loaders of the libs above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, PostingRow>> {
    assertPermission(principal, 'postings.read');
    return this.postings.find(rowScopeOf(principal), ids);
  }

  /** What stands against the postings, for who writes or decides: a school and a graduate read none. */
  findings(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, PostingFinding[]>> {
    return ['SCHOOL', 'OWN_RECORDS'].includes(rowScopeOf(principal).kind)
      ? Promise.resolve(new Map())
      : this.postings.findings(ids);
  }

  /** A draft. POSTING_CODE_TAKEN, ENTERPRISE_NOT_FOUND for another's enterprise, and the errors of the form. */
  async draft(principal: Principal, given: NewPosting): Promise<PostingRow> {
    assertPermission(principal, 'postings.edit');
    const { id: enterpriseId } = await this.own(principal, given.enterpriseId);
    const code = checkedCode('岗位编号', given.code, 40);
    const { content } = await this.checked(given);
    const id = await this.uow
      .run((tx) => this.insert(tx, enterpriseId, code, content, { status: PostingStatus.DRAFT }))
      .catch(refuseDuplicates({ ix_job_posting_enterprise_id_code: () => postingCodeTaken(code) }));
    return this.get(principal, id);
  }

  /** What is shown and says something new goes back to the officer. HEADS_BELOW_TAKEN, POSTING_HAS_FINDINGS. */
  async edit(principal: Principal, change: PostingChange): Promise<PostingRow> {
    assertPermission(principal, 'postings.edit');
    const { id, revision, ...given } = change;
    const present = await this.get(principal, id);
    const kept = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const { content, rules } = await this.checked({ ...present, ...kept });
    const judge = this.judgeOf(await this.own(principal, present.enterpriseId), rules);
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, PostingStep.EDIT, revision);
      await this.rewrite(tx, read, content, judge);
    });
    return this.get(principal, id);
  }

  /**
   * Creates or edits the posting of the enterprise's own number, and submits it: for its own systems, which may send the
   * same again and again (nothing is written when nothing changed). POSTING_HAS_FINDINGS, and then nothing is kept.
   */
  async put(principal: Principal, given: NewPosting): Promise<PutPosting> {
    assertPermission(principal, 'postings.edit');
    const enterprise = await this.own(principal, given.enterpriseId);
    const key = { enterpriseId: enterprise.id, code: checkedCode('岗位编号', given.code, 40) };
    const { content, rules } = await this.checked(given);
    const judge = this.judgeOf(enterprise, rules);
    const write = () => this.uow.run((tx) => this.putInto(tx, key, content, judge));
    const { id, outcome } = await write().catch((error: unknown) => {
      if (duplicateKeyOf(error) === null) throw error;
      // Another request inserted the same number in this moment: it is there now.
      return write();
    });
    return { posting: await this.get(principal, id), outcome };
  }

  /** The automatic rules look at once; what passes waits for the officer. POSTING_HAS_FINDINGS. */
  async submit(principal: Principal, id: EntityId, revision: number): Promise<PostingRow> {
    assertPermission(principal, 'postings.edit');
    const present = await this.get(principal, id);
    // Written weeks ago, it may have run out since.
    const { rules } = await this.checked(present);
    const judge = this.judgeOf(await this.own(principal, present.enterpriseId), rules);
    const findings = await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, PostingStep.SUBMIT, revision);
      const found = await judge(tx, read.code, read);
      await this.postings.setFindings(tx, id, found);
      const next = found.length > 0 ? PostingStatus.REJECTED : PostingStatus.SUBMITTED;
      await this.steps.take(tx, 'postings.submit', read, { status: next, submittedAt: this.clock.now() });
      return found;
    });
    // The rejection is kept: the enterprise finds the marked fields when it comes back.
    if (findings.length > 0) throw postingHasFindings(findings);
    return this.get(principal, id);
  }

  async close(principal: Principal, id: EntityId, revision: number): Promise<PostingRow> {
    assertPermission(principal, 'postings.close');
    return this.move(principal, id, revision, PostingStep.CLOSE, PostingStatus.CLOSED, 'postings.close');
  }

  /** Back to a draft, to be looked over, given a new last day and submitted. */
  async reopen(principal: Principal, id: EntityId, revision: number): Promise<PostingRow> {
    assertPermission(principal, 'postings.edit');
    return this.move(principal, id, revision, PostingStep.REOPEN, PostingStatus.DRAFT, 'postings.reopen');
  }

  private async move(
    principal: Principal,
    id: EntityId,
    revision: number,
    step: PostingStep,
    status: PostingStatus,
    action: string,
  ): Promise<PostingRow> {
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, step, revision);
      await this.steps.take(tx, action, read, { status });
    });
    return this.get(principal, id);
  }

  private async checked(given: GivenContent): Promise<{ content: PostingContent; rules: PostingRulesInForce }> {
    const rules = await this.rules.inForce(String(given.regionCode));
    return { content: await this.check.checked(given, rules.document.maximumDays), rules };
  }

  private async insert(
    tx: Transaction,
    enterpriseId: EntityId,
    code: string,
    content: PostingContent,
    marks: PostingMarks & { readonly status: PostingStatus },
  ): Promise<EntityId> {
    const fingerprint = postingFingerprint(content);
    const id = await this.postings.insert(tx, { ...content, ...marks, enterpriseId, code, fingerprint });
    await this.audit.record(tx, {
      action: 'postings.draft',
      objectType: 'JobPosting',
      objectId: id,
      after: { enterpriseId, code, ...content, ...marks },
    });
    return id;
  }

  /** Writes an edit of a posting that is locked. */
  private async rewrite(tx: Transaction, read: PostingRow, content: PostingContent, judge: Judge): Promise<void> {
    if (content.heads < read.taken) throw headsBelowTaken(read.taken);
    const status = statusAfterEdit(read.status, contentOf(read), content);
    if (isOut(status)) assertClean(await judge(tx, read.code, content));
    const fingerprint = postingFingerprint(content);
    const submitted = status !== read.status ? { submittedAt: this.clock.now() } : {};
    await this.steps.take(tx, 'postings.edit', read, { ...content, status, fingerprint, ...submitted });
  }

  private async putInto(
    tx: Transaction,
    { enterpriseId, code }: Pick<NewPosting, 'enterpriseId' | 'code'>,
    content: PostingContent,
    judge: Judge,
  ): Promise<Pick<PutPosting, 'outcome'> & { readonly id: EntityId }> {
    const read = await this.postings.lockByCode(tx, enterpriseId, code);
    if (read && isOut(read.status)) {
      if (changedFields(contentOf(read), content).length === 0) return { id: read.id, outcome: 'UNCHANGED' };
      await this.rewrite(tx, read, content, judge);
      return { id: read.id, outcome: 'UPDATED' };
    }
    assertClean(await judge(tx, code, content));
    const submitted = { status: PostingStatus.SUBMITTED, submittedAt: this.clock.now() };
    if (!read) return { id: await this.insert(tx, enterpriseId, code, content, submitted), outcome: 'CREATED' };
    if (content.heads < read.taken) throw headsBelowTaken(read.taken);
    await this.postings.setFindings(tx, read.id, []);
    const fingerprint = postingFingerprint(content);
    await this.steps.take(tx, 'postings.submit', read, { ...content, ...submitted, fingerprint });
    return { id: read.id, outcome: 'UPDATED' };
  }

  /** The automatic rules with what they need to know of the enterprise and the place. */
  private judgeOf({ id, industryCode }: EnterpriseRow, { document }: PostingRulesInForce): Judge {
    return async (tx, code, content) =>
      findingsOf(content, {
        minimumWage: minimumWageOf(document, content.regionCode),
        industryCode,
        sameAs: await this.postings.sameOffers(tx, id, postingFingerprint(content), code),
        bannedPhrases: document.bannedPhrases,
      });
  }

  /** An enterprise writes its own postings only. */
  private async own(principal: Principal, enterpriseId: EntityId): Promise<EnterpriseRow> {
    const scope = rowScopeOf(principal);
    if (scope.kind === 'ENTERPRISE' && scope.enterpriseId !== enterpriseId) throw enterpriseNotFound();
    return this.enterprises.get(principal, enterpriseId);
  }
}

/** What the automatic rules have against the content; the posting of the same code is no duplicate, being the same. */
type Judge = (tx: Transaction, code: string, content: PostingContent) => Promise<PostingFinding[]>;

/** Shown, or waiting to be. */
const isOut = (status: PostingStatus): boolean => status === PostingStatus.LIVE || status === PostingStatus.SUBMITTED;

function assertClean(findings: readonly PostingFinding[]): void {
  if (findings.length > 0) throw postingHasFindings(findings);
}

function contentOf(row: PostingRow): PostingContent {
  const { kind, title, occupationEdition, occupationCode, majorNames, gradeFloor, heads, salaryMin, salaryMax } = row;
  const { regionCode, shift, startsOn, validUntil, description } = row;
  return {
    kind,
    title,
    occupationEdition,
    occupationCode,
    majorNames,
    gradeFloor,
    heads,
    salaryMin,
    salaryMax,
    regionCode,
    shift,
    startsOn,
    validUntil,
    description,
  };
}
