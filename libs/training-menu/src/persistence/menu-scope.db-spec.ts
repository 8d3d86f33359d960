import { Principal, Role, RowScope, rowScopeOf } from '@sxbq/kernel';
import { RowRule, SqlCondition } from '@sxbq/platform';
import fc from 'fast-check';
import { principalOf } from '../../../../test/support/programme';
import { MenuStatus } from '../domain/menu-status';
import { MenuWorld } from '../testing/menu-world';
import { NEED_AFFAIRS, NEED_DIRECTORY, needScope, OFFER_AFFAIRS, OFFER_DIRECTORY, offerScope } from './menu-scope';

interface Resource {
  readonly table: string;
  readonly inSql: (rule: RowRule, scope: RowScope, alias: string) => SqlCondition;
  readonly rules: readonly RowRule[];
  readonly rows: readonly { readonly id: number }[];
}

const REGION_OF = ['320411', '320411', '320104'];

describe('rows of training menus and needs', () => {
  let menu: MenuWorld;
  let resources: Resource[];

  beforeAll(async () => {
    menu = await MenuWorld.start();
    const { schools, enterprises } = menu.world;
    resources = [
      {
        table: 'training_offer',
        inSql: offerScope,
        rules: [OFFER_AFFAIRS, OFFER_DIRECTORY],
        rows: await fill('training_offer', [schools.home, schools.other, schools.away]),
      },
      {
        table: 'training_need',
        inSql: needScope,
        rules: [NEED_AFFAIRS, NEED_DIRECTORY],
        rows: await fill('training_need', [enterprises.home, enterprises.other, enterprises.away]),
      },
    ];
  });
  afterAll(() => menu.close());

  /** One of each owner in each status. */
  async function fill(table: 'training_offer' | 'training_need', owners: readonly number[]) {
    const [owner, own] =
      table === 'training_offer'
        ? ['school_id', "name = '班', starts_on = '2026-12-01', ends_on = '2026-12-31', seats = 3"]
        : ['enterprise_id', 'heads = 3'];
    const rows: { id: number; ownerId: number; regionCode: string; status: MenuStatus }[] = [];
    for (const [at, ownerId] of owners.entries()) {
      for (const status of Object.values(MenuStatus)) {
        const { insertId } = (await menu.services.dataSource.query(
          `INSERT INTO ${table} SET ${owner} = ?, code = ?, status = ?, occupation_edition = '2022', occupation_code = 'X',
             grade = 3, valid_until = '2026-12-31', ${own}`,
          [ownerId, status, status],
        )) as { insertId: number };
        rows.push({ id: insertId, ownerId, regionCode: REGION_OF[at] as string, status });
      }
    }
    return rows;
  }

  const principals: fc.Arbitrary<Principal> = fc
    .record({
      role: fc.constantFrom(...Object.values(Role)),
      regionPrefix: fc.constantFrom('', '32', '3204', '320411', '3201', '320104'),
      schoolId: fc.option(fc.integer({ min: 1, max: 3 })),
      enterpriseId: fc.option(fc.integer({ min: 1, max: 3 })),
    })
    .map(({ role, ...of }) => principalOf(role, of));

  it('are the same set in SQL and in memory, whoever asks', async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(principals, async (principal) => {
        const scope = rowScopeOf(principal);
        for (const { table, inSql, rules, rows } of resources) {
          for (const rule of rules) {
            const { sql, params } = inSql(rule, scope, 'r');
            const found = (await menu.services.dataSource.query(
              `SELECT r.id FROM ${table} r WHERE ${sql} ORDER BY r.id`,
              [...params],
            )) as { id: number }[];
            expect(found.map(({ id }) => id)).toEqual(
              rows.filter((row) => rule.covers(scope, row)).map(({ id }) => id),
            );
            reached += found.length;
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(reached).toBeGreaterThan(500);
  });
});
