/** Postings one graduate may rank. */
export const MAX_POST_WISHES = 20;

/** Where the first posting that stands twice is found, counted from 1; null: none does. */
export function repeatedAt(postingIds: readonly number[]): { readonly first: number; readonly again: number } | null {
  const firsts = new Map<number, number>();
  for (const [index, id] of postingIds.entries()) {
    const first = firsts.get(id);
    if (first !== undefined) return { first, again: index + 1 };
    firsts.set(id, index + 1);
  }
  return null;
}
