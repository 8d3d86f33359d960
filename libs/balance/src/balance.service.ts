import { Injectable } from '@nestjs/common';
import { assertPermission } from '@sxbq/identity';
import { checkedRegionPrefix, checkedWholeNumber, cityPrefixOf, EntityId, Principal, rowScopeOf } from '@sxbq/kernel';
import { SchoolMajorsService, SchoolsService } from '@sxbq/schools';
import { BalanceDimension } from './domain/balance-dimension';
import { balanced, BalanceRow, byGap } from './domain/balance-row';
import { MajorSuggestion, majorSuggestions } from './domain/major-suggestion';
import { BalanceQuery, BalanceRepository } from './persistence/balance.repository';

/** Supply and demand of a city or a province, in numbers that name nobody. */
@Injectable()
export class BalanceService {
  constructor(
    private readonly balance: BalanceRepository,
    private readonly schools: SchoolsService,
    private readonly majors: SchoolMajorsService,
  ) {}

  /** Greatest lack of people first. Nothing outside the principal's region, whatever region is asked for. */
  async by(principal: Principal, dimension: BalanceDimension, query: BalanceQuery): Promise<BalanceRow[]> {
    assertPermission(principal, 'balance.read');
    return this.read(principal, dimension, {
      ...query,
      regionPrefix: query.regionPrefix === '' ? '' : checkedRegionPrefix(query.regionPrefix),
      graduationYear: checkedWholeNumber('毕业年份', query.graduationYear, 2000, 2100),
    });
  }

  /** What the city's balance says of a school's majors, with the reason in numbers. SCHOOL_NOT_FOUND. */
  async suggestions(principal: Principal, schoolId: EntityId, graduationYear: number): Promise<MajorSuggestion[]> {
    assertPermission(principal, 'balance.readSuggestions');
    const school = await this.schools.get(principal, schoolId);
    const regionPrefix = cityPrefixOf(school.regionCode) ?? school.regionCode;
    const query = { regionPrefix, graduationYear: checkedWholeNumber('毕业年份', graduationYear, 2000, 2100) };
    const city = await this.read(principal, BalanceDimension.MAJOR, query);
    const own = (await this.majors.ofSchools(principal, [schoolId])).get(schoolId) ?? [];
    return majorSuggestions(city, new Set(own.map(({ name }) => name)));
  }

  private async read(principal: Principal, dimension: BalanceDimension, query: BalanceQuery): Promise<BalanceRow[]> {
    const counts = await this.balance.counts(rowScopeOf(principal), dimension, query);
    return counts.map(balanced).sort(byGap);
  }
}
