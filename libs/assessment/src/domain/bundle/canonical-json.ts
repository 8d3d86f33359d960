import canonicalize from 'canonicalize';

/**
 * The one text of a JSON value: RFC 8785. Null stays null; what JSON cannot say is refused or, as JSON does, left out.
 * Where nothing but the order of keys tells the two apart, the engine's own JSON writes it: a nation's bundle is millions
 * of small values.
 */
export function canonicalJson(value: unknown): string {
  const text = (fastText(value) ?? canonicalize(value)) as string | undefined;
  if (text === undefined) throw new TypeError('nothing to write as JSON');
  return text;
}

/** null: this value needs the careful way. */
function fastText(value: unknown): string | null {
  if (value === undefined) return null;
  const ordered = inKeyOrder(value);
  if (ordered === UNFIT) return null;
  const text = JSON.stringify(ordered);
  // Perhaps a lone surrogate, which JSON escapes and RFC 8785 refuses.
  return text.includes('\\ud') ? null : text;
}

const UNFIT = Symbol('needs the careful way');

/** The same data with keys in order of their UTF-16 code units; itself where they are. */
function inKeyOrder(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : UNFIT;
  if (typeof value !== 'object') return UNFIT;
  return Array.isArray(value) ? itemsInOrder(value) : fieldsInOrder(value as Record<string, unknown>);
}

function itemsInOrder(items: readonly unknown[]): unknown {
  let copy: unknown[] | null = null;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    const ordered = inKeyOrder(item);
    if (ordered === UNFIT) return UNFIT;
    if (ordered !== item) (copy ??= [...items])[index] = ordered;
  }
  return copy ?? items;
}

function fieldsInOrder(fields: Record<string, unknown>): unknown {
  const prototype: unknown = Object.getPrototypeOf(fields);
  if (prototype !== Object.prototype && prototype !== null) return UNFIT;
  const keys = Object.keys(fields);
  const sorted = isAscending(keys);
  if (!sorted) keys.sort();
  let copy: Record<string, unknown> | null = sorted ? null : {};
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] as string;
    // JavaScript puts numbers before other keys, whatever the order they are set in; '__proto__' is no plain key.
    if (isDigit(key.charCodeAt(0)) || key === '__proto__' || key === 'toJSON') return UNFIT;
    const field = inKeyOrder(fields[key]);
    if (field === UNFIT) return UNFIT;
    if (!copy && field !== fields[key]) copy = firstOf(fields, keys, index);
    if (copy) copy[key] = field;
  }
  return copy ?? fields;
}

/** A copy of the fields before the one at `end`. */
function firstOf(fields: Record<string, unknown>, keys: readonly string[], end: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (let index = 0; index < end; index++) copy[keys[index] as string] = fields[keys[index] as string];
  return copy;
}

function isAscending(keys: readonly string[]): boolean {
  for (let index = 1; index < keys.length; index++) {
    if ((keys[index - 1] as string) > (keys[index] as string)) return false;
  }
  return true;
}

const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57;
