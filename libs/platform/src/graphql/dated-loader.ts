import { CalendarDate, groupBy } from '@sxbq/kernel';
import { requestLoader } from './request-loader';

/**
 * The request's own loader of something an object has on a date. Calls that ask for the same date are answered by one
 * batch, each other date by another one; what is missing in the batch's map loads as null.
 */
export function datedLoader<V>(
  key: symbol,
  batch: (date: CalendarDate, ids: readonly number[]) => Promise<ReadonlyMap<number, V>>,
): (id: number, date: CalendarDate) => Promise<V | null> {
  const loader = requestLoader<string, V>(key, async (keys) => {
    const asked = keys.map((text) => text.split('@') as [id: string, date: CalendarDate]);
    const found = new Map<string, V>();
    const byDate = groupBy(asked, ([, date]) => date);
    await Promise.all(
      [...byDate].map(async ([date, group]) => {
        const values = await batch(
          date,
          group.map(([id]) => Number(id)),
        );
        for (const [id, value] of values) found.set(`${id}@${date}`, value);
      }),
    );
    return found;
  });
  return (id, date) => loader.load(`${id}@${date}`);
}
