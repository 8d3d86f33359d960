/** Ranks of rows that come in order: 1, 2, 2, 4. */
export function shareRanks<Row>(rows: readonly Row[], isTie: (one: Row, other: Row) => boolean): number[] {
  const ranks: number[] = [];
  rows.forEach((row, index) => {
    const before = rows[index - 1];
    const shared = before !== undefined && isTie(before, row) ? ranks[index - 1] : undefined;
    ranks.push(shared ?? index + 1);
  });
  return ranks;
}
