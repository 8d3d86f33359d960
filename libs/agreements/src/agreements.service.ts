import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { checkedDate, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { agreementNotFound } from './agreements.errors';
import { AgreementSort } from './domain/agreement-sort';
import { AgreementState, stateOn } from './domain/agreement-state';
import { AgreementEventRepository } from './persistence/agreement-event.repository';
import { AgreementFilter, AgreementListQuery, WithNames } from './persistence/agreement-list.query';
import { AgreementEventRow, AgreementRow, ApprovalRow, CoveredMajorRow, PlanRow } from './persistence/agreement-rows';
import { AgreementRepository } from './persistence/agreement.repository';
import { PlanRepository } from './persistence/plan.repository';

export interface AgreementListRequest extends PageRequest {
  readonly filter?: AgreementFilter | null;
  readonly sort?: AgreementSort | null;
}

/** An agreement as reads give it out: the state of today in place of the stored status. */
export type AgreementView = Omit<AgreementRow, 'status'> & { readonly status: AgreementState };

/** A page whose rows over all pages are counted only when somebody asks. */
export interface CountablePage<T> {
  readonly items: readonly T[];
  total(): Promise<number>;
}

const WITHOUT_NAMES: WithNames = { school: false, enterprise: false };

/** Reads of agreements; every one within the principal's scope, in SQL. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly plans: PlanRepository,
    private readonly events: AgreementEventRepository,
    private readonly clock: Clock,
  ) {}

  /** In order of recording unless said otherwise. `names` brings the parties' names along in the same statement. */
  async list(
    principal: Principal,
    request: AgreementListRequest,
    names: WithNames = WITHOUT_NAMES,
  ): Promise<CountablePage<AgreementView>> {
    const query = this.query(principal, request);
    const rows = await this.agreements.page(query, request, names);
    return { items: rows.map((row) => view(row, query.today)), total: () => this.agreements.count(query) };
  }

  /** The same page for each of many schools or enterprises. */
  async pagesOfParties(
    principal: Principal,
    party: 'school' | 'enterprise',
    partyIds: readonly EntityId[],
    request: AgreementListRequest,
  ): Promise<Map<EntityId, Page<AgreementView>>> {
    const query = this.query(principal, request);
    const pages = await this.agreements.pagesOfParties(party, partyIds, query, request);
    return new Map(
      [...pages].map(([id, { items, total }]) => [id, { items: items.map((row) => view(row, query.today)), total }]),
    );
  }

  /** AGREEMENT_NOT_FOUND also when the agreement is outside the principal's scope. */
  async get(principal: Principal, id: EntityId): Promise<AgreementView> {
    const agreement = (await this.byIds(principal, [id])).get(id);
    if (!agreement) throw agreementNotFound();
    return agreement;
  }

  /** The visible ones of the ids; for request loaders of this lib and of those above. */
  async byIds(principal: Principal, ids: readonly EntityId[]): Promise<Map<EntityId, AgreementView>> {
    assertPermission(principal, 'agreements.read');
    const rows = await this.agreements.find(rowScopeOf(principal), ids);
    const today = this.clock.today();
    return new Map([...rows].map(([id, row]) => [id, view(row, today)]));
  }

  /** Plan of each agreement that has one. The caller has read the agreements within its scope. */
  plansOf(agreementIds: readonly EntityId[]): Promise<Map<EntityId, PlanRow>> {
    return this.plans.plansOf(agreementIds);
  }

  /** Signatures under each agreement's current revision. The caller has read the agreements within its scope. */
  approvalsOf(agreementIds: readonly EntityId[]): Promise<Map<EntityId, ApprovalRow[]>> {
    return this.agreements.approvalsOf(agreementIds);
  }

  /** Covered school majors. The caller has read the agreements within its scope. */
  majorsOf(agreementIds: readonly EntityId[]): Promise<Map<EntityId, CoveredMajorRow[]>> {
    return this.agreements.majorsOf(agreementIds);
  }

  /** The agreement that follows each one, where there is one. */
  successorIdsOf(agreementIds: readonly EntityId[]): Promise<Map<EntityId, EntityId>> {
    return this.agreements.successorIdsOf(agreementIds);
  }

  /** Recorded steps, latest first. The caller has read the agreements within its scope. */
  eventPages(agreementIds: readonly EntityId[], page: PageRequest): Promise<Map<EntityId, Page<AgreementEventRow>>> {
    return this.events.pages(agreementIds, page);
  }

  private query(principal: Principal, { filter, sort }: AgreementListRequest): AgreementListQuery {
    assertPermission(principal, 'agreements.read');
    if (filter?.inForceOn) checkedDate('生效日', filter.inForceOn);
    return {
      scope: rowScopeOf(principal),
      filter: filter ?? {},
      sort: sort ?? AgreementSort.RECORDED_ASC,
      today: this.clock.today(),
    };
  }
}

function view(row: AgreementRow, today: string): AgreementView {
  const status = stateOn(row, today);
  return status === row.status ? row : { ...row, status };
}
