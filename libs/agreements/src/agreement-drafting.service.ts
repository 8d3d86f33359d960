import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import {
  addDays,
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  Clock,
  EntityId,
  Principal,
} from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { AgreementSteps } from './agreement-steps';
import {
  agreementCodeTaken,
  alreadyApproved,
  dateRefused,
  kindsMissing,
  majorOfOtherSchool,
  notAParty,
  partyUnchanged,
  successorExists,
} from './agreements.errors';
import { AgreementsService, AgreementView } from './agreements.service';
import { draftDatesRefusal, successionRefusal } from './domain/agreement-dates';
import { AgreementEventKind } from './domain/agreement-event-kind';
import { AgreementKind } from './domain/agreement-kind';
import { AgreementStep, STATUS_AFTER_EDIT, statusAfterApproval } from './domain/agreement-lifecycle';
import { sideOf } from './domain/agreement-side';
import { AgreementStatus } from './domain/agreement-status';
import { PartiesService } from './parties.service';
import { AgreementRepository, NewAgreement } from './persistence/agreement.repository';

/** Content of an agreement that its sides agree on. */
export interface AgreementContent {
  readonly kinds: readonly AgreementKind[];
  readonly schoolMajorIds: readonly EntityId[];
  /** Date on the paper; today, at the second signature, when it stays empty. */
  readonly signedOn: CalendarDate | null;
  readonly effectiveFrom: CalendarDate | null;
  readonly effectiveTo: CalendarDate | null;
}

export interface AgreementDraft extends Partial<AgreementContent> {
  readonly code: string;
  readonly schoolId: EntityId;
  readonly enterpriseId: EntityId;
  readonly kinds: readonly AgreementKind[];
}

/** A field that is left out stays as it is; null empties it where it may be empty. */
export interface AgreementChange extends Partial<AgreementContent> {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
}

/** The successor takes over kinds and majors; it begins the day after the agreement ends unless said otherwise. */
export interface AgreementRenewal extends Partial<Omit<AgreementContent, 'signedOn'>> {
  readonly id: EntityId;
  readonly code: string;
}

export interface PartyChange extends AgreementRenewal {
  readonly enterpriseId: EntityId;
  readonly effectiveFrom: CalendarDate;
  readonly reason: string;
}

/** Drafts, their changes and signatures, until an agreement is signed (domain.md §3). */
@Injectable()
export class AgreementDraftingService {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly reads: AgreementsService,
    private readonly steps: AgreementSteps,
    private readonly parties: PartiesService,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** AGREEMENT_CODE_TAKEN; SCHOOL_NOT_FOUND, ENTERPRISE_NOT_FOUND when a party is unknown or not the caller's to speak for. */
  async draft(principal: Principal, draft: AgreementDraft): Promise<AgreementView> {
    assertPermission(principal, 'agreements.draft');
    await this.parties.assertMayJoin(principal, draft);
    const agreement = this.checkedDraft({ ...draft, predecessorId: null });
    const id = await this.uow
      .run((tx) => this.insert(tx, principal, agreement, 'agreements.draft'))
      .catch(refuseDuplicates({ ix_agreement_code: () => agreementCodeTaken(agreement.code) }));
    return this.reads.get(principal, id);
  }

  /** Raises the revision, so that every signature given before counts no more (domain.md §2 case 9). */
  async edit(principal: Principal, change: AgreementChange): Promise<AgreementView> {
    assertPermission(principal, 'agreements.edit');
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, change.id, AgreementStep.EDIT, change.revision);
      const majorsBefore = await this.agreements.majorIds(tx, read.id);
      const { schoolMajorIds, ...columns } = this.checkedContent({
        ...read,
        schoolMajorIds: majorsBefore,
        // The date of signing goes with the signatures, unless the change states one.
        ...(read.status === AgreementStatus.SIGNED ? { signedOn: null } : {}),
        ...given(change),
      });
      await this.assertMajors(tx, read.schoolId, schoolMajorIds);
      await this.agreements.replaceMajors(tx, read.id, schoolMajorIds);
      await this.steps.take(
        tx,
        principal,
        read,
        { ...columns, kinds: [...columns.kinds], status: STATUS_AFTER_EDIT, revision: read.revision + 1 },
        {
          kind: AgreementEventKind.EDITED,
          action: 'agreements.edit',
          before: { schoolMajorIds: majorsBefore },
          after: { schoolMajorIds },
          details: { revision: read.revision + 1 },
        },
      );
    });
    return this.reads.get(principal, change.id);
  }

  /** The principal's side signs the revision it looked at; when both sides have, the agreement is signed. */
  async approve(principal: Principal, id: EntityId, revision: number): Promise<AgreementView> {
    assertPermission(principal, 'agreements.approve');
    const side = sideOf(principal);
    if (!side) throw notAParty();
    await this.uow.run(async (tx) => {
      const read = await this.steps.open(tx, principal, id, AgreementStep.APPROVE, revision);
      if (read.effectiveFrom === null) throw dateRefused('START_MISSING', {});
      const signed = (await this.agreements.approvalsOf([id], tx)).get(id) ?? [];
      const status = statusAfterApproval(
        side,
        signed.map((approval) => approval.side),
      );
      if (!status) throw alreadyApproved(side);
      await this.agreements.approve(tx, read, side, principal.userId, this.clock.now());
      const signedOn = status === AgreementStatus.SIGNED ? (read.signedOn ?? this.clock.today()) : read.signedOn;
      await this.steps.take(
        tx,
        principal,
        read,
        { status, signedOn },
        { kind: AgreementEventKind.APPROVED, action: 'agreements.approve', details: { side, revision } },
      );
    });
    return this.reads.get(principal, id);
  }

  /** A draft that follows the agreement; filing it marks the agreement as renewed. AGREEMENT_SUCCESSOR_EXISTS. */
  async renew(principal: Principal, renewal: AgreementRenewal): Promise<AgreementView> {
    assertPermission(principal, 'agreements.renew');
    return this.succeed(principal, renewal, AgreementStep.RENEW, 'agreements.renew');
  }

  /**
   * A draft with another enterprise that follows the agreement; filing it ends the agreement on the day the new one
   * begins. AGREEMENT_PARTY_UNCHANGED, AGREEMENT_SUCCESSOR_EXISTS.
   */
  async changeParty(principal: Principal, change: PartyChange): Promise<AgreementView> {
    assertPermission(principal, 'agreements.changeParty');
    await this.parties.assertMayPartner(principal, change.enterpriseId);
    return this.succeed(principal, change, AgreementStep.CHANGE_PARTY, 'agreements.changeParty');
  }

  private async succeed(
    principal: Principal,
    successor: AgreementRenewal & { readonly enterpriseId?: EntityId; readonly reason?: string },
    step: AgreementStep,
    action: string,
  ): Promise<AgreementView> {
    const reason = checkedOptionalText('变更理由', successor.reason, 255);
    const id = await this.uow
      .run(async (tx) => {
        const read = await this.steps.open(tx, principal, successor.id, step);
        if (successor.enterpriseId === read.enterpriseId) throw partyUnchanged();
        const enterpriseId = successor.enterpriseId ?? read.enterpriseId;
        const agreement = this.checkedDraft({
          schoolId: read.schoolId,
          enterpriseId,
          kinds: read.kinds,
          schoolMajorIds: await this.agreements.majorIds(tx, read.id),
          effectiveFrom: read.effectiveTo && addDays(read.effectiveTo, 1),
          ...given(successor),
          code: successor.code,
          predecessorId: read.id,
        });
        const refusal = successionRefusal(read, agreement.effectiveFrom);
        if (refusal) throw dateRefused(refusal, { effectiveFrom: agreement.effectiveFrom });
        const successorId = await this.insert(tx, principal, agreement, action);
        await this.steps.remember(tx, principal, read, {
          kind: AgreementEventKind.SUCCESSOR_DRAFTED,
          action,
          details: { successorId, ...(reason ? { reason } : {}) },
        });
        return successorId;
      })
      .catch(
        refuseDuplicates({
          ix_agreement_code: () => agreementCodeTaken(successor.code),
          ix_agreement_predecessor_id: successorExists,
        }),
      );
    return this.reads.get(principal, id);
  }

  private async insert(
    tx: Transaction,
    principal: Principal,
    agreement: NewAgreement,
    action: string,
  ): Promise<EntityId> {
    await this.assertMajors(tx, agreement.schoolId, agreement.schoolMajorIds);
    const id = await this.agreements.insert(tx, agreement, this.clock.now());
    await this.steps.remember(
      tx,
      principal,
      { id, schoolId: agreement.schoolId, status: AgreementStatus.DRAFT },
      { kind: AgreementEventKind.DRAFTED, action, after: agreement },
    );
    return id;
  }

  private async assertMajors(tx: Transaction, schoolId: EntityId, majorIds: readonly EntityId[]): Promise<void> {
    if (!(await this.agreements.areMajorsOf(tx, schoolId, majorIds))) throw majorOfOtherSchool();
  }

  private checkedDraft(draft: AgreementDraft & { readonly predecessorId: EntityId | null }): NewAgreement {
    const { schoolId, enterpriseId, predecessorId } = draft;
    const content = this.checkedContent({
      kinds: draft.kinds,
      schoolMajorIds: draft.schoolMajorIds ?? [],
      signedOn: draft.signedOn ?? null,
      effectiveFrom: draft.effectiveFrom ?? null,
      effectiveTo: draft.effectiveTo ?? null,
    });
    return { code: checkedCode('协议编号', draft.code, 40), schoolId, enterpriseId, predecessorId, ...content };
  }

  private checkedContent(content: AgreementContent): AgreementContent {
    const signedOn = optionalDate('签订日期', content.signedOn);
    const effectiveFrom = optionalDate('生效日期', content.effectiveFrom);
    const effectiveTo = optionalDate('终止日期', content.effectiveTo);
    if (content.kinds.length === 0) throw kindsMissing();
    const refusal = draftDatesRefusal({ signedOn, effectiveFrom, effectiveTo }, this.clock.today());
    if (refusal) throw dateRefused(refusal, { signedOn, effectiveFrom, effectiveTo });
    return {
      kinds: [...new Set(content.kinds)],
      schoolMajorIds: [...new Set(content.schoolMajorIds)].sort((a, b) => a - b),
      signedOn,
      effectiveFrom,
      effectiveTo,
    };
  }
}

const optionalDate = (title: string, value: CalendarDate | null): CalendarDate | null =>
  value === null ? null : checkedDate(title, value);

const CONTENT_FIELDS = ['kinds', 'schoolMajorIds', 'signedOn', 'effectiveFrom', 'effectiveTo'] as const;

/** The content fields that were given; a list cannot be emptied by null. */
function given(change: Partial<AgreementContent>): Partial<AgreementContent> {
  const fields = CONTENT_FIELDS.filter((field) => {
    const value = change[field];
    return value !== undefined && !(value === null && (field === 'kinds' || field === 'schoolMajorIds'));
  });
  return Object.fromEntries(fields.map((field) => [field, change[field]]));
}
