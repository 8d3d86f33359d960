import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { groupedPages } from './grouped-pages';
import { listPage } from './list-page';
import { Migrator } from './migrator';
import { anyOf, condition, containsText, equals, SqlCondition } from './sql-condition';

describe('lists below many parents', () => {
  let services: TestServices;

  beforeAll(async () => {
    services = await startTestServices([]);
    await services.owner.query(
      'CREATE TABLE IF NOT EXISTS spec_leaf (id INT PRIMARY KEY, parent_id INT NOT NULL, kind VARCHAR(9) NOT NULL)',
    );
    await services.app.get(Migrator).migrate();
    await services.owner.query(
      "INSERT INTO spec_leaf VALUES (1, 1, 'oak'), (2, 1, 'ash'), (3, 2, 'oak'), (4, 2, 'elm'), (5, 3, 'elm'), (6, 3, 'ash')",
    );
  });
  afterAll(async () => {
    await services.owner.query('DROP TABLE spec_leaf');
    await services.close();
  });

  const query = (where: SqlCondition) => ({
    columns: { sql: 'l.id', params: [] },
    from: { sql: 'spec_leaf l', params: [] },
    where,
    orderBy: 'l.id',
    groupBy: 'l.parent_id',
  });
  const page = { limit: 10, offset: 0 };

  it.each<[string, SqlCondition]>([
    ['one of two kinds', anyOf(equals('l.kind', 'oak'), equals('l.kind', 'elm'))],
    ['a text in one of two columns', containsText(['l.kind', 'l.id'], 'a')],
    ['a bare OR', condition("l.kind = 'oak' OR l.kind = 'elm'")],
  ])('read rows of these parents only, whatever is asked of them: %s', async (_case, where) => {
    const read: { group_id?: number; groupId?: number }[] = [];
    const runner = {
      query: async <Rows>(sql: string, params?: unknown[]): Promise<Rows> => {
        const rows = (await services.dataSource.manager.query(sql, params)) as typeof read;
        read.push(...rows);
        return rows as Rows;
      },
    };
    const pages = await groupedPages<{ id: number }>(runner, query(where), [1, 2], page);
    expect([...new Set(read.map((row) => row.group_id ?? row.groupId))].sort()).toEqual([1, 2]);
    const shown = [...pages].map(([parent, { items, total }]) => [parent, items.map(({ id }) => id), total]);
    const both = await listPage<{ id: number }>(services.dataSource.manager, query(where), page);
    const expected = [1, 2].map((parent) => {
      const ids = both.items.map(({ id }) => id).filter((id) => Math.ceil(id / 2) === parent);
      return [parent, ids, ids.length];
    });
    expect(shown).toEqual(expected);
  });
});
