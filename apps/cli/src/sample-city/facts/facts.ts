import type { AgreementKind } from '@sxbq/agreements/vocabulary';
import type { EnterpriseKind, EnterpriseSize } from '@sxbq/enterprises/vocabulary';
import type { CalendarDate } from '@sxbq/kernel';
import type { CommitteeAffiliation } from '@sxbq/policy/vocabulary';
import type { ClassLevel, SchoolTier } from '@sxbq/schools/vocabulary';
import type { SkillGrade } from '@sxbq/training/vocabulary';

/** The facts of the city, one type per ledger sheet, before any mess is made of them. */

export interface SchoolFact {
  readonly code: string;
  readonly name: string;
  readonly uscc: string;
  readonly regionCode: string;
  readonly contactName: string;
  readonly contactPhone: string;
}

export interface TierFact {
  readonly schoolCode: string;
  readonly tier: SchoolTier;
  readonly effectiveFrom: CalendarDate;
}

export interface EnterpriseFact {
  readonly uscc: string;
  readonly name: string;
  readonly kind: EnterpriseKind;
  readonly industryCode?: string;
  readonly size?: EnterpriseSize;
  readonly regionCode: string;
  readonly contactName?: string;
  readonly contactPhone?: string;
}

export interface MajorFact {
  readonly schoolCode: string;
  /** Numbered within the school: '01', '02', … */
  readonly code: string;
  readonly name: string;
}

export interface ClassFact {
  readonly schoolCode: string;
  readonly code: string;
  readonly name: string;
  readonly majorCode: string;
  readonly level: ClassLevel;
  readonly startsOn: CalendarDate;
  readonly endsOn?: CalendarDate;
}

export interface SnapshotFact {
  readonly schoolCode: string;
  readonly classCode: string;
  readonly countedOn: CalendarDate;
  readonly heads: number;
}

export interface AgreementFact {
  readonly code: string;
  readonly schoolCode: string;
  readonly uscc: string;
  readonly kinds: readonly AgreementKind[];
  readonly majorCodes: readonly string[];
  readonly signedOn: CalendarDate;
  readonly effectiveFrom: CalendarDate;
  readonly effectiveTo?: CalendarDate;
  readonly filedOn?: CalendarDate;
  readonly terminatedOn?: CalendarDate;
  readonly planName?: string;
  readonly planApprovedOn?: CalendarDate;
}

export interface ExecutionFact {
  readonly agreementCode: string;
  readonly code: string;
  readonly occurredOn: CalendarDate;
  readonly activityKind: string;
  readonly participants?: number;
  readonly description?: string;
  readonly verified: boolean;
}

export interface SessionFact {
  readonly code: string;
  readonly schoolCode: string;
  readonly uscc: string;
  readonly occupationCode: string;
  readonly occupationName: string;
  readonly grade: SkillGrade;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
}

export interface TraineeFact {
  readonly sessionCode: string;
  readonly name: string;
  readonly idNumber: string;
  readonly certificateNumber?: string;
  readonly passed: boolean;
}

export interface SecondmentFact {
  readonly code: string;
  readonly schoolCode: string;
  readonly teacherNumber: string;
  readonly teacherName: string;
  readonly uscc: string;
  readonly post: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly evaluation?: string;
  readonly verified: boolean;
}

export interface QuotaFact {
  readonly schoolCode: string;
  readonly year: number;
  readonly indicatorCode: string;
  readonly amount: number;
}

export interface MemberFact {
  readonly schoolCode: string;
  readonly name: string;
  readonly employer: string;
  readonly affiliation: CommitteeAffiliation;
  readonly startsOn: CalendarDate;
  readonly endsOn?: CalendarDate;
}

export interface CohortFact {
  readonly schoolCode: string;
  readonly classCode: string;
  readonly graduationYear: number;
  readonly heads: number;
  readonly available: number;
  readonly placedBefore: number;
}

/** Lists as a ledger's cell has them. */
export interface GraduateFact {
  readonly schoolCode: string;
  readonly classCode: string;
  readonly graduationYear: number;
  readonly studentNumber: string;
  readonly name: string;
  readonly idNumber: string;
  readonly phone?: string;
  readonly certificates?: string;
  readonly occupationCodes?: string;
  readonly regionPrefixes?: string;
  readonly salaryFloor?: number;
}

/** All that one school sends in. */
export interface SchoolLedger {
  readonly majors: readonly MajorFact[];
  readonly classes: readonly ClassFact[];
  readonly snapshots: readonly SnapshotFact[];
  readonly agreements: readonly AgreementFact[];
  readonly executions: readonly ExecutionFact[];
  readonly sessions: readonly SessionFact[];
  readonly trainees: readonly TraineeFact[];
  readonly secondments: readonly SecondmentFact[];
  readonly members: readonly MemberFact[];
  readonly cohorts: readonly CohortFact[];
  readonly graduates: readonly GraduateFact[];
}

/** What the bureau keeps for the whole city. */
export interface CityLedger {
  readonly schools: readonly SchoolFact[];
  readonly tiers: readonly TierFact[];
  readonly enterprises: readonly EnterpriseFact[];
  readonly quotas: readonly QuotaFact[];
}
