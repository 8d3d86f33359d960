import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import { POLICY_2011 } from '@sxbq/policy';
import fc from 'fast-check';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AssessmentFactsModule } from './assessment-facts.module';
import { AssessmentFactsService } from './assessment-facts.service';
import { cutQuotient } from './domain/measuring/fact-values';
import { AssessmentSubject } from './domain/model/assessment-subject';
import { FactsWorld } from './testing/facts-world';

/** Days around which conditions turn. */
const day = fc.constantFrom(
  '2025-12-31',
  '2026-01-01',
  '2026-05-30',
  '2026-05-31',
  '2026-06-01',
  '2026-12-31',
  '2027-01-01',
);
const place = fc.nat(2);
const perhaps = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null, freq: 2 });

const agreement = fc.record({
  school: place,
  firm: place,
  filedOn: perhaps(day),
  from: day,
  to: perhaps(day),
  terminatedOn: perhaps(day),
  predecessor: perhaps(fc.nat(11)),
  executions: fc.array(fc.record({ on: day, verified: fc.boolean(), reversed: fc.boolean() }), { maxLength: 4 }),
});
const secondment = fc.record({
  school: place,
  firm: place,
  teacher: fc.nat(2),
  from: day,
  to: day,
  verified: fc.boolean(),
  reversed: fc.boolean(),
});
const session = fc.record({
  school: place,
  firm: place,
  endsOn: day,
  grade: fc.integer({ min: 2, max: 4 }),
  persons: fc.uniqueArray(fc.record({ person: fc.nat(4), passed: fc.boolean() }), { selector: ({ person }) => person }),
});
const city = fc.record({
  agreements: fc.array(agreement, { maxLength: 12 }),
  secondments: fc.array(secondment, { maxLength: 12 }),
  sessions: fc.array(session, { maxLength: 8 }),
});
type City = typeof city extends fc.Arbitrary<infer T> ? T : never;

const DAYS = ['2026-01-01', '2026-05-31', '2026-12-31'];

/** The same facts counted in the plainest way from the drawn city. */
function counted({ agreements, secondments, sessions }: City, side: 'school' | 'firm', at: number, asOf: string) {
  const inYear = (on: string): boolean => on >= '2026-01-01' && on <= asOf;
  const filed = agreements.filter((row) => row[side] === at && row.filedOn !== null && row.filedOn <= asOf);
  const inForce = filed.filter(
    ({ from, to, terminatedOn }) =>
      from <= asOf && (to === null || to >= asOf) && (terminatedOn === null || terminatedOn > asOf),
  );
  const done = (rows: typeof filed): number =>
    rows.flatMap(({ executions }) => executions).filter((row) => row.verified && !row.reversed && inYear(row.on))
      .length;
  const renewals = filed.filter((row) => {
    const before = row.predecessor === null ? undefined : agreements[row.predecessor];
    const same = before?.school === row.school && before.firm === row.firm;
    return same && agreements.indexOf(before) < agreements.indexOf(row) && row.filedOn! >= '2026-01-01';
  });
  const teachers = secondments.filter(
    (row) => row[side] === at && row.verified && !row.reversed && row.to >= '2026-01-01' && row.from <= asOf,
  );
  const passes = sessions
    .filter((row) => row[side] === at && inYear(row.endsOn))
    .flatMap(({ persons, grade }) => persons.filter(({ passed }) => passed).map(({ person }) => `${person}:${grade}`));
  return {
    inForce: inForce.length,
    depth: inForce.length === 0 ? null : cutQuotient(done(inForce), inForce.length),
    executions: done(filed),
    renewals: renewals.length,
    teachers: new Set(teachers.map(({ school, teacher }) => `${school}:${teacher}`)).size,
    passes: new Set(passes).size,
  };
}

describe('facts of random cities', () => {
  let services: TestServices;
  let facts: AssessmentFactsService;

  beforeAll(async () => {
    services = await startTestServices([IdentityModule, AuditModule, AssessmentFactsModule]);
    facts = services.app.get(AssessmentFactsService);
  });
  afterAll(() => services.close());

  /** A predecessor is an earlier agreement; the database lets each be succeeded once. */
  async function store({ agreements, secondments, sessions }: City): Promise<Record<'schools' | 'firms', number[]>> {
    await services.empty();
    const world = new FactsWorld(services.dataSource);
    await world.insert('policy', {
      code: POLICY_2011.code,
      version: 1,
      title: POLICY_2011.title,
      valid_from_year: 2011,
      valid_to_year: null,
      document: JSON.stringify(POLICY_2011.document),
      source: '',
    });
    const schools = [await world.school(), await world.school(), await world.school()];
    const firms = [await world.enterprise(), await world.enterprise(), await world.enterprise()];
    const ids: number[] = [];
    for (const row of agreements) {
      const predecessor = row.predecessor === null ? undefined : ids[row.predecessor];
      const id = await world.agreement(schools[row.school]!, firms[row.firm]!, {
        filed_on: row.filedOn,
        effective_from: row.from,
        effective_to: row.to,
        terminated_on: row.terminatedOn,
        ...(predecessor === undefined ? {} : { predecessor_id: predecessor }),
      });
      ids.push(id);
      for (const { on, verified, reversed } of row.executions) {
        await world.execution(id, on, { verified, reversed_at: reversed ? '2026-03-01 00:00:00' : null });
      }
    }
    for (const row of secondments) {
      const { school, firm, teacher, from, to, verified, reversed } = row;
      await world.secondment(schools[school]!, firms[firm]!, `T${teacher}`, from, to, {
        verified,
        reversed_at: reversed ? '2026-03-01 00:00:00' : null,
      });
    }
    for (const { school, firm, endsOn, grade, persons } of sessions) {
      const names = persons.map(({ person, passed }) => `${passed ? '' : '-'}p${person}`);
      await world.session(schools[school]!, firms[firm]!, endsOn, names, { grade });
    }
    return { schools, firms };
  }

  async function measured(
    subject: AssessmentSubject,
    asOf: string,
  ): Promise<Map<number, Record<string, string | null>>> {
    const found = new Map<number, Record<string, string | null>>();
    await facts.read({ subject, regionPrefix: '', year: 2026, asOf }, (page) => {
      for (const { organisationId, facts: known } of page) {
        const values = Object.entries(known).map(([code, { value }]) => [code, value]);
        found.set(organisationId, Object.fromEntries(values) as Record<string, string | null>);
      }
    });
    return found;
  }

  it('are what the plainest count gives, on any day and however often they are read', async () => {
    await fc.assert(
      fc.asyncProperty(city.map(onceSucceeded), async (drawn) => {
        const { schools, firms } = await store(drawn);
        for (const asOf of DAYS) {
          const ofSchools = await measured(AssessmentSubject.SCHOOL, asOf);
          const ofFirms = await measured(AssessmentSubject.ENTERPRISE, asOf);
          for (const [at, id] of schools.entries()) {
            const { depth, renewals, teachers } = counted(drawn, 'school', at, asOf);
            expect(ofSchools.get(id)).toMatchObject({
              EXECUTIONS_PER_AGREEMENT: depth,
              AGREEMENT_RENEWALS: `${renewals}`,
              TEACHERS_SECONDED: `${teachers}`,
            });
          }
          for (const [at, id] of firms.entries()) {
            const { inForce, executions, renewals, teachers, passes } = counted(drawn, 'firm', at, asOf);
            expect(ofFirms.get(id)).toMatchObject({
              AGREEMENTS: `${inForce}`,
              EXECUTIONS: `${executions}`,
              AGREEMENT_RENEWALS: `${renewals}`,
              TEACHERS_HOSTED: `${teachers}`,
              TRAINING_HEADS: `${passes}`,
            });
          }
          expect(await measured(AssessmentSubject.SCHOOL, asOf)).toEqual(ofSchools);
        }
      }),
      { numRuns: 12 },
    );
  }, 60_000);
});

function onceSucceeded(drawn: City): City {
  const taken = new Set<number>();
  const agreements = drawn.agreements.map((row, index) => {
    const { predecessor } = row;
    const free = predecessor !== null && predecessor < index && !taken.has(predecessor);
    if (free) taken.add(predecessor);
    return { ...row, predecessor: free ? predecessor : null };
  });
  return { ...drawn, agreements };
}
