import { Injectable } from '@nestjs/common';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { assertPermission } from '@sxbq/identity';
import {
  checkedRegionPrefix,
  checkedWholeNumber,
  cityPrefixOf,
  EntityId,
  Principal,
  RowScope,
  rowScopeOf,
} from '@sxbq/kernel';
import { SchoolMajorsService, SchoolsService } from '@sxbq/schools';
import { BalanceDimension } from './domain/balance-dimension';
import { balanced, BalanceRow, byGap, DescribedRow } from './domain/balance-row';
import { MajorSuggestion, majorSuggestions } from './domain/major-suggestion';
import { listedAt } from './domain/shortage-mark';
import { BalanceQuery } from './persistence/balance-query';
import { BalanceRepository } from './persistence/balance.repository';
import { ShortageListsRepository } from './persistence/shortage-lists.repository';

/** Supply and demand of a city or a province, in numbers that name nobody. */
@Injectable()
export class BalanceService {
  constructor(
    private readonly balance: BalanceRepository,
    private readonly shortages: ShortageListsRepository,
    private readonly catalogues: CataloguesService,
    private readonly schools: SchoolsService,
    private readonly majors: SchoolMajorsService,
  ) {}

  /** Greatest lack of people first. Nothing outside the principal's region, whatever region is asked for. */
  async by(principal: Principal, dimension: BalanceDimension, query: BalanceQuery): Promise<DescribedRow[]> {
    assertPermission(principal, 'balance.read');
    const { graduationYear = null } = query;
    const regionPrefix = query.regionPrefix === '' ? '' : checkedRegionPrefix(query.regionPrefix);
    const rows = await this.read(principal, dimension, {
      ...query,
      regionPrefix,
      graduationYear: graduationYear === null ? null : checkedYear(graduationYear),
    });
    if (dimension !== BalanceDimension.OCCUPATION) return rows.map((row) => ({ ...row, name: null, shortage: null }));
    return this.described(principal, regionPrefix, rows);
  }

  /** What the occupations are called, and whether the newest shortage list of the region names them. */
  private async described(
    principal: Principal,
    regionPrefix: string,
    rows: readonly BalanceRow[],
  ): Promise<DescribedRow[]> {
    const scope = rowScopeOf(principal);
    const [names, list] = await Promise.all([
      this.catalogues.namesOf(
        CatalogueSystem.OCCUPATION,
        rows.map(({ key }) => key),
      ),
      this.shortages.newestFor(scope, regionPrefix || regionOf(scope)),
    ]);
    const listed = list ? await this.shortages.occupations([list.id]) : [];
    return rows.map((row) => {
      const known = names.get(row.key) ?? [];
      const at = listedAt(listed, row.key, known);
      const shortage = list && at ? { year: list.year, edition: list.edition, rank: at.rank } : null;
      return { ...row, name: known[0] ?? null, shortage };
    });
  }

  /** What the city's balance says of a school's majors, with the reason in numbers. SCHOOL_NOT_FOUND. */
  async suggestions(principal: Principal, schoolId: EntityId, graduationYear: number): Promise<MajorSuggestion[]> {
    assertPermission(principal, 'balance.readSuggestions');
    const school = await this.schools.get(principal, schoolId);
    const regionPrefix = cityPrefixOf(school.regionCode) ?? school.regionCode;
    const query = { regionPrefix, graduationYear: checkedYear(graduationYear) };
    const city = await this.read(principal, BalanceDimension.MAJOR, query);
    const own = (await this.majors.ofSchools(principal, [schoolId])).get(schoolId) ?? [];
    return majorSuggestions(city, new Set(own.map(({ name }) => name)));
  }

  private async read(principal: Principal, dimension: BalanceDimension, query: BalanceQuery): Promise<BalanceRow[]> {
    const counts = await this.balance.counts(rowScopeOf(principal), { ...query, dimension });
    return counts.map(balanced).sort(byGap);
  }
}

const checkedYear = (given: number): number => checkedWholeNumber('毕业年份', given, 2000, 2100);

/** The one region whose figures a scope sees; '' where it is none or several. */
function regionOf(scope: RowScope): string {
  if (scope.kind === 'REGION') return scope.prefix;
  return scope.kind === 'SCHOOL' || scope.kind === 'ENTERPRISE' ? (cityPrefixOf(scope.regionPrefix) ?? '') : '';
}
