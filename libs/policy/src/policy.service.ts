import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  checkedCode,
  checkedText,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  Page,
  PageRequest,
  Principal,
} from '@sxbq/kernel';
import { duplicateKeyOf, Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { PolicyDocument, policyDocument } from './domain/policy-document';
import { checkedYear } from './domain/policy-years';
import { POLICY_2011 } from './domain/shipped-policy';
import { NewPolicyRow, PoliciesRepository, PolicyRow } from './persistence/policies.repository';
import { policyDocumentInvalid, policyMissingForYear, policyNotFound, yearOrder } from './policy.errors';

export interface PolicyListRequest extends PageRequest {
  /** Only versions valid for this programme year. */
  readonly year?: number | null;
}

export interface NewPolicyVersion {
  readonly code: string;
  readonly title: string;
  readonly validFromYear: number;
  /** Last programme year; null = open. */
  readonly validToYear?: number | null;
  readonly source: string;
  /** Checked here, whatever its type says. */
  readonly document: unknown;
}

/** Policy versions: thresholds as data, valid for whole programme years, never edited. */
@Injectable()
export class PolicyService {
  constructor(
    private readonly policies: PoliciesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** Newest version first. */
  list(principal: Principal, request: PolicyListRequest): Promise<Page<PolicyRow>> {
    assertPermission(principal, 'policy.read');
    return this.policies.list(request.year ?? null, request);
  }

  async get(principal: Principal, id: EntityId): Promise<PolicyRow> {
    assertPermission(principal, 'policy.read');
    const policy = await this.policies.byId(id);
    if (!policy) throw policyNotFound();
    return policy;
  }

  /** As policyForYear, for a reader. */
  readForYear(principal: Principal, year: number): Promise<PolicyRow> {
    assertPermission(principal, 'policy.read');
    return this.policyForYear(year);
  }

  /** The highest version valid for the programme year; POLICY_MISSING_FOR_YEAR when there is none. */
  async policyForYear(year: number): Promise<PolicyRow> {
    const policy = await this.policies.forYear(year);
    if (!policy) throw policyMissingForYear(year);
    return policy;
  }

  /** Adds a version above all others; where years overlap it takes over. POLICY_DOCUMENT_INVALID, YEAR_ORDER. */
  async addVersion(principal: Principal, input: NewPolicyVersion): Promise<PolicyRow> {
    assertPermission(principal, 'policy.addVersion');
    const policy = {
      code: checkedCode('政策代码', input.code, 40),
      title: checkedText('标题', input.title, 120),
      validFromYear: checkedYear('适用起年', input.validFromYear),
      validToYear: input.validToYear ? checkedYear('适用止年', input.validToYear) : null,
      source: checkedText('出处', input.source, 255),
      document: checkedDocument(input.document),
    };
    if (policy.validToYear !== null && policy.validToYear < policy.validFromYear) {
      throw yearOrder(policy.validFromYear, policy.validToYear);
    }
    return this.uow.run(async (tx) =>
      this.added(tx, 'policy.addVersion', { ...policy, version: await this.policies.nextVersion(tx) }),
    );
  }

  /** Lays down the shipped policy/2011 as version 1 unless it is there; true when it was laid down now. */
  async seedDefault(): Promise<boolean> {
    if (await this.policies.exists(POLICY_2011.code)) return false;
    return this.uow
      .run(async (tx) => {
        await this.added(tx, 'policy.seedDefault', { ...POLICY_2011, version: 1 });
        return true;
      })
      .catch((error: unknown) => {
        // Another process seeded in the same moment.
        if (duplicateKeyOf(error) !== null) return false;
        throw error;
      });
  }

  /** The same for a database without any policy; a city with policies of its own decides about the shipped one itself. */
  async seedWhereNone(): Promise<boolean> {
    return (await this.policies.isEmpty()) && this.seedDefault();
  }

  private async added(tx: Transaction, action: string, policy: NewPolicyRow): Promise<PolicyRow> {
    const added = await this.policies.insert(tx, policy);
    await this.audit.record(tx, { action, objectType: 'Policy', objectId: added.id, after: policy });
    await this.outbox.append(tx, FACT_CHANGED, { fact: 'POLICY', schoolIds: 'ALL' } satisfies FactChanged);
    return added;
  }
}

function checkedDocument(document: unknown): PolicyDocument {
  const parsed = policyDocument.safeParse(document);
  if (parsed.success) return parsed.data;
  throw policyDocumentInvalid([...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || '全部内容'))]);
}
