/** A recipient's share of the whole. Weights are whole numbers of anything: heads, teachers. */
export interface Weighted {
  readonly id: number;
  readonly weight: number;
}

/**
 * Distributes a whole number by weight: everybody gets the whole part of total·weight/sum, what is left goes one by one
 * to the largest remainders (domain.md §3 "quota allocation by largest remainder"). Of equal remainders the smaller id
 * goes first, so the order of the input does not matter. Exact for any whole numbers up to 2^53.
 *
 * @returns amount by id; the amounts add up to the total
 * @throws RangeError when total or a weight is no whole number ≥ 0, no weight is above 0, or an id comes twice
 */
export function largestRemainder(total: number, shares: readonly Weighted[]): Map<number, number> {
  assertWhole(total);
  for (const { weight } of shares) assertWhole(weight);
  if (new Set(shares.map(({ id }) => id)).size !== shares.length) throw new RangeError('an id comes twice');
  const sum = shares.reduce((so, { weight }) => so + BigInt(weight), 0n);
  if (sum === 0n) throw new RangeError('no weight is above 0');

  const exact = shares.map(({ id, weight }) => {
    const product = BigInt(total) * BigInt(weight);
    return { id, whole: Number(product / sum), remainder: product % sum };
  });
  let left = total - exact.reduce((given, { whole }) => given + whole, 0);
  const byRemainder = exact.toSorted((one, other) => {
    if (one.remainder === other.remainder) return one.id - other.id;
    return one.remainder > other.remainder ? -1 : 1;
  });
  return new Map(byRemainder.map(({ id, whole }) => [id, whole + (left-- > 0 ? 1 : 0)]));
}

function assertWhole(value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is no whole number from 0`);
}
