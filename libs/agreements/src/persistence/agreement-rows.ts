import { AuditChanges } from '@sxbq/audit';
import { CalendarDate } from '@sxbq/kernel';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSide } from '../domain/agreement-side';
import { AgreementStatus } from '../domain/agreement-status';
import { AgreementEventKind } from '../domain/agreement-event-kind';

/** Columns of an AgreementRow, of table `a`. */
export const AGREEMENT_COLUMNS = `a.id, a.code, a.school_id AS schoolId, a.enterprise_id AS enterpriseId, a.kinds,
  a.signed_on AS signedOn, a.effective_from AS effectiveFrom, a.effective_to AS effectiveTo, a.filed_on AS filedOn,
  a.terminated_on AS terminatedOn, a.status, a.predecessor_id AS predecessorId, a.revision,
  a.reminded_at AS remindedAt`;

/** An agreement as read, without hydrating an entity. */
export interface AgreementRow {
  readonly id: number;
  readonly code: string;
  readonly schoolId: number;
  readonly enterpriseId: number;
  readonly kinds: readonly AgreementKind[];
  readonly signedOn: CalendarDate | null;
  readonly effectiveFrom: CalendarDate | null;
  readonly effectiveTo: CalendarDate | null;
  readonly filedOn: CalendarDate | null;
  readonly terminatedOn: CalendarDate | null;
  readonly status: AgreementStatus;
  readonly predecessorId: number | null;
  readonly revision: number;
  readonly remindedAt: Date | null;
  /** Id and name of the parties, where the list was asked to bring them along. */
  readonly school?: PartyName;
  readonly enterprise?: PartyName;
}

export interface PartyName {
  readonly id: number;
  readonly name: string;
}

/** A party as its lib's directory shows it, without a contact. */
export interface PartyRow extends PartyName {
  readonly contactName: null;
  readonly sealedPhone: null;
}

/** As the driver gives it: a SET is text. */
export interface RawAgreement extends Omit<AgreementRow, 'kinds' | 'school' | 'enterprise'> {
  readonly kinds: string;
  readonly schoolName?: string;
  readonly enterpriseName?: string;
}

export function agreementRow(raw: RawAgreement): AgreementRow {
  return {
    id: raw.id,
    code: raw.code,
    schoolId: raw.schoolId,
    enterpriseId: raw.enterpriseId,
    kinds: raw.kinds.split(',') as AgreementKind[],
    signedOn: raw.signedOn,
    effectiveFrom: raw.effectiveFrom,
    effectiveTo: raw.effectiveTo,
    filedOn: raw.filedOn,
    terminatedOn: raw.terminatedOn,
    status: raw.status,
    predecessorId: raw.predecessorId,
    revision: raw.revision,
    remindedAt: raw.remindedAt,
    ...(raw.schoolName === undefined ? null : { school: { id: raw.schoolId, name: raw.schoolName } }),
    ...(raw.enterpriseName === undefined ? null : { enterprise: { id: raw.enterpriseId, name: raw.enterpriseName } }),
  };
}

/** A signature under the current revision. */
export interface ApprovalRow {
  readonly agreementId: number;
  readonly side: AgreementSide;
  readonly approvedAt: Date;
}

/** A school major that an agreement covers. */
export interface CoveredMajorRow {
  readonly agreementId: number;
  readonly id: number;
  readonly schoolId: number;
  readonly code: string;
  readonly name: string;
}

export interface PlanRow {
  readonly agreementId: number;
  readonly name: string | null;
  readonly approvedOn: CalendarDate | null;
}

export interface AgreementEventRow {
  readonly id: number;
  readonly agreementId: number;
  readonly kind: AgreementEventKind;
  readonly fromStatus: AgreementStatus | null;
  readonly toStatus: AgreementStatus | null;
  readonly actorId: number | null;
  readonly occurredAt: Date;
  readonly diff: AgreementDiff | null;
}

/** What a step changed, field by field, and what was said about it. */
export interface AgreementDiff {
  readonly changes: AuditChanges | null;
  readonly details: Readonly<Record<string, unknown>> | null;
}
