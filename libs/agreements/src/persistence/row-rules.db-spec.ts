import {
  Enterprise,
  ENTERPRISE_AFFAIRS,
  ENTERPRISE_DIRECTORY,
  enterpriseDirectoryScope,
  enterpriseFactScope,
  EnterpriseKind,
} from '@sxbq/enterprises';
import { IdentityModule } from '@sxbq/identity';
import { FITTING_DATA_SCOPES, Principal, Role, RoleDataScope, RowScope, rowScopeOf, useDataScopes } from '@sxbq/kernel';
import { RowRule, SqlCondition } from '@sxbq/platform';
import { School, SCHOOL_AFFAIRS, SCHOOL_DIRECTORY, schoolDirectoryScope, schoolFactScope } from '@sxbq/schools';
import fc from 'fast-check';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { AgreementsModule } from '../agreements.module';
import { PARTY_ROWS, partyRowsInScope } from './party-rows-scope';

const ORGANISATIONS = 12;
const REGIONS = ['320402', '320404', '320412', '320102', '330106'];
const PREFIXES = ['', '32', '3204', '320402', '3205', '33', '330106'];

/** A resource: its rule, the same as SQL, and its rows in the form the rule reads. */
interface Resource {
  readonly rule: RowRule;
  readonly inSql: (scope: RowScope) => SqlCondition;
  readonly from: string;
  readonly rows: readonly { readonly id: number }[];
}

const ids = fc.option(fc.integer({ min: 1, max: ORGANISATIONS }));
const principals: fc.Arbitrary<Principal> = fc.record({
  userId: fc.constant(1),
  sessionId: fc.constant(1),
  organisationId: fc.constant(1),
  role: fc.constantFrom<Role | 'SYSTEM'>('SYSTEM', ...Object.values(Role)),
  regionPrefix: fc.constantFrom(...PREFIXES),
  memberRegionPrefix: fc.option(fc.constantFrom(...PREFIXES)),
  schoolId: ids,
  enterpriseId: ids,
});
const published: fc.Arbitrary<[Role, RoleDataScope][]> = fc.array(
  fc.constantFrom(...Object.values(Role)).chain((role) =>
    fc.tuple(
      fc.constant(role),
      fc.record({
        dataScope: fc.constantFrom(...FITTING_DATA_SCOPES[role]),
        regions: fc.array(fc.constantFrom(...PREFIXES.slice(1)), { maxLength: 3 }),
      }),
    ),
  ),
);

describe('rows of schools, enterprises and between them', () => {
  let services: TestServices;
  let resources: Resource[];

  beforeAll(async () => {
    services = await startTestServices([IdentityModule, AgreementsModule]);
    resources = await fillRandomly();
  });
  afterAll(() => services.close());
  afterEach(() => useDataScopes(new Map()));

  async function fillRandomly(): Promise<Resource[]> {
    const region = fc.constantFrom(...REGIONS);
    const party = fc.integer({ min: 1, max: ORGANISATIONS });
    const [schoolRegions, enterpriseRegions, pairs] = fc.sample(
      fc.tuple(
        fc.array(region, { minLength: ORGANISATIONS, maxLength: ORGANISATIONS }),
        fc.array(region, { minLength: ORGANISATIONS, maxLength: ORGANISATIONS }),
        fc.array(fc.tuple(party, party), { minLength: 80, maxLength: 80 }),
      ),
      { numRuns: 1, seed: 20_260_101 },
    )[0] as [string[], string[], [number, number][]];
    const schools = schoolRegions.map((regionCode, at) => ({ id: at + 1, regionCode }));
    const enterprises = enterpriseRegions.map((regionCode, at) => ({ id: at + 1, regionCode }));
    const agreements = pairs.map(([schoolId, enterpriseId], at) => ({
      id: at + 1,
      schoolId,
      enterpriseId,
      regionCode: schoolRegions[schoolId - 1],
    }));
    const { manager } = services.dataSource;
    await manager.insert(
      School,
      schools.map((school) => ({ ...school, code: `S${school.id}`, name: `示例学校${school.id}` })),
    );
    await manager.insert(
      Enterprise,
      enterprises.map((enterprise) => ({
        ...enterprise,
        uscc: `91320400MA0000${String(enterprise.id).padStart(4, '0')}`,
        name: `示例公司${enterprise.id}`,
        kind: EnterpriseKind.ENTERPRISE,
      })),
    );
    await services.dataSource.query(
      'INSERT INTO agreement (id, code, school_id, enterprise_id, kinds, effective_from, status) VALUES ?',
      [agreements.map((row) => [row.id, `A${row.id}`, row.schoolId, row.enterpriseId, 'CLOSE', '2025-01-01', 'DRAFT'])],
    );
    const between = (school?: string) => (scope: RowScope) => partyRowsInScope(scope, 'r', school);
    return [
      { rule: SCHOOL_DIRECTORY, inSql: (scope) => schoolDirectoryScope(scope, 'r'), from: 'school r', rows: schools },
      { rule: SCHOOL_AFFAIRS, inSql: (scope) => schoolFactScope(scope, 'r'), from: 'school r', rows: schools },
      {
        rule: ENTERPRISE_DIRECTORY,
        inSql: (scope) => enterpriseDirectoryScope(scope, 'r'),
        from: 'enterprise r',
        rows: enterprises,
      },
      {
        rule: ENTERPRISE_AFFAIRS,
        inSql: (scope) => enterpriseFactScope(scope, 'r'),
        from: 'enterprise r',
        rows: enterprises,
      },
      { rule: PARTY_ROWS, inSql: between(), from: 'agreement r', rows: agreements },
      {
        rule: PARTY_ROWS,
        inSql: between('s'),
        from: 'agreement r JOIN school s ON s.id = r.school_id',
        rows: agreements,
      },
    ];
  }

  it('are the same set in SQL and in memory, whoever asks and whatever is published', async () => {
    let reached = 0;
    await fc.assert(
      fc.asyncProperty(principals, published, async (principal, scopes) => {
        useDataScopes(new Map(scopes));
        const scope = rowScopeOf(principal);
        for (const { rule, inSql, from, rows } of resources) {
          const { sql, params } = inSql(scope);
          const found = (await services.dataSource.query(`SELECT r.id FROM ${from} WHERE ${sql} ORDER BY r.id`, [
            ...params,
          ])) as { id: number }[];
          expect(found.map((row) => row.id)).toEqual(
            rows.filter((row) => rule.covers(scope, row)).map((row) => row.id),
          );
          reached += found.length;
        }
      }),
      { numRuns: 300 },
    );
    expect(reached).toBeGreaterThan(1_000);
  });
});
