/** a / b rounded up, in whole numbers; a ≥ 0, b > 0. */
export function ceilingDivision(a: number, b: number): number {
  const remainder = a % b;
  return (a - remainder) / b + (remainder > 0 ? 1 : 0);
}
