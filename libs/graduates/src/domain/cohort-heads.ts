/** Head counts of a cohort: all who graduate, who look for work, and who had found it before the cohort was published. */
export interface CohortHeads {
  readonly heads: number;
  readonly available: number;
  readonly placedBefore: number;
}

/** True when the parts fit into the whole: the rest goes on to study, serves, or does not look for work. */
export function headsFit({ heads, available, placedBefore }: CohortHeads): boolean {
  return available + placedBefore <= heads;
}
