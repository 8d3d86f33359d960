import { regionPrefixesOf, RowScope } from '@sxbq/kernel';
import type { OwnerEnterprise, OwnerSchool } from './prepared-row';
import type { SheetKey } from './sheet-definition';

/** What a row says about where it belongs, before and after the import would change it; null before: a new row. */
export interface Image<T> {
  readonly before: T | null;
  readonly after: T;
}

/** Sheets whose rows are an enterprise's own. */
export const ENTERPRISE_SHEETS: ReadonlySet<SheetKey> = new Set(['posting', 'trainingNeed']);

/** Rows an importer may write. Both images are looked at, so that no row is moved in or out (assurance A5). */
export class ImportScope {
  constructor(private readonly scope: RowScope) {}

  /** True for a school's own people: what a bureau establishes they may repeat, not set. */
  get isSchool(): boolean {
    return this.scope.kind === 'SCHOOL';
  }

  get isEnterprise(): boolean {
    return this.scope.kind === 'ENTERPRISE';
  }

  /** False for sheets of which the importer may write no row at all: nothing in them is looked up. */
  mayBringIn(sheet: SheetKey): boolean {
    const isEnterprises = ENTERPRISE_SHEETS.has(sheet);
    return this.isEnterprise ? isEnterprises : !(this.isSchool && isEnterprises);
  }

  /** A row of a school: its classes, agreements, quotas, … */
  mayWriteRowOf({ before, after }: Image<OwnerSchool>): boolean {
    return this.coversSchool(after) && (before === null || this.coversSchool(before));
  }

  /** A school's own row; `id` null: a new school. */
  mayWriteSchool(id: number | null, regions: Image<string>): boolean {
    if (this.scope.kind === 'SCHOOL') return id === this.scope.schoolId;
    return this.coversRegion(regions);
  }

  mayWriteEnterprise(regions: Image<string>): boolean {
    return this.coversRegion(regions);
  }

  /** A row of an enterprise: what it offers or needs. */
  mayWriteRowOfEnterprise({ id, regionCode }: OwnerEnterprise): boolean {
    if (this.scope.kind === 'ENTERPRISE') return id === this.scope.enterpriseId;
    // An enterprise that is only in the file passed its own check there.
    return this.seesByRegion && (regionCode === null || this.coversCode(regionCode));
  }

  private coversSchool(school: OwnerSchool): boolean {
    if (this.scope.kind === 'SCHOOL') return school.id === this.scope.schoolId;
    // A school that is only in the file passed its own check there.
    return this.seesByRegion && (school.regionCode === null || this.coversCode(school.regionCode));
  }

  private coversRegion({ before, after }: Image<string>): boolean {
    return this.coversCode(after) && (before === null || this.coversCode(before));
  }

  private get seesByRegion(): boolean {
    return regionPrefixesOf(this.scope) !== null;
  }

  private coversCode(regionCode: string): boolean {
    return regionPrefixesOf(this.scope)?.some((prefix) => regionCode.startsWith(prefix)) ?? false;
  }
}
