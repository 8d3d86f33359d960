import { SourceRow } from './new-entry';
import { OCCUPATION_EDITION } from './occupations';

/** A work function of a skill standard and its official weight; the columns of skill_function. */
export interface NewSkillFunction {
  /** Year of the standard. */
  readonly edition: string;
  /** Edition of the occupations that the code belongs to; UNKNOWN_EDITION when its name there is another one. */
  readonly occupationEdition: string;
  readonly occupationCode: string;
  readonly occupationName: string;
  readonly grade: number;
  readonly name: string;
  /** Percent; those of an occupation and a grade add up to 100. */
  readonly weight: number;
}

/** A code that means something else in the edition we have: kept, but no posting of that edition is weighed by it. */
export const UNKNOWN_EDITION = 'unknown';

/** @param occupations rows of the occupations' own list */
export function skillFunctionRows(rows: SourceRow[], occupations: SourceRow[]): NewSkillFunction[] {
  const names = new Map(occupations.map((row) => [row['code'], bareName(row['name'] ?? '')]));
  return rows.map((row) => {
    const occupationCode = row['occupation_code'] ?? '';
    const occupationName = row['occupation_name'] ?? '';
    return {
      edition: row['standard_edition'] ?? '',
      occupationEdition: names.get(occupationCode) === bareName(occupationName) ? OCCUPATION_EDITION : UNKNOWN_EDITION,
      occupationCode,
      occupationName,
      grade: Number((row['grade'] ?? '').slice(1)),
      name: row['work_function'] ?? '',
      weight: Number(row['skill_weight_pct']),
    };
  });
}

/** Without the marks L (green) and S (digital) and without the trade in brackets. */
function bareName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\(.*\)$/, '')
    .replace(/[LS/]+$/, '');
}
