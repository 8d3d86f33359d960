import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { checkedDate, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { agreementNotFound } from './agreements.errors';
import { AgreementSort } from './domain/agreement-sort';
import { AgreementState, stateOn } from './domain/agreement-state';
import { AgreementEventRepository } from './persistence/agreement-event.repository';
import {
  AgreementFilter,
  AgreementListQuery,
  WantedColumns,
  WHOLE_AGREEMENT,
} from './persistence/agreement-list.query';
import { AgreementEventRow, AgreementRow, ApprovalRow, CoveredMajorRow, PlanRow } from './persistence/agreement-rows';
import { AgreementRepository } from './persistence/agreement.repository';
import { PlanRepository } from './persistence/plan.repository';

export interface AgreementListRequest extends PageRequest {
  readonly filter?: AgreementFilter | null;
  readonly sort?: AgreementSort | null;
}

/** An agreement as reads give it out: the state of today in place of the stored status. */
export type AgreementView = Omit<AgreementRow, 'status'> & { readonly status: AgreementState };

/** What was wanted of an agreement. */
export type AgreementExcerpt = Pick<AgreementView, 'id' | 'code' | 'schoolId' | 'enterpriseId'> &
  Partial<AgreementView>;

/** A page whose rows over all pages are counted only when somebody asks. */
export interface CountablePage<T> {
  readonly items: readonly T[];
  total(): Promise<number>;
}

/** Reads of agreements; every one within the principal's scope, in SQL. */
@Injectable()
export class AgreementsService {
  constructor(
    private readonly agreements: AgreementRepository,
    private readonly plans: PlanRepository,
    private readonly events: AgreementEventRepository,
    private readonly clock: Clock,
  ) {}

  /** In order of recording unless said otherwise. */
  list(principal: Principal, request: AgreementListRequest): Promise<CountablePage<AgreementView>> {
    return this.read(principal, request, WHOLE_AGREEMENT);
  }

  /** As list, reading what is wanted of each agreement and no more. */
  listWanted(
    principal: Principal,
    request: AgreementListRequest,
    wanted: WantedColumns,
  ): Promise<CountablePage<AgreementExcerpt>> {
    return this.read(principal, request, wanted);
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
    const today = query.today();
    return new Map(
      [...pages].map(([id, { items, total }]) => [id, { items: items.map((row) => view(row, today)), total }]),
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

  private async read(
    principal: Principal,
    request: AgreementListRequest,
    wanted: WantedColumns,
  ): Promise<CountablePage<AgreementView>> {
    const query = this.query(principal, request);
    const rows = await this.agreements.page(query, request, wanted);
    const total = (): Promise<number> => this.agreements.count(query);
    if (!wanted.fields.includes('status')) return { items: rows, total };
    const today = query.today();
    return { items: rows.map((row) => view(row, today)), total };
  }

  private query(principal: Principal, { filter, sort }: AgreementListRequest): AgreementListQuery {
    assertPermission(principal, 'agreements.read');
    if (filter?.inForceOn) checkedDate('有效日', filter.inForceOn);
    return {
      scope: rowScopeOf(principal),
      filter: filter ?? {},
      sort: sort ?? AgreementSort.RECORDED_ASC,
      today: () => this.clock.today(),
    };
  }
}

function view(row: AgreementRow, today: string): AgreementView {
  const status = stateOn(row, today);
  return status === row.status ? row : { ...row, status };
}
