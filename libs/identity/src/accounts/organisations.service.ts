import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import {
  checkedCode,
  checkedRegionPrefix,
  checkedText,
  Clock,
  EntityId,
  Page,
  PageRequest,
  Principal,
} from '@sxbq/kernel';
import { refuseDuplicates, Transaction, UnitOfWork } from '@sxbq/platform';
import { assertPermission } from '../access/current-principal';
import { OrganisationKind } from '../domain/organisation-kind';
import { hasShape, OrganisationShape } from '../domain/organisation-shape.rule';
import { OrganisationSort } from '../domain/organisation-sort';
import { registeredOrganisation } from '../domain/registered-organisation.rule';
import { organisationIncomplete, organisationNotFound } from '../identity.errors';
import { accountScopeOf } from '../persistence/account-scope';
import { Organisation } from '../persistence/organisation.entity';
import { OrganisationFilter, OrganisationRepository, OrganisationRow } from '../persistence/organisation.repository';
import {
  organisationChanged,
  organisationCodeMissing,
  organisationExists,
  ownRights,
  registerEntryNotFound,
} from './accounts.errors';
import { OrganisationRegisters } from './organisation-registers';

export interface NewOrganisation extends OrganisationShape {
  /** Stable and unique: 'bureau-hr-3204', 'school-JX01'. */
  readonly code: string;
  readonly name: string;
}

/** What an administrator says of a new organisation: of a school or an enterprise its register knows the rest. */
export interface OrganisationRequest {
  readonly kind: OrganisationKind;
  readonly code?: string | null;
  readonly name?: string | null;
  readonly regionPrefix?: string | null;
  readonly schoolId?: EntityId | null;
  readonly enterpriseId?: EntityId | null;
}

export interface OrganisationListRequest extends PageRequest {
  readonly filter?: OrganisationFilter | null;
  readonly sort?: OrganisationSort | null;
}

/** A row as somebody read it. */
export interface ReadRevision {
  readonly id: EntityId;
  readonly revision: number;
}

/** The bureaus, schools, enterprises and offices that users act for. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly registers: OrganisationRegisters,
    private readonly organisations: OrganisationRepository,
  ) {}

  /** The id of the organisation with this code, made when it is missing; one that exists is left as it is. */
  async ensure(organisation: NewOrganisation): Promise<{ id: EntityId; created: boolean }> {
    if (!hasShape(organisation)) throw organisationIncomplete();
    const present = await this.organisations.findByCode(organisation.code);
    if (present) return { id: present.id, created: false };
    return { id: await this.unitOfWork.run((tx) => this.insert(tx, organisation)), created: true };
  }

  async findByCode(code: string): Promise<{ id: EntityId; name: string } | null> {
    return this.organisations.findByCode(code);
  }

  list(principal: Principal, request: OrganisationListRequest): Promise<Page<OrganisationRow>> {
    assertPermission(principal, 'identity.readOrganisations');
    const filter = request.filter ?? {};
    if (filter.regionPrefix) checkedRegionPrefix(filter.regionPrefix);
    return this.organisations.list(
      accountScopeOf(principal),
      filter,
      request.sort ?? OrganisationSort.CODE_ASC,
      request,
    );
  }

  /** The visible ones of the ids. */
  byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, OrganisationRow>> {
    assertPermission(principal, 'identity.readOrganisations');
    return this.organisations.byIds(accountScopeOf(principal), ids);
  }

  /** ORGANISATION_NOT_FOUND also for one outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<OrganisationRow> {
    assertPermission(principal, 'identity.readOrganisations');
    const found = (await this.organisations.byIds(accountScopeOf(principal), [id])).get(id);
    if (!found) throw organisationNotFound();
    return found;
  }

  /** ORGANISATION_INCOMPLETE, ORGANISATION_CODE_MISSING, ORGANISATION_EXISTS, REGISTER_ENTRY_NOT_FOUND. */
  async create(principal: Principal, request: OrganisationRequest): Promise<OrganisationRow> {
    assertPermission(principal, 'identity.manageOrganisations');
    const organisation = await this.described(request);
    if (!hasShape(organisation)) throw organisationIncomplete();
    const id = await this.unitOfWork
      .run((tx) => this.insert(tx, organisation))
      .catch(
        refuseDuplicates({
          ix_organisation_code: organisationExists,
          ix_organisation_school_id: organisationExists,
          ix_organisation_enterprise_id: organisationExists,
        }),
      );
    return this.get(principal, id);
  }

  async rename(principal: Principal, { name, ...read }: ReadRevision & { name: string }): Promise<OrganisationRow> {
    assertPermission(principal, 'identity.manageOrganisations');
    const fresh = checkedText('机构名称', name, 120);
    return this.change(principal, 'identity.renameOrganisation', read, () => ({ name: fresh }));
  }

  /** From now on nobody can act for it: sessions and machine clients of it are dead until it is enabled again. */
  async disable(principal: Principal, read: ReadRevision): Promise<OrganisationRow> {
    assertPermission(principal, 'identity.manageOrganisations');
    if (read.id === principal.organisationId) throw ownRights();
    return this.change(principal, 'identity.disableOrganisation', read, ({ disabledAt }) => ({
      disabledAt: disabledAt ?? this.clock.now(),
    }));
  }

  async enable(principal: Principal, read: ReadRevision): Promise<OrganisationRow> {
    assertPermission(principal, 'identity.manageOrganisations');
    return this.change(principal, 'identity.enableOrganisation', read, () => ({ disabledAt: null }));
  }

  private async described(request: OrganisationRequest): Promise<NewOrganisation> {
    const { kind, schoolId, enterpriseId } = request;
    if (kind === OrganisationKind.SCHOOL || kind === OrganisationKind.ENTERPRISE) {
      const id = kind === OrganisationKind.SCHOOL ? schoolId : enterpriseId;
      const entry = id ? await this.registers.find(kind, id) : null;
      if (!entry) throw registerEntryNotFound();
      return registeredOrganisation(kind, entry);
    }
    if (!request.code?.trim() || !request.name?.trim()) throw organisationCodeMissing();
    return {
      code: checkedCode('机构代码', request.code, 64),
      kind,
      name: checkedText('机构名称', request.name, 120),
      regionPrefix: request.regionPrefix ?? '',
      schoolId: schoolId ?? null,
      enterpriseId: enterpriseId ?? null,
    };
  }

  private async insert(tx: Transaction, organisation: NewOrganisation): Promise<EntityId> {
    const id = await this.organisations.insert(tx, { ...organisation });
    await this.audit.record(tx, {
      action: 'identity.createOrganisation',
      objectType: 'Organisation',
      objectId: id,
      after: organisation,
    });
    return id;
  }

  /** ORGANISATION_NOT_FOUND; ORGANISATION_REVISION_CONFLICT when somebody else was faster. */
  private async change(
    principal: Principal,
    action: string,
    read: ReadRevision,
    changeOf: (before: Organisation) => Partial<Pick<Organisation, 'name' | 'disabledAt'>>,
  ): Promise<OrganisationRow> {
    await this.unitOfWork.run(async (tx) => {
      const before = await this.organisations.find(tx, read.id);
      if (!before) throw organisationNotFound();
      const change = changeOf(before);
      if (!(await this.organisations.update(tx, read, change))) throw organisationChanged();
      await this.audit.record(tx, {
        action,
        objectType: 'Organisation',
        objectId: read.id,
        before: { name: before.name, disabledAt: before.disabledAt },
        after: { name: before.name, disabledAt: before.disabledAt, ...change },
      });
    });
    return this.get(principal, read.id);
  }
}
