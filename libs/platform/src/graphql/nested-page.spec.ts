import { newRequestContext, runInContext } from '../observability/request-context';
import { nestedPage } from './nested-page';

const KEY = Symbol('test.nested');

describe('a page of a nested list', () => {
  it('is read once for all parents that ask alike, and for each kind of asking', async () => {
    const calls: [readonly number[], object][] = [];
    const batch = (ids: readonly number[], args: { limit: number }) => {
      calls.push([ids, args]);
      return Promise.resolve(new Map(ids.map((id) => [id, { items: [`${id}/${args.limit}`], total: 1 }])));
    };
    const ask = (id: number, limit: number) => nestedPage(KEY, id, { limit }, batch);
    const pages = await runInContext(newRequestContext(), () =>
      Promise.all([ask(1, 5), ask(2, 5), ask(2, 9), ask(1, 5)]),
    );
    expect(pages.map((page) => page.items[0])).toEqual(['1/5', '2/5', '2/9', '1/5']);
    expect(calls).toEqual([
      [[1, 2], { limit: 5 }],
      [[2], { limit: 9 }],
    ]);
  });

  it('is empty for a parent that the batch does not know', async () => {
    const page = await nestedPage(KEY, 7, {}, () => Promise.resolve(new Map()));
    expect(page).toEqual({ items: [], total: 0 });
  });
});
