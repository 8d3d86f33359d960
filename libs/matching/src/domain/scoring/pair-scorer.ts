import { Marks } from '../marks';
import { Obstacle } from './obstacle';
import { districtValue, gradeValue, NO_GRADE, salaryValue, wishValue } from './part-values';
import { FULL, PartValue, SCORE_PARTS, ScorePart } from './score-part';
import type { ScoreWeights } from './score-weights';
import type { Lists, RankedLists, ScoringInput, WeightedLists } from './scoring-input';

/**
 * Scores one graduate after another against any postings. What belongs to the graduate is laid out by index once, so
 * that a posting is looked at in constant time. The one place that says what a score is.
 */
export class PairScorer {
  private readonly weights: readonly number[];
  private readonly links: Marks;
  private readonly wishes: Marks;
  private readonly certificates: Marks;
  private readonly districts: Marks;
  private readonly functions: Marks;
  private readonly history: Marks;
  /** Value of a standard for the present graduate, computed when first asked for. */
  private readonly skills: Marks;
  private graduate = 0;
  private grade = NO_GRADE;
  private salaryFloor = 0;
  private anyDistrict = true;
  private anyWish = true;
  private anyOccupation = true;

  constructor(
    private readonly input: ScoringInput,
    { weights }: ScoreWeights,
  ) {
    const { tables } = input;
    this.weights = SCORE_PARTS.map((part) => weights[part]);
    this.links = new Marks(tables.occupations);
    this.wishes = new Marks(tables.occupations);
    this.certificates = new Marks(tables.occupations);
    this.districts = new Marks(tables.districts);
    this.functions = new Marks(tables.functions);
    this.history = new Marks(tables.enterprises);
    this.skills = new Marks(tables.standards.offsets.length - 1);
  }

  /** @param graduate index; everything below is about this graduate until the next load */
  load(graduate: number): void {
    const { graduates, tables } = this.input;
    this.graduate = graduate;
    this.grade = graduates.grades[graduate]! || NO_GRADE;
    this.salaryFloor = graduates.salaryFloors[graduate]!;
    const linked = markPercents(this.links, tables.links, graduates.majors[graduate]!);
    const certified = markPositions(this.certificates, graduates.certificates, graduate);
    this.anyWish = markPositions(this.wishes, graduates.occupations, graduate) === 0;
    this.anyDistrict = markRanks(this.districts, graduates.districts, graduate) === 0;
    this.anyOccupation = this.anyWish && linked + certified === 0;
    markPositions(this.functions, graduates.functions, graduate);
    markPercents(this.history, tables.history, graduates.schools[graduate]!);
    this.skills.clear();
  }

  /** The present graduate's grade, 1–6. */
  get gradeHeld(): number {
    return this.grade;
  }

  /** The first hard constraint that the pair fails, or null. */
  obstacle(posting: number): Obstacle | null {
    const { postings } = this.input;
    if (!this.relatesTo(postings.occupations[posting]!)) return Obstacle.OCCUPATION_UNRELATED;
    if (!this.acceptsMajor(posting)) return Obstacle.MAJOR_NOT_ACCEPTED;
    if (this.grade > floorOf(this.input, posting)) return Obstacle.GRADE_TOO_LOW;
    const district = postings.districts[posting]!;
    if (!this.anyDistrict && district >= 0 && !this.districts.has(district)) return Obstacle.DISTRICT_NOT_WANTED;
    const high = postings.salaryHighs[posting]!;
    return high > 0 && high < this.salaryFloor ? Obstacle.SALARY_TOO_LOW : null;
  }

  /** 0–10 000, for a pair without an obstacle. */
  score(posting: number): number {
    const { weights } = this;
    return (
      weights[0]! * this.link(posting) +
      weights[1]! * this.skill(posting) +
      weights[2]! * gradeValue(this.grade, floorOf(this.input, posting)) +
      weights[3]! * this.district(posting) +
      weights[4]! * this.wish(posting) +
      weights[5]! * this.salary(posting) +
      weights[6]! * this.worked(posting)
    );
  }

  /** The same score in its parts, for a pair without an obstacle. */
  parts(posting: number): PartValue[] {
    const { postings } = this.input;
    const part = (name: ScorePart, value: number, blank = false): PartValue => ({ part: name, value, blank });
    return [
      part(ScorePart.LINK, this.link(posting), postings.occupations[posting]! < 0),
      part(ScorePart.SKILLS, this.skill(posting), postings.standards[posting]! < 0),
      part(ScorePart.GRADE, gradeValue(this.grade, floorOf(this.input, posting)), postings.gradeFloors[posting] === 0),
      part(ScorePart.DISTRICT, this.district(posting), this.anyDistrict || postings.districts[posting]! < 0),
      part(ScorePart.WISHES, this.wish(posting), this.anyWish || postings.occupations[posting]! < 0),
      part(ScorePart.SALARY, this.salary(posting), this.salaryFloor === 0 || postings.salaryHighs[posting] === 0),
      part(ScorePart.HISTORY, this.worked(posting)),
    ];
  }

  private relatesTo(occupation: number): boolean {
    if (occupation < 0 || this.anyOccupation) return true;
    return this.links.has(occupation) || this.wishes.has(occupation) || this.certificates.has(occupation);
  }

  private acceptsMajor(posting: number): boolean {
    const { offsets, values } = this.input.postings.acceptedMajors;
    const end = offsets[posting + 1]!;
    const major = this.input.graduates.majors[this.graduate]!;
    for (let entry = offsets[posting]!; entry < end; entry++) if (values[entry] === major) return true;
    return offsets[posting] === end;
  }

  private link(posting: number): number {
    const occupation = this.input.postings.occupations[posting]!;
    if (occupation < 0 || this.certificates.has(occupation)) return FULL;
    return Math.max(0, this.links.get(occupation));
  }

  private skill(posting: number): number {
    const standard = this.input.postings.standards[posting]!;
    if (standard < 0) return FULL;
    if (!this.skills.has(standard)) this.skills.set(standard, this.mastered(standard));
    return this.skills.get(standard);
  }

  private mastered(standard: number): number {
    const { offsets, values, percents } = this.input.tables.standards;
    let sum = 0;
    for (let entry = offsets[standard]!; entry < offsets[standard + 1]!; entry++) {
      if (this.functions.has(values[entry]!)) sum += percents[entry]!;
    }
    return Math.min(FULL, sum);
  }

  private district(posting: number): number {
    const district = this.input.postings.districts[posting]!;
    return this.anyDistrict || district < 0 ? FULL : districtValue(this.districts.get(district));
  }

  private wish(posting: number): number {
    const occupation = this.input.postings.occupations[posting]!;
    return this.anyWish || occupation < 0 ? FULL : wishValue(this.wishes.get(occupation));
  }

  private salary(posting: number): number {
    const { salaryLows, salaryHighs } = this.input.postings;
    if (this.salaryFloor === 0 || salaryHighs[posting] === 0) return FULL;
    return salaryValue(this.salaryFloor, salaryLows[posting]!, salaryHighs[posting]!);
  }

  private worked(posting: number): number {
    const enterprise = this.input.postings.enterprises[posting]!;
    return enterprise < 0 ? 0 : Math.max(0, this.history.get(enterprise));
  }
}

/** A posting's grade floor, 1–6. */
export function floorOf({ postings }: ScoringInput, posting: number): number {
  return postings.gradeFloors[posting]! || NO_GRADE;
}

/** @returns how many there are */
function markPositions(marks: Marks, { offsets, values }: Lists, list: number): number {
  marks.clear();
  const first = offsets[list]!;
  const count = offsets[list + 1]! - first;
  for (let position = 0; position < count; position++) marks.set(values[first + position]!, position);
  return count;
}

/** @returns how many there are */
function markRanks(marks: Marks, { offsets, values, ranks }: RankedLists, list: number): number {
  marks.clear();
  for (let entry = offsets[list]!; entry < offsets[list + 1]!; entry++) marks.set(values[entry]!, ranks[entry]);
  return offsets[list + 1]! - offsets[list]!;
}

/** @param list −1: nothing is marked  @returns how many there are */
function markPercents(marks: Marks, { offsets, values, percents }: WeightedLists, list: number): number {
  marks.clear();
  if (list < 0) return 0;
  for (let entry = offsets[list]!; entry < offsets[list + 1]!; entry++) marks.set(values[entry]!, percents[entry]);
  return offsets[list + 1]! - offsets[list]!;
}
