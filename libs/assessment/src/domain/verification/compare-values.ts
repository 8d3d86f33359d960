/** Where two JSON values differ, with what stands on each side. */
export interface ValueDifference {
  readonly path: string;
  readonly one: string | null;
  readonly other: string | null;
}

/** Every leaf in which two JSON values differ; items of a list are named by `component` where they have one. */
export function compareValues(one: unknown, other: unknown, path = ''): ValueDifference[] {
  if (isBranch(one) && isBranch(other)) return compareBranches(one, other, path);
  return one === other ? [] : [{ path, one: shown(one), other: shown(other) }];
}

type Branch = Readonly<Record<string, unknown>> | readonly unknown[];

function compareBranches(one: Branch, other: Branch, path: string): ValueDifference[] {
  const [first, second] = [fieldsOf(one), fieldsOf(other)];
  const names = new Set([...first.keys(), ...second.keys()]);
  return [...names].flatMap((name) =>
    compareValues(first.get(name), second.get(name), path === '' ? name : `${path}.${name}`),
  );
}

function fieldsOf(branch: Branch): Map<string, unknown> {
  if (!Array.isArray(branch)) return new Map(Object.entries(branch));
  return new Map(branch.map((item: unknown, index) => [nameOf(item) ?? String(index), item]));
}

const nameOf = (item: unknown): string | undefined =>
  isBranch(item) && 'component' in item && typeof item.component === 'string' ? item.component : undefined;

const isBranch = (value: unknown): value is Branch => typeof value === 'object' && value !== null;

function shown(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
