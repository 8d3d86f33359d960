import { AuditChanges } from '@sxbq/audit';
import { CalendarDate } from '@sxbq/kernel';
import { AgreementKind } from '../domain/agreement-kind';
import { AgreementSide } from '../domain/agreement-side';
import { AgreementStatus } from '../domain/agreement-status';
import { AgreementEventKind } from '../domain/agreement-event-kind';

/** Where each field of an AgreementRow comes from, in table `a`. */
const COLUMN_OF: Readonly<Record<AgreementField, string>> = {
  id: 'a.id',
  code: 'a.code',
  schoolId: 'a.school_id AS schoolId',
  enterpriseId: 'a.enterprise_id AS enterpriseId',
  kinds: 'a.kinds',
  signedOn: 'a.signed_on AS signedOn',
  effectiveFrom: 'a.effective_from AS effectiveFrom',
  effectiveTo: 'a.effective_to AS effectiveTo',
  filedOn: 'a.filed_on AS filedOn',
  terminatedOn: 'a.terminated_on AS terminatedOn',
  status: 'a.status',
  predecessorId: 'a.predecessor_id AS predecessorId',
  revision: 'a.revision',
  remindedAt: 'a.reminded_at AS remindedAt',
};

/** A field that is a column of the agreement itself. */
export type AgreementField = Exclude<keyof AgreementRow, 'school' | 'enterprise'>;

export const AGREEMENT_FIELDS = Object.keys(COLUMN_OF) as readonly AgreementField[];

/** Columns of a whole AgreementRow, of table `a`. */
export const AGREEMENT_COLUMNS = columnsOf(AGREEMENT_FIELDS);

/**
 * Columns of the fields, of table `a`; id, code and parties always. Without the code an index could answer alone, and the
 * server would sort that index whole rather than read the first page in order.
 */
export function columnsOf(fields: Iterable<AgreementField>): string {
  return [...new Set<AgreementField>(['id', 'code', 'schoolId', 'enterpriseId', ...fields])]
    .map((field) => COLUMN_OF[field])
    .join(', ');
}

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

/** As the driver gives it: a SET is text; what was not selected is missing. */
export interface RawAgreement extends Omit<AgreementRow, 'kinds' | 'school' | 'enterprise'> {
  readonly kinds?: string;
  readonly schoolName?: string;
  readonly enterpriseName?: string;
}

/** The driver's own row made an AgreementRow in place: a list of many rows feels every copy. */
export function agreementRow(raw: RawAgreement): AgreementRow {
  const row = raw as unknown as { -readonly [Field in keyof AgreementRow]: AgreementRow[Field] };
  if (raw.kinds !== undefined) row.kinds = raw.kinds.split(',') as AgreementKind[];
  if (raw.schoolName !== undefined) row.school = { id: raw.schoolId, name: raw.schoolName };
  if (raw.enterpriseName !== undefined) row.enterprise = { id: raw.enterpriseId, name: raw.enterpriseName };
  return row;
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
