import type { FactKind } from '@sxbq/kernel';
import type { PreparedRow } from './prepared-row';
import type { SheetDefinition } from './sheet-definition';

/** Gathers whose compliance an import may have changed. */
export class TouchedFacts {
  /** Schools by kind of fact. */
  readonly schools = new Map<FactKind, Set<number>>();
  /** Codes of new schools, whose ids are not known yet. */
  readonly newSchoolCodes = new Set<string>();
  /** Changed enterprises; the schools that work with them are touched. */
  readonly enterpriseIds = new Set<number>();

  /** A row that was created or updated; `before` is what was stored. */
  add(sheet: SheetDefinition, row: PreparedRow, before: { id: number; schoolId: number | null } | null): void {
    if (sheet.key === 'enterprise') {
      if (before) this.enterpriseIds.add(before.id);
      return;
    }
    if (sheet.key === 'school') {
      if (before) this.addSchool('SCHOOL', before.id);
      else this.newSchoolCodes.add(String(row.values['code']));
      return;
    }
    if (sheet.fact === null) return;
    for (const id of [row.school?.id, before?.schoolId]) this.addSchool(sheet.fact, id ?? null);
  }

  addSchool(fact: FactKind, id: number | null): void {
    if (id === null) return;
    const schools = this.schools.get(fact) ?? new Set<number>();
    this.schools.set(fact, schools.add(id));
  }
}
