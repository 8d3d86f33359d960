/** One thing that is wrong with a scheme. */
export interface SchemeProblem {
  /** Where: 'goals.3.weight'. */
  readonly path: string;
  /** Chinese sentence. */
  readonly message: string;
}

export type Path = readonly (string | number)[];

export const problem = (path: Path, message: string): SchemeProblem => ({ path: path.join('.') || '.', message });

/** A problem at each place that repeats an earlier one. */
export function repeated(values: readonly string[], pathOf: (index: number) => Path, what: string): SchemeProblem[] {
  const seen = new Set<string>();
  return values.flatMap((value, index) => {
    if (seen.has(value)) return [problem(pathOf(index), `${what}“${value}”重复。`)];
    seen.add(value);
    return [];
  });
}
