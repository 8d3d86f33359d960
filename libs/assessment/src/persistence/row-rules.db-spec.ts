import { IdentityModule } from '@sxbq/identity';
import { Principal, Role, RowScope, rowScopeOf } from '@sxbq/kernel';
import { RowRule, SqlCondition } from '@sxbq/platform';
import fc from 'fast-check';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { AssessmentModule } from '../assessment.module';
import { AssessmentSubject } from '../domain/model';
import { AssessmentStatus } from '../domain/run/run-status';
import {
  organisationScope,
  RANKING_ROWS,
  ORGANISATION_ROWS,
  RUN_ROWS,
  runScope,
  SCHEME_ROWS,
  STEERED_RUNS,
  steeredScope,
} from './assessment-scope';

const REGIONS = ['32', '3204', '320402', '320404', '3201', '330106'];
const PREFIXES = ['', ...REGIONS, '3205'];
const STATUSES = Object.values(AssessmentStatus);
const ORGANISATIONS = 6;

interface Resource {
  readonly rule: RowRule;
  readonly inSql: (scope: RowScope) => SqlCondition;
  readonly from: string;
  readonly id: string;
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

describe('rows of the year end', () => {
  let services: TestServices;
  let resources: Resource[];

  beforeAll(async () => {
    services = await startTestServices([IdentityModule, AssessmentModule]);
    resources = await fill();
  });
  afterAll(() => services.close());

  const query = (sql: string, params: unknown[]): Promise<unknown> => services.dataSource.query(sql, params);

  /** A run of every region and status, each with a school and an enterprise of every region. */
  async function fill(): Promise<Resource[]> {
    const runs = STATUSES.flatMap((status, at) =>
      REGIONS.map((regionPrefix) => ({ regionPrefix, status, year: 2000 + at })),
    ).map((run, at) => ({ id: at + 1, ...run }));
    await query('INSERT INTO assessment_run (id, region_prefix, year, version, status, self_score_until) VALUES ?', [
      runs.map(({ id, regionPrefix, year, status }) => [id, regionPrefix, year, 1, status, '2026-12-05']),
    ]);
    const schemes = REGIONS.concat('').map((regionPrefix, at) => ({ id: at + 1, regionPrefix }));
    await query(
      'INSERT INTO assessment_scheme (id, region_prefix, year, subject, version, title, document, digest) VALUES ?',
      [schemes.map(({ id, regionPrefix }) => [id, regionPrefix, 2026, 'SCHOOL', 1, '示例', '{}', '0'.repeat(64)])],
    );
    const organisations = Object.values(AssessmentSubject).flatMap((subject) =>
      REGIONS.map((regionCode, at) => ({ subject, organisationId: at + 1, regionCode })),
    );
    const places = runs.flatMap(({ id: runId, status }) => organisations.map((each) => ({ ...each, runId, status })));
    await query(
      'INSERT INTO assessment_ranking_row (run_id, subject, organisation_id, code, name, region_code, place, score, detail) VALUES ?',
      [
        places.map((each, at) => [
          each.runId,
          each.subject,
          each.organisationId,
          'C',
          '示例',
          each.regionCode,
          at,
          '0',
          '{}',
        ]),
      ],
    );
    const numbered = places.map((each, at) => ({ ...each, id: at }));
    const ranking = 'assessment_ranking_row k JOIN assessment_run r ON r.id = k.run_id';
    return [
      { rule: RUN_ROWS, inSql: (scope) => runScope(scope, 'r'), from: 'assessment_run r', id: 'r.id', rows: runs },
      {
        rule: STEERED_RUNS,
        inSql: (scope) => steeredScope(scope, 'r'),
        from: 'assessment_run r',
        id: 'r.id',
        rows: runs,
      },
      {
        rule: SCHEME_ROWS,
        from: 'assessment_scheme v',
        id: 'v.id',
        rows: schemes,
        inSql: (scope) => SCHEME_ROWS.toSql(scope, { regionPrefix: 'v.region_prefix' }),
      },
      {
        rule: ORGANISATION_ROWS,
        from: ranking,
        id: 'k.place',
        rows: numbered,
        inSql: (scope) => organisationScope(scope, 'k', 'k.region_code'),
      },
      {
        rule: RANKING_ROWS,
        from: ranking,
        id: 'k.place',
        rows: numbered,
        inSql: (scope) => RANKING_ROWS.toSql(scope, { regionCode: 'k.region_code', status: 'r.status' }),
      },
    ];
  }

  it('are the same in SQL and in memory, for any principal', async () => {
    await fc.assert(
      fc.asyncProperty(principals, async (principal) => {
        const scope = rowScopeOf(principal);
        for (const { rule, inSql, from, id, rows } of resources) {
          const { sql, params } = inSql(scope);
          const found = (await query(`SELECT ${id} AS id FROM ${from} WHERE ${sql} ORDER BY ${id}`, [...params])) as {
            id: number;
          }[];
          const covered = rows.filter((row) => rule.covers(scope, row));
          expect([rule.resource, found.map((row) => row.id)]).toEqual([rule.resource, covered.map((row) => row.id)]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('let nobody steer a wider region’s run, nor a party any', () => {
    const district: RowScope = { kind: 'REGION', prefix: '320402' };
    expect(STEERED_RUNS.covers(district, { regionPrefix: '3204' })).toBe(false);
    expect(STEERED_RUNS.covers({ kind: 'REGION', prefix: '32' }, { regionPrefix: '3204' })).toBe(true);
    const school: RowScope = { kind: 'SCHOOL', schoolId: 1, regionPrefix: '3204' };
    expect(STEERED_RUNS.covers(school, { regionPrefix: '3204' })).toBe(false);
    expect(RUN_ROWS.covers(school, { regionPrefix: '3204', status: 'DRAFT' })).toBe(false);
    expect(RUN_ROWS.covers(school, { regionPrefix: '3204', status: 'OPEN' })).toBe(true);
  });
});
