import { Page } from '@sxbq/kernel';
import { requestLoader } from './request-loader';

/**
 * One parent's page of a nested list. Parents that ask with the same arguments in one request are answered by one call
 * of `batch`. `args` is plain data (paging, filters) and becomes part of the loader's key.
 */
export async function nestedPage<Args extends object, Row>(
  key: symbol,
  parentId: number,
  args: Args,
  batch: (parentIds: readonly number[], args: Args) => Promise<ReadonlyMap<number, Page<Row>>>,
): Promise<Page<Row>> {
  const loader = requestLoader<string, Page<Row>>(key, async (keys) => {
    const groups = new Map<string, number[]>();
    for (const entry of keys) {
      const separator = entry.indexOf(' ');
      const asked = entry.slice(separator + 1);
      groups.set(asked, [...(groups.get(asked) ?? []), Number(entry.slice(0, separator))]);
    }
    const found = new Map<string, Page<Row>>();
    for (const [asked, ids] of groups) {
      const pages = await batch(ids, JSON.parse(asked) as Args);
      for (const [id, page] of pages) found.set(`${id} ${asked}`, page);
    }
    return found;
  });
  return (await loader.load(`${parentId} ${JSON.stringify(args)}`)) ?? { items: [], total: 0 };
}
