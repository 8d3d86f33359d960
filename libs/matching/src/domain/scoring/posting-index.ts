import { countingOrder, offsetsOf } from '../counting-order';
import { NO_GRADE } from './part-values';
import type { Lists, ScoringInput } from './scoring-input';

/** Postings by key. Key 0: the posting leaves the criterion open; else one more than the index it asks for. */
interface Inverted {
  readonly offsets: Int32Array;
  readonly postings: Int32Array;
}

const OPEN_KEY = 0;

/**
 * Inverted lists of postings: by accepted major, by occupation, by district. Within a list the lowest grade floors come
 * first, so that a graduate reads it up to the first posting that asks for more.
 */
export class PostingIndex {
  private readonly floors: Uint8Array;
  private readonly byMajor: Inverted;
  private readonly byOccupation: Inverted;
  private readonly byDistrict: Inverted;

  constructor(private readonly input: ScoringInput) {
    const { postings, tables } = input;
    this.floors = postings.gradeFloors.map((floor) => floor || NO_GRADE);
    this.byMajor = this.invertLists(postings.acceptedMajors, tables.links.offsets.length - 1);
    this.byOccupation = this.invertColumn(postings.occupations, tables.occupations);
    this.byDistrict = this.invertColumn(postings.districts, tables.districts);
  }

  /**
   * Writes the postings that may suit a graduate, read from the criterion that leaves fewest: all without an obstacle
   * are among them, each once, those of too high a grade floor are not.
   *
   * @param grade 1–6
   * @param into room for every posting
   * @returns how many were written
   */
  candidates(graduate: number, grade: number, into: Int32Array): number {
    const { graduates } = this.input;
    const major = graduates.majors[graduate]!;
    let [shortest, keys] = [this.byMajor, major < 0 ? [OPEN_KEY] : [OPEN_KEY, major + 1]];
    for (const [inverted, wanted] of [
      [this.byOccupation, this.occupationsOf(graduate)],
      [this.byDistrict, entriesOf(graduates.districts, graduate)],
    ] as const) {
      if (wanted.length === 0) continue;
      const wantedKeys = [OPEN_KEY, ...wanted.map((index) => index + 1)];
      if (lengthOf(inverted, wantedKeys) < lengthOf(shortest, keys)) [shortest, keys] = [inverted, wantedKeys];
    }
    return this.read(shortest, keys, grade, into);
  }

  /** Linked with the major, wished for or certified, each once; none: any. */
  private occupationsOf(graduate: number): number[] {
    const { graduates, tables } = this.input;
    const major = graduates.majors[graduate]!;
    const related = new Set(major < 0 ? [] : entriesOf(tables.links, major));
    for (const occupation of entriesOf(graduates.occupations, graduate)) related.add(occupation);
    for (const occupation of entriesOf(graduates.certificates, graduate)) related.add(occupation);
    return [...related];
  }

  private read({ offsets, postings }: Inverted, keys: readonly number[], grade: number, into: Int32Array): number {
    let count = 0;
    for (const key of keys) {
      for (let entry = offsets[key]!; entry < offsets[key + 1]!; entry++) {
        const posting = postings[entry]!;
        if (this.floors[posting]! < grade) break;
        into[count++] = posting;
      }
    }
    return count;
  }

  private invertColumn(column: Int32Array, count: number): Inverted {
    const everyPosting = Int32Array.from(column.keys());
    return this.invert(
      column.map((index) => index + 1),
      everyPosting,
      count + 1,
    );
  }

  private invertLists({ offsets, values }: Lists, count: number): Inverted {
    const keys: number[] = [];
    const postings: number[] = [];
    for (let posting = 0; posting < offsets.length - 1; posting++) {
      const entries = values.subarray(offsets[posting], offsets[posting + 1]);
      for (const key of entries.length === 0 ? [OPEN_KEY] : entries.map((index) => index + 1)) {
        keys.push(key);
        postings.push(posting);
      }
    }
    return this.invert(Int32Array.from(keys), Int32Array.from(postings), count + 1);
  }

  private invert(keys: Int32Array, postings: Int32Array, keyCount: number): Inverted {
    const lowestFloorFirst = countingOrder(
      postings.map((posting) => NO_GRADE - this.floors[posting]!),
      NO_GRADE + 1,
    );
    const rows = countingOrder(keys, keyCount, lowestFloorFirst);
    return { offsets: offsetsOf(keys, keyCount), postings: rows.map((row) => postings[row]!) };
  }
}

function entriesOf({ offsets, values }: Lists, list: number): number[] {
  return [...values.subarray(offsets[list], offsets[list + 1])];
}

function lengthOf({ offsets }: Inverted, keys: readonly number[]): number {
  return keys.reduce((sum, key) => sum + offsets[key + 1]! - offsets[key]!, 0);
}
