import fc from 'fast-check';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { RowCondition, RowRule } from './row-rule';

interface Row {
  readonly id: number;
  readonly ownerId: number | null;
  readonly regionCode: string | null;
}
interface Given {
  readonly kind: 'GIVEN';
  readonly can: readonly RowCondition[];
  readonly cannot: readonly RowCondition[];
}

const RULE = new RowRule<Given>('Sample', { GIVEN: ({ can, cannot }) => ({ can, cannot }) });
const COLUMNS = { id: 'r.id', ownerId: 'r.owner_id', regionCode: 'r.region_code' };

const owners = fc.integer({ min: 1, max: 4 });
const regions = fc.constantFrom('', '3', '32', '3204', '320402', '320404', '33', '330106');
const condition: fc.Arbitrary<RowCondition> = fc.record(
  {
    id: fc.integer({ min: 1, max: 12 }),
    ownerId: fc.oneof(
      owners,
      fc.array(owners, { maxLength: 3 }).map(($in) => ({ $in })),
    ),
    regionCode: fc.oneof(
      regions,
      fc.array(regions, { maxLength: 3 }).map(($under) => ({ $under })),
    ),
  },
  { requiredKeys: [] },
);
const scope: fc.Arbitrary<Given> = fc.record({
  kind: fc.constant('GIVEN' as const),
  can: fc.array(condition, { maxLength: 4 }),
  cannot: fc.array(condition, { maxLength: 3 }),
});
const rows: fc.Arbitrary<Row[]> = fc
  .array(fc.record({ ownerId: fc.option(owners), regionCode: fc.option(regions) }), { minLength: 1, maxLength: 12 })
  .map((given) => given.map((row, index) => ({ id: index + 1, ...row })));

describe('rules of rows in SQL and in memory', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await startTestServices([]);
  });
  afterAll(() => services.close());

  /** The rows are a derived table: their values, nulls too, go through the server's own comparison. */
  async function inDatabase(given: readonly Row[], rule: Given): Promise<number[]> {
    const table = given
      .map(() => 'SELECT ? AS id, CAST(? AS UNSIGNED) AS owner_id, CAST(? AS CHAR) AS region_code')
      .join(' UNION ALL ');
    const where = RULE.toSql(rule, COLUMNS);
    const found = (await services.dataSource.query(`SELECT r.id FROM (${table}) r WHERE ${where.sql} ORDER BY r.id`, [
      ...given.flatMap(({ id, ownerId, regionCode }) => [id, ownerId, regionCode]),
      ...where.params,
    ])) as { id: number | string }[];
    return found.map(({ id }) => Number(id));
  }

  it('give the same set, whatever the rules and the rows', async () => {
    await fc.assert(
      fc.asyncProperty(rows, scope, async (given, rule) => {
        const inMemory = given.filter((row) => RULE.covers(rule, row)).map(({ id }) => id);
        expect(await inDatabase(given, rule)).toEqual(inMemory);
      }),
      { numRuns: 500 },
    );
  });
});
