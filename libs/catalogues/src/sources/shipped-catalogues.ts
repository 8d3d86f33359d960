import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { industryEntries } from '../domain/industries';
import { majorOccupationRows, NewMajorOccupation } from '../domain/major-occupations';
import { moeMajorEntries, techSchoolMajorEntries } from '../domain/majors';
import { NewEntry, SourceRow } from '../domain/new-entry';
import { occupationEntries } from '../domain/occupations';
import { regionEntries } from '../domain/regions';
import { NewSkillFunction, skillFunctionRows } from '../domain/skill-functions';
import { skillStandardEntries } from '../domain/skill-standards';

const DATA = path.join(__dirname, '../data');

/** Every entry of the files in `data/`; about 6 000. */
export function shippedEntries(): NewEntry[] {
  return [
    ...regionEntries(rows('jiangsu_cities'), rows('jiangsu_counties'), rows('changzhou_streets')),
    ...industryEntries(rows('gbt4754_2017')),
    ...occupationEntries(rows('occupations_2022_draft')),
    ...skillStandardEntries(rows('national_skill_standards_catalog')),
    ...moeMajorEntries(rows('moe_vocational_majors_2021')),
    ...techSchoolMajorEntries(rows('tech_school_majors_partial')),
  ];
}

/** Occupations of each major by the teaching standards; about 4 600. */
export function shippedMajorOccupations(): NewMajorOccupation[] {
  return majorOccupationRows(rows('moe_major_to_occupation'));
}

/** Work functions of the skill standards with their weights; about 6 700. */
export function shippedSkillFunctions(): NewSkillFunction[] {
  return skillFunctionRows(rows('skill_functions_by_occupation_grade'), rows('occupations_2022_draft'));
}

function rows(file: string): SourceRow[] {
  return parse(readFileSync(path.join(DATA, `${file}.csv`)), { columns: true, bom: true });
}
