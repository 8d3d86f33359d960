const BATCH = 200;

/**
 * Takes everything that is due, batch after batch, for a schedule: `take` answers whether it took the row, usually in a
 * transaction of its own, so that a busy row does not hold up the rest. Rows that cannot be taken end the sweep once a
 * batch has nothing else. Answers how many were taken.
 */
export async function sweepDue<Id>(
  due: (limit: number) => Promise<readonly Id[]>,
  take: (id: Id) => Promise<boolean>,
  batch = BATCH,
): Promise<number> {
  let taken = 0;
  for (;;) {
    const ids = await due(batch);
    let progressed = false;
    for (const id of ids) {
      if (!(await take(id))) continue;
      progressed = true;
      taken++;
    }
    if (ids.length < batch || !progressed) return taken;
  }
}
