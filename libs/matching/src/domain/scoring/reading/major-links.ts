/** The teaching standard is written for a major of this very name. */
export const SAME_NAME = 100;
/** It is written for a major whose name differs by what a catalogue adds: 机电一体化 and 机电一体化技术. */
export const SAME_STEM = 80;

/** Endings that tell catalogues apart rather than majors. */
const TAIL = /(?:与?(?:技术|应用|工程|加工))+$/;
const SHORTEST_STEM = 2;

/** What makes two majors' names the same: full-width forms, blanks and letter case do not tell them apart. */
export function majorKey(name: string): string {
  return name.normalize('NFKC').replace(/\s+/g, '').toLowerCase();
}

/** The key without a direction in brackets and without endings such as 技术应用. */
export function majorStem(name: string): string {
  const bare = majorKey(name).replace(/\([^)]*\)/g, '');
  const stem = bare.replace(TAIL, '');
  return stem.length >= SHORTEST_STEM ? stem : bare;
}

/**
 * Occupations that official teaching standards name for a major, found by its name: the official majors are those of the
 * Ministry of Education, and 技工院校 have others.
 */
export class MajorLinks {
  private readonly byKey = new Map<string, Set<string>>();
  private readonly byStem = new Map<string, Set<string>>();

  constructor(rows: Iterable<readonly [majorName: string, occupationCode: string]>) {
    for (const [majorName, occupationCode] of rows) {
      addTo(this.byKey, majorKey(majorName), occupationCode);
      addTo(this.byStem, majorStem(majorName), occupationCode);
    }
  }

  /** How closely each occupation is linked, closest first, then in the order given. */
  of(majorName: string): ReadonlyMap<string, number> {
    const links = new Map<string, number>();
    for (const code of this.byKey.get(majorKey(majorName)) ?? []) links.set(code, SAME_NAME);
    for (const code of this.byStem.get(majorStem(majorName)) ?? []) if (!links.has(code)) links.set(code, SAME_STEM);
    return links;
  }
}

function addTo(sets: Map<string, Set<string>>, key: string, value: string): void {
  const present = sets.get(key);
  if (present) present.add(value);
  else sets.set(key, new Set([value]));
}
