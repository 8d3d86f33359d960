import { Injectable, OnModuleInit } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { assertPermission, RevealRegistry } from '@sxbq/identity';
import {
  assertRegionInScope,
  CalendarDate,
  checkedCode,
  checkedDate,
  checkedOptionalText,
  checkedPhone,
  checkedRegionPrefix,
  checkedText,
  checkedUnifiedSocialCreditCode,
  Clock,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  groupBy,
  maskPhone,
  Page,
  PageRequest,
  Principal,
  RowScope,
  rowScopeOf,
} from '@sxbq/kernel';
import { FieldCipher, Outbox, refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { SchoolSort } from './domain/school-sort';
import { SchoolTier } from './domain/school-tier';
import { SCHOOL_PHONE_FIELD } from './persistence/school.entity';
import {
  SchoolColumns,
  SchoolFilter,
  SchoolRow,
  SchoolsRepository,
  TierPeriodRow,
} from './persistence/schools.repository';
import { regionUnknown, schoolChanged, schoolCodeTaken, schoolNotFound, schoolUsccTaken } from './schools.errors';

export interface SchoolListRequest extends PageRequest {
  readonly filter?: (SchoolFilter & { readonly tierOn?: CalendarDate | null }) | null;
  readonly sort?: SchoolSort | null;
}

export interface NewSchool {
  readonly code: string;
  readonly name: string;
  readonly uscc?: string | null;
  readonly regionCode: string;
  readonly contactName?: string | null;
  readonly contactPhone?: string | null;
}

/** A field that is left out stays as it is; null empties it where it may be empty. */
export interface SchoolChange {
  readonly id: EntityId;
  /** The revision the change was made on. */
  readonly revision: number;
  readonly name?: string | null;
  readonly uscc?: string | null;
  readonly regionCode?: string | null;
}

export interface SchoolContactChange {
  readonly id: EntityId;
  readonly revision: number;
  readonly contactName?: string | null;
  readonly contactPhone?: string | null;
}

export interface TierDecision {
  readonly schoolId: EntityId;
  readonly tier: SchoolTier;
  readonly effectiveFrom: CalendarDate;
}

type Columns = Partial<SchoolColumns>;

/** Schools, their contact and their tiers. */
@Injectable()
export class SchoolsService implements OnModuleInit {
  constructor(
    private readonly schools: SchoolsRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
    private readonly catalogues: CataloguesService,
    private readonly cipher: FieldCipher,
    private readonly clock: Clock,
    private readonly reveals: RevealRegistry,
  ) {}

  onModuleInit(): void {
    const read = async (principal: Principal, id: EntityId) => this.phoneOf(await this.get(principal, id));
    this.reveals.register({ objectType: 'School', field: 'contactPhone', permission: 'schools.read', read });
  }

  /** Sorted by code unless said otherwise; `tierOn` is today when left out. */
  list(principal: Principal, request: SchoolListRequest): Promise<Page<SchoolRow>> {
    assertPermission(principal, 'schools.read');
    const filter = request.filter ?? {};
    if (filter.regionPrefix) checkedRegionPrefix(filter.regionPrefix);
    const tierDate = filter.tierOn ? checkedDate('层次日期', filter.tierOn) : this.clock.today();
    return this.schools.list(rowScopeOf(principal), filter, tierDate, request.sort ?? SchoolSort.CODE_ASC, request);
  }

  /** SCHOOL_NOT_FOUND also when the school is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<SchoolRow> {
    const school = (await this.byIds(principal, [id])).get(id);
    if (!school) throw schoolNotFound();
    return school;
  }

  async getByCode(principal: Principal, code: string): Promise<SchoolRow> {
    assertPermission(principal, 'schools.read');
    const school = await this.schools.byCode(rowScopeOf(principal), code);
    if (!school) throw schoolNotFound();
    return school;
  }

  /** The visible ones of the ids; for request loaders of this lib and of those above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, SchoolRow>> {
    assertPermission(principal, 'schools.read');
    return this.schools.byIds(rowScopeOf(principal), ids);
  }

  /** Tier periods by school, oldest first. */
  async tierPeriods(principal: Principal, schoolIds: readonly EntityId[]): Promise<Map<EntityId, TierPeriodRow[]>> {
    assertPermission(principal, 'schools.read');
    const periods = await this.schools.tierPeriods(rowScopeOf(principal), schoolIds);
    return groupBy(periods, (period) => period.schoolId);
  }

  /** '138****5678'; null when there is no phone or the reader may not see it. */
  maskedPhone(school: Pick<SchoolRow, 'sealedPhone'>): string | null {
    const phone = this.phoneOf(school);
    return phone === null ? null : maskPhone(phone);
  }

  /** SCHOOL_CODE_TAKEN, SCHOOL_USCC_TAKEN, REGION_UNKNOWN, REGION_OUT_OF_SCOPE. */
  async create(principal: Principal, input: NewSchool): Promise<SchoolRow> {
    assertPermission(principal, 'schools.create');
    const scope = rowScopeOf(principal);
    const columns = {
      code: checkedCode('学校代码', input.code, 32),
      name: checkedText('学校名称', input.name, 120),
      uscc: checkedUscc(input.uscc),
      regionCode: await this.checkedRegion(scope, input.regionCode),
      ...this.checkedContact(input),
    };
    return this.uow
      .run(async (tx) => {
        const id = await this.schools.insert(tx, columns);
        await this.audit.record(tx, {
          action: 'schools.create',
          objectType: 'School',
          objectId: id,
          after: auditImage(columns),
        });
        await this.factChanged(tx, id);
        return this.schools.written(tx, scope, id);
      })
      .catch(refuseDuplicates(duplicates(columns.code, columns.uscc)));
  }

  /** SCHOOL_REVISION_CONFLICT when somebody else changed the school since `revision`. */
  async update(principal: Principal, change: SchoolChange): Promise<SchoolRow> {
    assertPermission(principal, 'schools.update');
    const scope = rowScopeOf(principal);
    const columns: Columns = {};
    if (change.name !== undefined) columns.name = checkedText('学校名称', change.name, 120);
    if (change.uscc !== undefined) columns.uscc = checkedUscc(change.uscc);
    if (change.regionCode !== undefined) columns.regionCode = await this.checkedRegion(scope, change.regionCode);
    return this.uow
      .run((tx) => this.write(tx, scope, 'schools.update', change, columns, (id) => this.factChanged(tx, id)))
      .catch(refuseDuplicates(duplicates('', columns.uscc)));
  }

  /** Who to call at the school; a school may change its own. */
  async updateContact(principal: Principal, change: SchoolContactChange): Promise<SchoolRow> {
    assertPermission(principal, 'schools.updateContact');
    const columns = this.checkedContact(change);
    return this.uow.run((tx) => this.write(tx, rowScopeOf(principal), 'schools.updateContact', change, columns));
  }

  /** A period that already begins on the day is corrected; the same decision twice changes nothing. */
  async setTier(principal: Principal, decision: TierDecision): Promise<TierPeriodRow> {
    assertPermission(principal, 'schools.setTier');
    const { schoolId, tier } = decision;
    const effectiveFrom = checkedDate('生效日期', decision.effectiveFrom);
    return this.uow.run(async (tx) => {
      if (!(await this.schools.lock(tx, rowScopeOf(principal), schoolId))) throw schoolNotFound();
      const before = await this.schools.tierPeriodFrom(tx, schoolId, effectiveFrom);
      if (before?.tier === tier) return before;
      const after = before
        ? { ...before, tier }
        : await this.schools.insertTierPeriod(tx, { schoolId, tier, effectiveFrom });
      if (before) await this.schools.correctTier(tx, before.id, tier);
      await this.audit.record(tx, {
        action: 'schools.setTier',
        objectType: 'SchoolTierPeriod',
        objectId: after.id,
        before: before ?? undefined,
        after,
      });
      await this.factChanged(tx, schoolId);
      return after;
    });
  }

  private async write(
    tx: Transaction,
    scope: RowScope,
    action: string,
    change: Pick<SchoolChange, 'id' | 'revision'>,
    columns: Columns,
    written?: (id: EntityId) => Promise<void>,
  ): Promise<SchoolRow> {
    const before = await this.schools.lock(tx, scope, change.id);
    if (!before) throw schoolNotFound();
    if (!(await this.schools.update(tx, before.id, change.revision, columns))) throw schoolChanged();
    await this.audit.record(tx, {
      action,
      objectType: 'School',
      objectId: before.id,
      before: this.auditImageOf(before),
      after: { ...this.auditImageOf(before), ...auditImage(columns) },
    });
    await written?.(before.id);
    return this.schools.written(tx, scope, before.id);
  }

  private async checkedRegion(scope: RowScope, value: string | null): Promise<string> {
    const code = checkedCode('区划代码', value, 12);
    if (!(await this.catalogues.knownCodes(CatalogueSystem.REGION)).has(code)) throw regionUnknown(code);
    assertRegionInScope(scope, code);
    return code;
  }

  /** What is left out stays out; a phone comes back sealed and indexed. */
  private checkedContact(input: { contactName?: string | null; contactPhone?: string | null }) {
    const columns: Pick<Columns, 'contactName' | 'contactPhone' | 'contactPhoneIndex'> = {};
    if (input.contactName !== undefined) columns.contactName = checkedOptionalText('联系人', input.contactName, 60);
    if (input.contactPhone !== undefined) {
      const phone = input.contactPhone?.trim() ? checkedPhone(input.contactPhone) : null;
      columns.contactPhone = phone === null ? null : this.cipher.encrypt(SCHOOL_PHONE_FIELD, phone);
      columns.contactPhoneIndex = phone === null ? null : this.cipher.blindIndex('phone', phone);
    }
    return columns;
  }

  private phoneOf({ sealedPhone }: Pick<SchoolRow, 'sealedPhone'>): string | null {
    return sealedPhone === null ? null : this.cipher.decrypt(SCHOOL_PHONE_FIELD, sealedPhone);
  }

  private auditImageOf(school: SchoolRow): object {
    const phone = this.phoneOf(school);
    const contactPhoneIndex = phone === null ? null : this.cipher.blindIndex('phone', phone);
    const { code, name, uscc, regionCode, contactName } = school;
    return { code, name, uscc, regionCode, contactName, contactPhoneIndex };
  }

  private factChanged(tx: Transaction, schoolId: EntityId): Promise<void> {
    return this.outbox.append(tx, FACT_CHANGED, { fact: 'SCHOOL', schoolIds: [schoolId] } satisfies FactChanged);
  }
}

/** A ciphertext differs each time, so the audit compares the blind index; the audit hides both. */
function auditImage({ contactPhone: _sealed, ...columns }: Columns): object {
  return columns;
}

function checkedUscc(value: string | null | undefined): string | null {
  return value?.trim() ? checkedUnifiedSocialCreditCode(value) : null;
}

function duplicates(code: string, uscc: string | null | undefined): Record<string, () => Error> {
  return { ix_school_code: () => schoolCodeTaken(code), ix_school_uscc: () => schoolUsccTaken(uscc) };
}
