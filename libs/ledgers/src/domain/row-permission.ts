import type { CellFault, SheetDefinition } from './sheet-definition';
import { ENTERPRISE_SHEETS, type ImportScope } from './import-scope';
import type { OwnerSchool, PreparedRow } from './prepared-row';
import { shownValue } from './row-reader';

/** What the database holds under a row's key. */
export interface StoredImage {
  readonly id: number;
  readonly regionCode: string | null;
  /** The school it belongs to, where the key does not say so already. */
  readonly school: OwnerSchool | null;
  /** Verified or reversed: never edited. */
  readonly isFixed: boolean;
  /** Filed: no longer for its school to edit. */
  readonly isFixedForSchool: boolean;
  /** Fields in which the row differs. */
  readonly changes: readonly string[];
}

export const OUTSIDE = '这一行不在您可以维护的范围之内；请删去这一行，或交由主管部门导入。';
const FIXED = '已核验或已冲销的记录不能再修改；请先冲销原记录并说明理由，再以新的编号登记。';
const FILED = '协议已备案或已解除，只能由人社局修改；请保持原值。';

/** What an importer is told of a sheet that they may not bring in, or of a row of somebody they may not know of. */
export function outsideFault(sheet: SheetDefinition, value: string | null): CellFault {
  const field = sheet.naturalKey[0] as string;
  return { column: sheet.columns[field]?.title ?? field, value, code: 'OUT_OF_SCOPE', message: OUTSIDE };
}

/** Why the importer may not write a row; null when they may. */
export function refusalOf(
  sheet: SheetDefinition,
  row: PreparedRow,
  stored: StoredImage | null,
  scope: ImportScope,
): CellFault | null {
  if (!isInScope(sheet, row, stored, scope))
    return outsideFault(sheet, cellText(sheet, row, sheet.naturalKey[0] as string));
  const change = stored?.changes[0];
  if (stored?.isFixed && change !== undefined) return fault(sheet, row, change, 'VERIFIED_RECORD', FIXED);
  return scope.isSchool ? schoolRefusal(sheet, row, stored) : null;
}

function isInScope(sheet: SheetDefinition, row: PreparedRow, stored: StoredImage | null, scope: ImportScope): boolean {
  const regions = { before: stored?.regionCode ?? null, after: String(row.values['regionCode']) };
  if (sheet.key === 'school') return scope.mayWriteSchool(stored?.id ?? null, regions);
  if (sheet.key === 'enterprise') return scope.mayWriteEnterprise(regions);
  if (ENTERPRISE_SHEETS.has(sheet.key)) {
    return row.enterprise !== null && scope.mayWriteRowOfEnterprise(row.enterprise);
  }
  return row.school !== null && scope.mayWriteRowOf({ before: stored?.school ?? null, after: row.school });
}

/** What a bureau establishes a school may repeat, not set or change. */
function schoolRefusal(sheet: SheetDefinition, row: PreparedRow, stored: StoredImage | null): CellFault | null {
  const isOfficial = (field: string): boolean => sheet.columns[field]?.official === true;
  const touched = stored ? stored.changes : Object.keys(sheet.columns).filter((field) => isSet(row.values[field]));
  const official = touched.find(isOfficial);
  if (official !== undefined) {
    const message = `“${sheet.columns[official]?.title}”由主管部门认定，学校导入时不能填写或改动；请留空或保持原值。`;
    return fault(sheet, row, official, 'OUT_OF_SCOPE', message);
  }
  const change = stored?.changes[0];
  return stored?.isFixedForSchool && change !== undefined ? fault(sheet, row, change, 'OUT_OF_SCOPE', FILED) : null;
}

const isSet = (value: unknown): boolean => value !== null && value !== undefined && value !== false;

function fault(
  sheet: SheetDefinition,
  row: PreparedRow,
  field: string,
  code: CellFault['code'],
  message: string,
): CellFault {
  const column = sheet.columns[field];
  return { column: column?.title ?? field, value: cellText(sheet, row, field), code, message };
}

/** The row's value as its export would show it; personal values are left out. */
export function cellText(sheet: SheetDefinition, row: Pick<PreparedRow, 'values'>, field: string): string | null {
  const column = sheet.columns[field];
  const value = row.values[field];
  if (!column || column.kind.personal || value === null || value === undefined) return null;
  return shownValue(column.kind.write(value as never), column as never);
}
