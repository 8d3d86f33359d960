/**
 * Districts that wishes for regions accept: a wish names the first digits, best first. A wish that no district lies under
 * still counts: who wants to work elsewhere accepts none of these.
 */
export class DistrictWishes {
  private readonly under = new Map<string, number[]>();

  /** @param regionCodes of the districts, in the order of their indices */
  constructor(private readonly regionCodes: readonly string[]) {}

  /** Number of districts, the one that stands for everywhere else included. */
  get size(): number {
    return this.regionCodes.length + 1;
  }

  /** Place of the best wish by accepted district; empty: all are accepted. */
  ranks(prefixes: readonly string[]): ReadonlyMap<number, number> {
    const ranks = new Map<number, number>();
    prefixes.forEach((prefix, rank) => {
      for (const district of this.districtsUnder(prefix)) if (!ranks.has(district)) ranks.set(district, rank);
    });
    return ranks;
  }

  private districtsUnder(prefix: string): number[] {
    const present = this.under.get(prefix);
    if (present) return present;
    const districts = [...this.regionCodes.keys()].filter((index) => meet(this.regionCodes[index]!, prefix));
    const found = districts.length > 0 ? districts : [this.regionCodes.length];
    this.under.set(prefix, found);
    return found;
  }
}

/** A posting that names no more than the city ('320400') may be in any of its districts. */
function meet(regionCode: string, prefix: string): boolean {
  return regionCode.startsWith(prefix) || prefix.startsWith(regionCode.replace(/(?:00)+$/, ''));
}
