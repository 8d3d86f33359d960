/** An occupation as a shortage list names it. */
export interface ListedOccupation {
  /** 1 is the scarcest. */
  readonly rank: number;
  /** Null where the source gives none; of whatever edition the source cites. */
  readonly occupationCode: string | null;
  readonly name: string;
}

/** On which edition of a region's list an occupation stands, and where. */
export interface ShortageMark {
  readonly year: number;
  readonly edition: string;
  readonly rank: number;
}

/**
 * Where the occupation of the code stands on the list; undefined: nowhere. The name decides where the catalogue knows
 * one, because lists cite codes of mixed editions, and one code means different work in different editions.
 */
export function listedAt<T extends ListedOccupation>(
  list: readonly T[],
  code: string,
  names: readonly string[],
): T | undefined {
  return list.find((listed) => (names.length > 0 ? names.includes(listed.name) : listed.occupationCode === code));
}
