import { KeyIndex } from './key-index';

/** A work function of an occupation's standard at a grade. */
export interface StandardRow {
  readonly occupationEdition: string;
  readonly occupationCode: string;
  readonly grade: number;
  readonly name: string;
  readonly weight: number;
}

/**
 * Work functions by standard. Functions of one name in one group of occupations (小类) are the same work: who can do
 * 设备维护与保养 as a turner can do it as a miller.
 */
export class WorkFunctions {
  /** Of every function met. */
  readonly functions = new KeyIndex<string>();
  private readonly weights = new Map<string, Map<number, number>>();
  private readonly masteredBy = new Map<string, number[]>();
  private readonly byCode = new Map<string, { grade: number; index: number }[]>();

  constructor(rows: Iterable<StandardRow>) {
    for (const row of rows) this.add(row);
  }

  /** The weights of a standard by index of the function, or null when there is no such standard. */
  standard(occupationEdition: string, occupationCode: string, grade: number): ReadonlyMap<number, number> | null {
    return this.weights.get(standardKey(occupationEdition, occupationCode, grade)) ?? null;
  }

  /** Functions that the holder of a certificate masters: those of its grade and of the grades below it. */
  mastered(occupationCode: string, grade: number): readonly number[] {
    const key = `${occupationCode}|${grade}`;
    const present = this.masteredBy.get(key);
    if (present) return present;
    const functions = (this.byCode.get(occupationCode) ?? []).filter((row) => row.grade >= grade);
    const found = [...new Set(functions.map(({ index }) => index))];
    this.masteredBy.set(key, found);
    return found;
  }

  private add({ occupationEdition, occupationCode, grade, name, weight }: StandardRow): void {
    const index = this.functions.indexOf(`${groupOf(occupationCode)}|${name}`);
    const key = standardKey(occupationEdition, occupationCode, grade);
    const weights = this.weights.get(key) ?? new Map<number, number>();
    this.weights.set(key, weights.set(index, weight));
    const known = this.byCode.get(occupationCode) ?? [];
    known.push({ grade, index });
    this.byCode.set(occupationCode, known);
  }
}

const standardKey = (edition: string, code: string, grade: number): string => `${edition}|${code}|${grade}`;

/** '6-18-01' of '6-18-01-07'. */
const groupOf = (occupationCode: string): string => occupationCode.slice(0, occupationCode.lastIndexOf('-'));
