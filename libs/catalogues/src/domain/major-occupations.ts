import { SourceRow } from './new-entry';
import { OCCUPATION_EDITION } from './occupations';

/** An occupation that an official teaching standard names for a major; the columns of major_occupation. */
export interface NewMajorOccupation {
  readonly edition: string;
  readonly majorLevel: string;
  readonly majorCode: string;
  readonly majorName: string;
  readonly occupationEdition: string;
  readonly occupationCode: string;
  readonly source: string;
}

/** Majors of the Ministry of Education, which majors of 技工院校 are compared with by name alone. */
export function majorOccupationRows(rows: SourceRow[]): NewMajorOccupation[] {
  return rows.map((row) => ({
    edition: '2021',
    majorLevel: row['level_zh'] ?? '',
    majorCode: row['major_code'] ?? '',
    majorName: row['major_name'] ?? '',
    occupationEdition: OCCUPATION_EDITION,
    occupationCode: row['occupation_code'] ?? '',
    source: '教育部职业教育专业教学标准',
  }));
}
