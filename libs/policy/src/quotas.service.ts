import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { assertPermission } from '@sxbq/identity';
import {
  checkedWholeNumber,
  EntityId,
  FACT_CHANGED,
  FactChanged,
  groupBy,
  Page,
  PageRequest,
  Principal,
  rowScopeOf,
} from '@sxbq/kernel';
import { Outbox, Transaction, UnitOfWork } from '@sxbq/platform';
import { schoolNotFound } from '@sxbq/schools';
import { IndicatorCode } from './domain/indicator-code';
import { largestRemainder, Weighted } from './domain/largest-remainder';
import { QuotaSort } from './domain/policy-sort';
import { checkedYear } from './domain/policy-years';
import { QuotaFilter, QuotaRow, QuotasRepository } from './persistence/quotas.repository';
import { quotaNotFound, sharesUnusable } from './policy.errors';

const MAX_AMOUNT = 2_147_483_647;

export interface QuotaListRequest extends PageRequest {
  readonly filter?: QuotaFilter | null;
  readonly sort?: QuotaSort | null;
}

/** A school's indicator of a year. */
export interface QuotaKey {
  readonly schoolId: EntityId;
  readonly year: number;
  readonly indicatorCode: IndicatorCode;
}

export interface QuotaAmount extends QuotaKey {
  readonly amount: number;
}

export interface QuotaDistribution {
  readonly year: number;
  readonly indicatorCode: IndicatorCode;
  /** The city's figure, given out to the last one. */
  readonly total: number;
  /** By heads, by teachers: whatever the bureau decides. */
  readonly shares: readonly { readonly schoolId: EntityId; readonly weight: number }[];
}

/** 指标分解: yearly numbers given to schools. */
@Injectable()
export class QuotasService {
  constructor(
    private readonly quotas: QuotasRepository,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly outbox: Outbox,
  ) {}

  /** By school and year unless said otherwise. */
  list(principal: Principal, request: QuotaListRequest): Promise<Page<QuotaRow>> {
    assertPermission(principal, 'policy.readQuotas');
    return this.quotas.list(rowScopeOf(principal), request.filter ?? {}, request.sort ?? QuotaSort.SCHOOL_ASC, request);
  }

  /** Quotas of the year by school; for request loaders. */
  async ofSchools(
    principal: Principal,
    year: number,
    schoolIds: readonly EntityId[],
  ): Promise<Map<EntityId, QuotaRow[]>> {
    assertPermission(principal, 'policy.readQuotas');
    return groupBy(await this.quotas.ofSchools(rowScopeOf(principal), year, schoolIds), (quota) => quota.schoolId);
  }

  /** Gives a school its number, or another one; the same number twice changes nothing. */
  async set(principal: Principal, quota: QuotaAmount): Promise<QuotaRow> {
    assertPermission(principal, 'policy.setQuotas');
    const year = checkedYear('年度', quota.year);
    const amount = checkedWholeNumber('指标值', quota.amount, 0, MAX_AMOUNT);
    return this.uow.run(async (tx) => {
      const { after, before } = await this.put(tx, principal, year, quota.indicatorCode, [[quota.schoolId, amount]]);
      const [row] = after as [QuotaRow];
      if (before[0]?.amount !== amount) await this.recorded(tx, 'policy.setQuota', before[0], row);
      return row;
    });
  }

  /** Takes a quota back that was set by mistake: the school then has none for that indicator. */
  async remove(principal: Principal, key: QuotaKey): Promise<QuotaRow> {
    assertPermission(principal, 'policy.setQuotas');
    return this.uow.run(async (tx) => {
      await this.lockSchools(tx, principal, [key.schoolId]);
      const [before] = await this.quotas.ofIndicator(tx, key.year, key.indicatorCode, [key.schoolId]);
      if (!before) throw quotaNotFound();
      await this.quotas.remove(tx, before.id);
      await this.recorded(tx, 'policy.removeQuota', before, undefined);
      return before;
    });
  }

  /** Gives the total out by weight with the largest remainder and sets the schools' quotas; one audit entry for all. */
  async distribute(principal: Principal, distribution: QuotaDistribution): Promise<QuotaRow[]> {
    assertPermission(principal, 'policy.setQuotas');
    const { indicatorCode } = distribution;
    const year = checkedYear('年度', distribution.year);
    const total = checkedWholeNumber('总数', distribution.total, 0, MAX_AMOUNT);
    const amounts = allocated(
      total,
      distribution.shares.map(({ schoolId, weight }) => ({ id: schoolId, weight })),
    );
    return this.uow.run(async (tx) => {
      const { after, before } = await this.put(tx, principal, year, indicatorCode, amounts);
      const old = new Map(before.map((quota) => [quota.schoolId, quota.amount]));
      const changed = after.filter((quota) => old.get(quota.schoolId) !== quota.amount);
      if (changed.length > 0) {
        const changes = changed.map(({ schoolId, amount }) => ({
          schoolId,
          from: old.get(schoolId) ?? null,
          to: amount,
        }));
        await this.audit.record(tx, {
          action: 'policy.distributeQuota',
          objectType: 'Quota',
          objectId: `${year}/${indicatorCode}`,
          details: { total, changes },
        });
        await this.factChanged(
          tx,
          changed.map(({ schoolId }) => schoolId),
        );
      }
      return after;
    });
  }

  private async put(
    tx: Transaction,
    principal: Principal,
    year: number,
    indicatorCode: IndicatorCode,
    amounts: readonly (readonly [schoolId: EntityId, amount: number])[],
  ): Promise<{ before: QuotaRow[]; after: QuotaRow[] }> {
    const schoolIds = amounts.map(([schoolId]) => schoolId);
    await this.lockSchools(tx, principal, schoolIds);
    const before = await this.quotas.ofIndicator(tx, year, indicatorCode, schoolIds);
    const old = new Map(before.map((quota) => [quota.schoolId, quota.amount]));
    const changed = new Map(amounts.filter(([schoolId, amount]) => old.get(schoolId) !== amount));
    await this.quotas.put(tx, year, indicatorCode, changed);
    return { before, after: await this.quotas.ofIndicator(tx, year, indicatorCode, schoolIds) };
  }

  private async lockSchools(tx: Transaction, principal: Principal, schoolIds: readonly EntityId[]): Promise<void> {
    const writable = await this.quotas.writableSchools(tx, rowScopeOf(principal), schoolIds);
    if (schoolIds.some((id) => !writable.has(id))) throw schoolNotFound();
  }

  private async recorded(
    tx: Transaction,
    action: string,
    before: QuotaRow | undefined,
    after: QuotaRow | undefined,
  ): Promise<void> {
    const quota = (after ?? before) as QuotaRow;
    await this.audit.record(tx, { action, objectType: 'Quota', objectId: quota.id, before, after });
    await this.factChanged(tx, [quota.schoolId]);
  }

  private factChanged(tx: Transaction, schoolIds: readonly EntityId[]): Promise<void> {
    return this.outbox.append(tx, FACT_CHANGED, { fact: 'QUOTA', schoolIds } satisfies FactChanged);
  }
}

function allocated(total: number, shares: readonly Weighted[]): [schoolId: EntityId, amount: number][] {
  try {
    return [...largestRemainder(total, shares)];
  } catch (error) {
    throw error instanceof RangeError ? sharesUnusable() : error;
  }
}
