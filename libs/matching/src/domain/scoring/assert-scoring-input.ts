import { NO_GRADE } from './part-values';
import { FULL } from './score-part';
import type { Lists, ScoringInput, WeightedLists } from './scoring-input';

const LOWEST_GRADE = NO_GRADE - 1;

/**
 * Catches a reader that fills columns wrongly, before numbers come out of it.
 *
 * @throws RangeError naming the column: columns of different lengths, ids that do not ascend, an index out of range
 */
export function assertScoringInput({ graduates, postings, tables }: ScoringInput): void {
  const people = graduates.ids.length;
  const offers = postings.ids.length;
  assertAscending('graduates.ids', graduates.ids);
  assertAscending('postings.ids', postings.ids);
  assertLists('links', tables.links, null, tables.occupations);
  assertLists('standards', tables.standards, null, tables.functions);
  assertLists('history', tables.history, null, tables.enterprises);
  const listed = (lists: Lists): number => lists.offsets.length - 1;

  assertIndices('graduates.majors', graduates.majors, people, listed(tables.links));
  assertIndices('graduates.schools', graduates.schools, people, listed(tables.history));
  assertGrades('graduates.grades', graduates.grades, people);
  assertLength('graduates.salaryFloors', graduates.salaryFloors, people);
  assertLists('graduates.occupations', graduates.occupations, people, tables.occupations);
  assertLists('graduates.districts', graduates.districts, people, tables.districts);
  assertLength('graduates.districts.ranks', graduates.districts.ranks, graduates.districts.values.length);
  assertLists('graduates.certificates', graduates.certificates, people, tables.occupations);
  assertLists('graduates.functions', graduates.functions, people, tables.functions);

  assertIndices('postings.enterprises', postings.enterprises, offers, tables.enterprises);
  assertIndices('postings.occupations', postings.occupations, offers, tables.occupations);
  assertIndices('postings.standards', postings.standards, offers, listed(tables.standards));
  assertIndices('postings.districts', postings.districts, offers, tables.districts);
  assertGrades('postings.gradeFloors', postings.gradeFloors, offers);
  assertLength('postings.salaryLows', postings.salaryLows, offers);
  assertLength('postings.salaryHighs', postings.salaryHighs, offers);
  assertLists('postings.acceptedMajors', postings.acceptedMajors, offers, listed(tables.links));
}

function assertLength(name: string, column: ArrayLike<number>, length: number): void {
  if (column.length !== length) throw new RangeError(`${name} has ${column.length} rows, not ${length}`);
}

function assertGrades(name: string, grades: Uint8Array, length: number): void {
  assertLength(name, grades, length);
  if (grades.some((grade) => grade > LOWEST_GRADE)) throw new RangeError(`${name} has a grade below 5`);
}

function assertAscending(name: string, ids: Uint32Array): void {
  for (let row = 1; row < ids.length; row++) {
    if (ids[row]! <= ids[row - 1]!) throw new RangeError(`${name} do not ascend`);
  }
}

function assertIndices(name: string, column: Int32Array, length: number, count: number): void {
  assertLength(name, column, length);
  if (column.some((index) => index < -1 || index >= count)) throw new RangeError(`${name} has an index out of range`);
}

/** @param length lists there should be; null: any number */
function assertLists(name: string, lists: Lists | WeightedLists, length: number | null, count: number): void {
  const { offsets, values } = lists;
  if (length !== null) assertLength(name, offsets, length + 1);
  if (offsets[0] !== 0 || offsets[offsets.length - 1] !== values.length || descends(offsets)) {
    throw new RangeError(`${name} has wrong offsets`);
  }
  if (values.some((index) => index < 0 || index >= count)) throw new RangeError(`${name} has an index out of range`);
  if (!('percents' in lists)) return;
  assertLength(name, lists.percents, values.length);
  if (lists.percents.some((percent) => percent > FULL)) throw new RangeError(`${name} has more than 100 percent`);
}

function descends(offsets: Int32Array): boolean {
  return offsets.some((offset, index) => index > 0 && offset < offsets[index - 1]!);
}
