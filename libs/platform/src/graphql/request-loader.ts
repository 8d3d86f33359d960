import DataLoader from 'dataloader';
import { currentContext } from '../observability/request-context';

/**
 * The request's own loader for `key`, made at first use. `batch` gets each id once and answers with a map; an id that
 * is missing in it loads as null. Outside a request a fresh loader is given, so nothing is ever shared.
 */
export function requestLoader<K extends number | string, V>(
  key: symbol,
  batch: (ids: readonly K[]) => Promise<ReadonlyMap<K, V>>,
): DataLoader<K, V | null> {
  const loaders = currentContext()?.loaders;
  const present = loaders?.get(key) as DataLoader<K, V | null> | undefined;
  if (present) return present;
  const loader = new DataLoader<K, V | null>(async (ids) => {
    const found = await batch(ids);
    return ids.map((id) => found.get(id) ?? null);
  });
  loaders?.set(key, loader);
  return loader;
}
