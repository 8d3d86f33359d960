import { Injectable, OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { assertPermission, RevealRegistry } from '@sxbq/identity';
import {
  assertRegionInScope,
  checkedCode,
  checkedOptionalText,
  checkedPhone,
  checkedRegionPrefix,
  checkedText,
  checkedUnifiedSocialCreditCode,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  maskPhone,
  Page,
  PageRequest,
  Principal,
  RowScope,
  rowScopeOf,
} from '@sxbq/kernel';
import { FieldCipher, Outbox, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { EnterpriseKind } from './domain/enterprise-kind';
import { EnterpriseSize } from './domain/enterprise-size';
import { EnterpriseSort } from './domain/enterprise-sort';
import {
  enterpriseChanged,
  enterpriseNotFound,
  enterpriseUsccTaken,
  industryPrefixMalformed,
  industryUnknown,
  regionUnknown,
} from './enterprises.errors';
import { ENTERPRISE_PHONE_FIELD } from './persistence/enterprise.entity';
import {
  EnterpriseColumns,
  EnterpriseFilter,
  EnterpriseRow,
  EnterprisesRepository,
} from './persistence/enterprises.repository';

export interface EnterpriseListRequest extends PageRequest {
  readonly filter?: EnterpriseFilter | null;
  readonly sort?: EnterpriseSort | null;
}

export interface NewEnterprise {
  readonly uscc: string;
  readonly name: string;
  /** ENTERPRISE when left out. */
  readonly kind?: EnterpriseKind | null;
  readonly industryCode?: string | null;
  readonly size?: EnterpriseSize | null;
  readonly regionCode: string;
  readonly contactName?: string | null;
  readonly contactPhone?: string | null;
}

/** A field that is left out stays as it is; null empties it where it may be empty. The credit code stays. */
export interface EnterpriseChange {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
  readonly name?: string | null;
  readonly kind?: EnterpriseKind | null;
  readonly industryCode?: string | null;
  readonly size?: EnterpriseSize | null;
  readonly regionCode?: string | null;
}

export interface EnterpriseContactChange {
  readonly id: EntityId;
  readonly revision: number;
  readonly contactName?: string | null;
  readonly contactPhone?: string | null;
}

type Columns = Partial<EnterpriseColumns>;

/** Partners: enterprises, associations and clusters. */
@Injectable()
export class EnterprisesService implements OnModuleInit {
  constructor(
    private readonly enterprises: EnterprisesRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly catalogues: CataloguesService,
    private readonly cipher: FieldCipher,
    private readonly reveals: RevealRegistry,
  ) {}

  onModuleInit(): void {
    const read = async (principal: Principal, id: EntityId) => this.phoneOf(await this.get(principal, id));
    this.reveals.register({ objectType: 'Enterprise', field: 'contactPhone', permission: 'enterprises.read', read });
  }

  /** Sorted by region unless said otherwise: the order that the scope's index has anyway. */
  list(principal: Principal, request: EnterpriseListRequest): Promise<Page<EnterpriseRow>> {
    assertPermission(principal, 'enterprises.read');
    const filter = request.filter ?? {};
    if (filter.regionPrefix) checkedRegionPrefix(filter.regionPrefix);
    if (filter.industryPrefix && !/^([A-T]|\d{1,4})$/.test(filter.industryPrefix)) {
      throw industryPrefixMalformed(filter.industryPrefix);
    }
    return this.enterprises.list(rowScopeOf(principal), filter, request.sort ?? EnterpriseSort.REGION_ASC, request);
  }

  /** ENTERPRISE_NOT_FOUND also when the enterprise is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<EnterpriseRow> {
    const enterprise = (await this.byIds(principal, [id])).get(id);
    if (!enterprise) throw enterpriseNotFound();
    return enterprise;
  }

  async getByUscc(principal: Principal, uscc: string): Promise<EnterpriseRow> {
    assertPermission(principal, 'enterprises.read');
    const code = checkedUnifiedSocialCreditCode(uscc);
    const enterprise = await this.enterprises.byUscc(rowScopeOf(principal), code);
    if (!enterprise) throw enterpriseNotFound();
    return enterprise;
  }

  /** The visible ones of the ids; for request loaders of this lib and of those above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, EnterpriseRow>> {
    assertPermission(principal, 'enterprises.read');
    return this.enterprises.byIds(rowScopeOf(principal), ids);
  }

  /** '138****5678'; null when there is no phone. */
  maskedPhone(enterprise: Pick<EnterpriseRow, 'sealedPhone'>): string | null {
    const phone = this.phoneOf(enterprise);
    return phone === null ? null : maskPhone(phone);
  }

  /** ENTERPRISE_USCC_TAKEN, USCC_INVALID, REGION_UNKNOWN, REGION_OUT_OF_SCOPE, INDUSTRY_UNKNOWN. */
  async create(principal: Principal, input: NewEnterprise): Promise<EnterpriseRow> {
    assertPermission(principal, 'enterprises.create');
    const scope = rowScopeOf(principal);
    const columns = {
      uscc: checkedUnifiedSocialCreditCode(input.uscc),
      name: checkedText('企业名称', input.name, 120),
      kind: input.kind ?? EnterpriseKind.ENTERPRISE,
      industryCode: await this.checkedIndustry(input.industryCode),
      size: input.size ?? null,
      regionCode: await this.checkedRegion(scope, input.regionCode),
      ...this.checkedContact(input),
    };
    return this.uow
      .run(async (tx) => {
        const id = await this.enterprises.insert(tx, columns);
        await this.audit.record(tx, {
          action: 'enterprises.create',
          objectType: 'Enterprise',
          objectId: id,
          after: auditImage(columns),
        });
        return this.enterprises.written(tx, id);
      })
      .catch(refuseDuplicates({ ix_enterprise_uscc: () => enterpriseUsccTaken(columns.uscc) }));
  }

  /**
   * ENTERPRISE_REVISION_CONFLICT when somebody else changed the enterprise since `revision`. A change of kind decides
   * whether its agreements count (domain.md §2 PARTNERS, MAJORS); who its schools are is not known here, so the event
   * speaks of all schools. It is rare.
   */
  async update(principal: Principal, change: EnterpriseChange): Promise<EnterpriseRow> {
    assertPermission(principal, 'enterprises.update');
    const scope = rowScopeOf(principal);
    const columns: Columns = {};
    if (change.name !== undefined) columns.name = checkedText('企业名称', change.name, 120);
    if (change.kind) columns.kind = change.kind;
    if (change.industryCode !== undefined) columns.industryCode = await this.checkedIndustry(change.industryCode);
    if (change.size !== undefined) columns.size = change.size;
    if (change.regionCode !== undefined) columns.regionCode = await this.checkedRegion(scope, change.regionCode);
    return this.uow.run(async (tx) => {
      const { before, after } = await this.write(tx, scope, 'enterprises.update', change, columns);
      if (before.kind !== after.kind) {
        await this.outbox.append(tx, FACT_CHANGED, { fact: 'ENTERPRISE', schoolIds: 'ALL' } satisfies FactChanged);
      }
      return after;
    });
  }

  /** Whom to call at the enterprise; an enterprise may change its own. */
  async updateContact(principal: Principal, change: EnterpriseContactChange): Promise<EnterpriseRow> {
    assertPermission(principal, 'enterprises.updateContact');
    const columns = this.checkedContact(change);
    return this.uow.run(async (tx) => {
      return (await this.write(tx, rowScopeOf(principal), 'enterprises.updateContact', change, columns)).after;
    });
  }

  private async write(
    tx: Transaction,
    scope: RowScope,
    action: string,
    change: Pick<EnterpriseChange, 'id' | 'revision'>,
    columns: Columns,
  ): Promise<{ before: EnterpriseRow; after: EnterpriseRow }> {
    const before = await this.enterprises.lock(tx, scope, change.id);
    if (!before) throw enterpriseNotFound();
    if (!(await this.enterprises.update(tx, before.id, change.revision, columns))) throw enterpriseChanged();
    await this.audit.record(tx, {
      action,
      objectType: 'Enterprise',
      objectId: before.id,
      before: this.auditImageOf(before),
      after: { ...this.auditImageOf(before), ...auditImage(columns) },
    });
    return { before, after: await this.enterprises.written(tx, before.id) };
  }

  private async checkedRegion(scope: RowScope, value: string | null): Promise<string> {
    const code = checkedCode('区划代码', value, 12);
    if (!(await this.catalogues.knownCodes(CatalogueSystem.REGION)).has(code)) throw regionUnknown(code);
    assertRegionInScope(scope, code);
    return code;
  }

  private async checkedIndustry(value: string | null | undefined): Promise<string | null> {
    if (!value?.trim()) return null;
    const code = checkedCode('行业代码', value, 8);
    if (!(await this.catalogues.knownCodes(CatalogueSystem.INDUSTRY)).has(code)) throw industryUnknown(code);
    return code;
  }

  /** What is left out stays out; a phone comes back sealed and indexed. */
  private checkedContact(input: { contactName?: string | null; contactPhone?: string | null }) {
    const columns: Pick<Columns, 'contactName' | 'contactPhone' | 'contactPhoneIndex'> = {};
    if (input.contactName !== undefined) columns.contactName = checkedOptionalText('联系人', input.contactName, 60);
    if (input.contactPhone !== undefined) {
      const phone = input.contactPhone?.trim() ? checkedPhone(input.contactPhone) : null;
      columns.contactPhone = phone === null ? null : this.cipher.encrypt(ENTERPRISE_PHONE_FIELD, phone);
      columns.contactPhoneIndex = phone === null ? null : this.cipher.blindIndex('phone', phone);
    }
    return columns;
  }

  private phoneOf({ sealedPhone }: Pick<EnterpriseRow, 'sealedPhone'>): string | null {
    return sealedPhone === null ? null : this.cipher.decrypt(ENTERPRISE_PHONE_FIELD, sealedPhone);
  }

  private auditImageOf(enterprise: EnterpriseRow): object {
    const { id: _id, revision: _revision, sealedPhone: _sealed, ...image } = enterprise;
    const phone = this.phoneOf(enterprise);
    return { ...image, contactPhoneIndex: phone === null ? null : this.cipher.blindIndex('phone', phone) };
  }
}

/** A ciphertext differs each time, so the audit compares the blind index; the audit hides both. */
function auditImage({ contactPhone: _sealed, ...columns }: Columns): object {
  return columns;
}
