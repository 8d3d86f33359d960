import { sweepDue } from './sweep-due';

describe('a sweep of what is due', () => {
  /** Rows that are due until taken, in batches of two. */
  const sweep = async (count: number, stuck: readonly number[] = []) => {
    const rows = new Set(Array.from({ length: count }, (_, index) => index));
    let looks = 0;
    const taken = await sweepDue(
      (limit) => {
        looks++;
        return Promise.resolve([...rows].slice(0, limit));
      },
      (id) => Promise.resolve(!stuck.includes(id) && rows.delete(id)),
      2,
    );
    return { taken, left: [...rows], looks };
  };

  it('takes all, batch after batch', async () => {
    expect(await sweep(5)).toEqual({ taken: 5, left: [], looks: 3 });
    expect(await sweep(0)).toEqual({ taken: 0, left: [], looks: 1 });
  });

  it('goes on around a row that cannot be taken, and ends when nothing else is left', async () => {
    expect(await sweep(4, [1])).toMatchObject({ taken: 3, left: [1] });
    expect(await sweep(5, [0, 1])).toEqual({ taken: 0, left: [0, 1, 2, 3, 4], looks: 1 });
  });
});
