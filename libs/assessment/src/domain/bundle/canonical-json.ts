import canonicalize from 'canonicalize';

/** The one text of a JSON value: RFC 8785. Null stays null; what JSON cannot say is refused or, as JSON does, left out. */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('nothing to write as JSON');
  return text;
}
