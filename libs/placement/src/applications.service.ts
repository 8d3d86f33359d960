import { Injectable } from '@nestjs/common';
import { graduateNotFound, GraduatePlaces, GraduateStatus } from '@sxbq/graduates';
import { assertPermission } from '@sxbq/identity';
import { checkedText, Clock, EntityId, groupBy, Page, PageRequest, Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { PostingPlaces } from '@sxbq/postings';
import { ApplicationSteps, assertMaySpeak, sideOf } from './application-steps';
import { ApplicationStep } from './domain/application-lifecycle';
import { ApplicationOrigin, ApplicationStatus, ChoiceSide } from './domain/application-status';
import {
  ApplicationEventRow,
  ApplicationFilter,
  ApplicationRow,
  ApplicationsRepository,
  OPEN_PAIR,
} from './persistence/applications.repository';
import {
  alreadyApplied,
  answerDeadlineInvalid,
  applicationNotFound,
  graduateNotAvailable,
  offerAlreadyAccepted,
  offerExpired,
  postingFull,
  postingNotOpen,
} from './placement.errors';

export interface ApplicationListRequest extends PageRequest {
  readonly filter?: ApplicationFilter | null;
}

/** An application as the reader may know it: the school of somebody who agreed to nothing yet is none of the enterprise's. */
export type ApplicationView = Omit<ApplicationRow, 'schoolId'> & { readonly schoolId: EntityId | null };

/** Days the other side has for an answer before an application lapses. */
const ANSWER_DAYS = 30;
/** Longest and usual time for an answer to an offer, in days. */
const MAX_OFFER_DAYS = 30;
const DAY_MS = 86_400_000;

/** 双向选择: a graduate applies or an enterprise invites; they meet, offer and accept (domain.md §3). */
@Injectable()
export class ApplicationsService {
  constructor(
    private readonly applications: ApplicationsRepository,
    private readonly steps: ApplicationSteps,
    private readonly postings: PostingPlaces,
    private readonly graduates: GraduatePlaces,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** In order of recording; either side finds its own. */
  async list(principal: Principal, request: ApplicationListRequest): Promise<Page<ApplicationView>> {
    assertPermission(principal, 'placement.read');
    const { items, total } = await this.applications.list(rowScopeOf(principal), request.filter ?? {}, request);
    return { items: items.map((row) => shown(principal, row)), total };
  }

  /** APPLICATION_NOT_FOUND also when the application is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<ApplicationView> {
    assertPermission(principal, 'placement.read');
    const application = (await this.applications.find(rowScopeOf(principal), [id])).get(id);
    if (!application) throw applicationNotFound();
    return shown(principal, application);
  }

  /** Steps by application, oldest first. The caller has read the applications within its scope. */
  async events(ids: readonly EntityId[]): Promise<Map<EntityId, ApplicationEventRow[]>> {
    return groupBy(await this.applications.events(ids), (event) => event.applicationId);
  }

  /**
   * By the graduate, or by the school for one who has no account. GRADUATE_NOT_FOUND, POSTING_NOT_OPEN also for one that is not
   * shown to them, GRADUATE_NOT_AVAILABLE, ALREADY_APPLIED.
   */
  async apply(principal: Principal, graduateId: EntityId, jobPostingId: EntityId): Promise<ApplicationView> {
    assertPermission(principal, 'placement.apply');
    const id = await this.uow
      .run(async (tx) => {
        const scope = rowScopeOf(principal);
        if (!(await this.graduates.isOwn(tx, scope, graduateId))) throw graduateNotFound();
        const posting = await this.postings.openTo(tx, scope, jobPostingId);
        if (!posting) throw postingNotOpen();
        const graduate = await this.graduates.available(tx, graduateId);
        if (!graduate) throw graduateNotAvailable();
        assertMaySpeak(principal, graduate.claimedUserId);
        return this.steps.begin(tx, sideOf(principal), {
          jobPostingId,
          graduateId,
          enterpriseId: posting.enterpriseId,
          schoolId: graduate.schoolId,
          origin: ApplicationOrigin.APPLICATION,
          status: ApplicationStatus.SENT,
          expiresAt: answerBy(this.clock.now()),
        });
      })
      .catch(refuseDuplicates({ [OPEN_PAIR]: alreadyApplied }));
    return this.get(principal, id);
  }

  /** The side that did not begin says yes to a meeting. */
  async interview(principal: Principal, id: EntityId, revision: number): Promise<ApplicationView> {
    assertPermission(principal, 'placement.answer');
    const expiresAt = answerBy(this.clock.now());
    return this.step(principal, id, revision, ApplicationStep.TO_INTERVIEW, { expiresAt });
  }

  /** To be answered within `days` days, 1–30. */
  async offer(principal: Principal, id: EntityId, revision: number, days: number): Promise<ApplicationView> {
    assertPermission(principal, 'placement.offer');
    if (!Number.isInteger(days) || days < 1 || days > MAX_OFFER_DAYS) throw answerDeadlineInvalid(MAX_OFFER_DAYS);
    return this.step(principal, id, revision, ApplicationStep.OFFER, { expiresAt: inDays(this.clock.now(), days) });
  }

  /**
   * Takes one of the posting's places, takes the graduate off the market and ends the other applications. POSTING_FULL when the last place is
   * gone; POSTING_NOT_OPEN; OFFER_ALREADY_ACCEPTED; OFFER_EXPIRED. Both hold whoever acts at the same moment: by conditional UPDATE and by
   * a unique key.
   */
  async accept(principal: Principal, id: EntityId, revision: number): Promise<ApplicationView> {
    assertPermission(principal, 'placement.answer');
    const { graduateId } = await this.get(principal, id);
    await this.uow
      .run(async (tx) => {
        // First of all locks: two offers of one graduate then wait for each other instead of for ever.
        const status = await this.graduates.lockStatus(tx, graduateId);
        const read = await this.opened(tx, principal, id, ApplicationStep.ACCEPT, revision);
        if (read.expiresAt !== null && read.expiresAt < this.clock.now()) throw offerExpired();
        if (status === GraduateStatus.ACCEPTED) throw offerAlreadyAccepted();
        if (status !== GraduateStatus.AVAILABLE) throw graduateNotAvailable();
        await this.takePlace(tx, read.jobPostingId);
        await this.steps.take(tx, ChoiceSide.GRADUATE, read, ApplicationStep.ACCEPT, {
          acceptedGraduateId: read.graduateId,
          expiresAt: null,
        });
        await this.graduates.setStatus(tx, graduateId, GraduateStatus.ACCEPTED);
        await this.endOthers(tx, read);
      })
      .catch(refuseDuplicates({ ix_application_accepted_graduate_id: offerAlreadyAccepted }));
    return this.get(principal, id);
  }

  /** The graduate says no, with a reason. */
  async decline(principal: Principal, id: EntityId, revision: number, reason: string): Promise<ApplicationView> {
    assertPermission(principal, 'placement.answer');
    return this.end(principal, id, revision, ApplicationStep.DECLINE, reason);
  }

  /** The enterprise says no, with a reason; an offer not accepted yet may be taken back. */
  async refuse(principal: Principal, id: EntityId, revision: number, reason: string): Promise<ApplicationView> {
    assertPermission(principal, 'placement.offer');
    return this.end(principal, id, revision, ApplicationStep.REFUSE, reason);
  }

  /** The graduate takes it back; an accepted place is free again, and the graduate is looking again. */
  async withdraw(principal: Principal, id: EntityId, revision: number, given: string): Promise<ApplicationView> {
    assertPermission(principal, 'placement.apply');
    const reason = checkedText('撤回原因', given, 255);
    const { graduateId } = await this.get(principal, id);
    await this.uow.run(async (tx) => {
      await this.graduates.lockStatus(tx, graduateId);
      const read = await this.opened(tx, principal, id, ApplicationStep.WITHDRAW, revision);
      if (read.status === ApplicationStatus.ACCEPTED) {
        await this.postings.giveBack(tx, read.jobPostingId);
        await this.graduates.setStatus(tx, graduateId, GraduateStatus.AVAILABLE);
      }
      const change = { reason, acceptedGraduateId: null, expiresAt: null };
      await this.steps.take(tx, ChoiceSide.GRADUATE, read, ApplicationStep.WITHDRAW, change);
    });
    return this.get(principal, id);
  }

  private async end(
    principal: Principal,
    id: EntityId,
    revision: number,
    step: ApplicationStep,
    given: string,
  ): Promise<ApplicationView> {
    const reason = checkedText('原因', given, 255);
    return this.step(principal, id, revision, step, { reason, expiresAt: null });
  }

  private async step(
    principal: Principal,
    id: EntityId,
    revision: number,
    step: ApplicationStep,
    change: { expiresAt?: Date | null; reason?: string },
  ): Promise<ApplicationView> {
    await this.uow.run(async (tx) => {
      const read = await this.opened(tx, principal, id, step, revision);
      await this.steps.take(tx, sideOf(principal), read, step, change);
    });
    return this.get(principal, id);
  }

  /** As `steps.open`; and a school no longer speaks for a graduate with an account. */
  private async opened(
    tx: Transaction,
    principal: Principal,
    id: EntityId,
    step: ApplicationStep,
    revision: number,
  ): Promise<ApplicationRow> {
    const read = await this.steps.open(tx, principal, id, step, revision);
    if (sideOf(principal) === ChoiceSide.GRADUATE) {
      assertMaySpeak(principal, await this.graduates.claimedBy(tx, read.graduateId));
    }
    return read;
  }

  private async takePlace(tx: Transaction, postingId: EntityId): Promise<void> {
    if (await this.postings.take(tx, postingId)) return;
    throw (await this.postings.open(tx, postingId)) ? postingFull() : postingNotOpen();
  }

  /** Whoever has accepted is off the market: the others need not wait for an answer. */
  private async endOthers(tx: Transaction, accepted: ApplicationRow): Promise<void> {
    for (const other of await this.applications.lockOthers(tx, accepted.graduateId, accepted.id)) {
      if (other.status === ApplicationStatus.ACCEPTED) throw offerAlreadyAccepted();
      await this.steps.take(tx, ChoiceSide.GRADUATE, other, ApplicationStep.WITHDRAW, {
        reason: '已接受其他录用',
        expiresAt: null,
      });
    }
  }
}

const inDays = (now: Date, days: number): Date => new Date(now.getTime() + days * DAY_MS);

/** Until when the other side of what begins or goes on now may answer. */
export const answerBy = (now: Date): Date => inDays(now, ANSWER_DAYS);

function shown(principal: Principal, row: ApplicationRow): ApplicationView {
  return principal.role === Role.ENTERPRISE && !row.graduateAgreed ? { ...row, schoolId: null } : row;
}
