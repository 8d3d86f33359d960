import type { ScoreWeights } from '../score-weights';
import type { GraduateRow, PostingRow, ScoringRows } from './scoring-rows';

/** The score as the README tells it, for one pair of rows; null: a hard constraint fails. */
export function naiveScore(
  rows: ScoringRows,
  { weights }: ScoreWeights,
  graduate: GraduateRow,
  posting: PostingRow,
): number | null {
  if (!meetsHardConstraints(rows, graduate, posting)) return null;
  return (
    weights.LINK * link(rows, graduate, posting) +
    weights.SKILLS * skills(rows, graduate, posting) +
    weights.GRADE * grade(graduate, posting) +
    weights.DISTRICT * district(graduate, posting) +
    weights.WISHES * wishes(graduate, posting) +
    weights.SALARY * salary(graduate, posting) +
    weights.HISTORY * history(rows, graduate, posting)
  );
}

function meetsHardConstraints(rows: ScoringRows, graduate: GraduateRow, posting: PostingRow): boolean {
  const linked = graduate.major === null ? [] : Object.keys(rows.links[graduate.major]!).map(Number);
  const related = [...linked, ...graduate.occupations, ...graduate.certificates];
  if (posting.occupation !== null && related.length > 0 && !related.includes(posting.occupation)) return false;
  if (posting.acceptedMajors.length > 0) {
    if (graduate.major === null || !posting.acceptedMajors.includes(graduate.major)) return false;
  }
  if (posting.gradeFloor !== null && (graduate.grade === null || graduate.grade > posting.gradeFloor)) return false;
  if (posting.district !== null && graduate.districts.length > 0 && !graduate.districts.includes(posting.district)) {
    return false;
  }
  return posting.salary === null || graduate.salaryFloor === null || posting.salary[1] >= graduate.salaryFloor;
}

function link(rows: ScoringRows, { major, certificates }: GraduateRow, { occupation }: PostingRow): number {
  if (occupation === null || certificates.includes(occupation)) return 100;
  return major === null ? 0 : (rows.links[major]![occupation] ?? 0);
}

function skills(rows: ScoringRows, { functions }: GraduateRow, { standard }: PostingRow): number {
  if (standard === null) return 100;
  return functions.reduce((sum, index) => sum + (rows.standards[standard]![index] ?? 0), 0);
}

function grade(graduate: GraduateRow, { gradeFloor }: PostingRow): number {
  if (gradeFloor === null) return 100;
  return [60, 80][gradeFloor - graduate.grade!] ?? 100;
}

function district(graduate: GraduateRow, posting: PostingRow): number {
  if (posting.district === null || graduate.districts.length === 0) return 100;
  return [100, 90, 80, 70, 60][graduate.districts.indexOf(posting.district)] ?? 50;
}

function wishes({ occupations }: GraduateRow, { occupation }: PostingRow): number {
  if (occupation === null || occupations.length === 0) return 100;
  if (!occupations.includes(occupation)) return 0;
  return [100, 80, 60][occupations.indexOf(occupation)] ?? 40;
}

function salary({ salaryFloor }: GraduateRow, posting: PostingRow): number {
  if (posting.salary === null || salaryFloor === null) return 100;
  const [low, high] = posting.salary;
  if (salaryFloor <= low) return 100;
  return Math.floor(50 + (50 * (high - salaryFloor)) / (high - low));
}

function history(rows: ScoringRows, { school }: GraduateRow, { enterprise }: PostingRow): number {
  return school === null || enterprise === null ? 0 : (rows.history[school]![enterprise] ?? 0);
}
