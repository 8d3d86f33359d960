import { AuditModule } from '@sxbq/audit';
import { IdentityModule } from '@sxbq/identity';
import { POLICY_2011 } from '@sxbq/policy';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AssessmentFactsModule } from './assessment-facts.module';
import { AssessmentFactsService, FactsQuery } from './assessment-facts.service';
import { FACT_CATALOGUE } from './domain/facts/fact-catalogue';
import { FactCode } from './domain/facts/fact-code';
import { AssessmentSubject } from './domain/model/assessment-subject';
import { Fact, OrganisationFacts } from './domain/model/facts';
import { FactsWorld } from './testing/facts-world';

const { SCHOOL, ENTERPRISE } = AssessmentSubject;
const D = '2026-11-30';

/** A small city counted by hand. Comments say what each row is there for. */
describe('facts of the year end', () => {
  let services: TestServices;
  let facts: AssessmentFactsService;
  let world: FactsWorld;

  beforeAll(async () => {
    services = await startTestServices([IdentityModule, AuditModule, AssessmentFactsModule]);
    facts = services.app.get(AssessmentFactsService);
  });
  beforeEach(async () => {
    await services.empty();
    world = new FactsWorld(services.dataSource);
    await world.insert('policy', {
      code: POLICY_2011.code,
      version: 1,
      title: POLICY_2011.title,
      valid_from_year: 2011,
      valid_to_year: null,
      document: JSON.stringify(POLICY_2011.document),
      source: '',
    });
  });
  afterAll(() => services.close());

  async function read(subject: AssessmentSubject, more: Partial<FactsQuery> = {}): Promise<OrganisationFacts[]> {
    const found: OrganisationFacts[] = [];
    await facts.read({ subject, regionPrefix: '3204', year: 2026, asOf: D, ...more }, (page) => {
      found.push(...page);
    });
    return found;
  }
  async function of(
    subject: AssessmentSubject,
    id: number,
    more: Partial<FactsQuery> = {},
  ): Promise<OrganisationFacts> {
    const found = (await read(subject, more)).find(({ organisationId }) => organisationId === id);
    if (!found) throw new Error(`nothing of ${subject} ${id}`);
    return found;
  }
  const factOf = ({ facts: known }: OrganisationFacts, code: keyof typeof FactCode): Fact => known[code]!;
  const brief = ({ value, basis, evidence }: Fact): unknown => [
    value,
    basis && [basis.counted, basis.total],
    ...evidence.map(({ type, ids, count }) => [type, ids, count]),
  ];

  it('name every fact of the subject, each with a value or with the reason why there is none', async () => {
    await world.school({ tier: ['ORDINARY', '2020-01-01'] });
    await world.enterprise();
    for (const subject of [SCHOOL, ENTERPRISE]) {
      const [organisation] = await read(subject);
      const asked = Object.values(FactCode).filter((code) => FACT_CATALOGUE[code].subjects.includes(subject));
      expect(Object.keys(organisation!.facts).sort()).toEqual([...asked].sort());
      for (const code of asked) {
        const { value, absence, reason } = factOf(organisation!, code);
        expect([code, value === null, absence !== null, reason !== null]).toEqual([
          code,
          ...(value === null ? [true, true, true] : [false, false, false]),
        ]);
      }
    }
  });

  it('take verdict, target and reason of the six indicators from compliance', async () => {
    const school = await world.school({ tier: ['PROVINCIAL_KEY', '2020-01-01'] });
    const firm = await world.enterprise();
    const agreement = await world.agreement(school, firm);
    await world.execution(agreement, '2026-03-01');
    const organisation = await of(SCHOOL, school);
    expect(organisation).toMatchObject({ tier: 'PROVINCIAL_KEY', joinedOn: '2020-01-01' });
    expect(factOf(organisation, 'PARTNERS')).toEqual({
      value: '1',
      target: '10',
      met: false,
      absence: null,
      reason: null,
      basis: null,
      evidence: [{ type: 'AGREEMENT', ids: [agreement], count: 1 }],
    });
    expect(factOf(organisation, 'TRAINING')).toMatchObject({
      value: null,
      target: null,
      met: null,
      absence: 'NOT_APPLICABLE',
      reason: '政策对该层次学校未设目标。',
    });
    expect(factOf(organisation, 'COMMITTEE')).toMatchObject({ value: null, absence: 'NO_DATA' });
  });

  it('tell the better of two ways of the senior classes, and the verdict of the rule', async () => {
    const school = await world.school({ tier: ['TECHNICIAN_COLLEGE', '2020-01-01'] });
    const major = await world.insert('school_major', { school_id: school, code: 'M', name: '示例专业' });
    const ids: number[] = [];
    for (const [level, heads] of [
      ['SENIOR', 1199],
      ['INTERMEDIATE', 1200],
    ] as const) {
      const id = await world.insert('school_class', {
        school_id: school,
        code: level,
        name: '示例班',
        school_major_id: major,
        level,
        starts_on: '2025-09-01',
      });
      const counted = { school_id: school, school_class_id: id, counted_on: '2026-09-15', heads };
      await world.insert('enrolment_snapshot', counted);
      ids.push(id);
    }
    // 1199 of 2399: 49.979 % of the 50 asked for is 99.9583 %; 1199 of 1200 heads is 99.9166 %.
    expect(factOf(await of(SCHOOL, school), 'SENIOR_CLASSES')).toEqual({
      value: '99.9583',
      target: '100',
      met: false,
      absence: null,
      reason: null,
      basis: { counted: 1199, total: 2399 },
      evidence: [{ type: 'CLASS', ids: [ids[0]], count: 1199 }],
    });
  });

  it('count what was done under agreements in force, and renewals of the same two parties', async () => {
    const school = await world.school({ tier: ['ORDINARY', '2020-01-01'] });
    const [firm, other] = [await world.enterprise(), await world.enterprise()];
    const busy = await world.agreement(school, firm, { effective_to: D });
    for (const day of ['2026-01-01', '2026-06-01', D]) await world.execution(busy, day);
    await world.execution(busy, '2025-12-31');
    await world.execution(busy, '2026-12-01');
    await world.execution(busy, '2026-05-01', { verified: false });
    await world.execution(busy, '2026-05-02', { reversed_at: '2026-06-01 00:00:00' });
    const idle = await world.agreement(school, other, { plannedOn: null });
    const over = await world.agreement(school, other, { effective_to: '2026-11-29' });
    await world.execution(over, '2026-02-01');
    await world.agreement(school, other, { terminated_on: D });
    const unfiled = await world.agreement(school, other, { filed_on: '2026-12-01' });
    await world.execution(unfiled, '2026-02-01');
    const renewing = await world.agreement(school, other, {
      predecessor_id: over,
      filed_on: '2026-11-30',
      effective_from: '2026-12-15',
    });
    await world.agreement(school, firm, { predecessor_id: idle, filed_on: '2026-11-01', effective_from: '2026-12-15' });
    const ofSchool = await of(SCHOOL, school);
    expect(brief(factOf(ofSchool, 'EXECUTIONS_PER_AGREEMENT'))).toEqual([
      '1.5',
      [3, 2],
      ['AGREEMENT', [busy, idle], 2],
    ]);
    expect(brief(factOf(ofSchool, 'AGREEMENT_RENEWALS'))).toEqual(['1', null, ['AGREEMENT', [renewing], 1]]);
    const [ofFirm, ofOther] = [await of(ENTERPRISE, firm), await of(ENTERPRISE, other)];
    expect(brief(factOf(ofFirm, 'AGREEMENTS'))).toEqual(['1', null, ['AGREEMENT', [busy], 1]]);
    expect(brief(factOf(ofFirm, 'EXECUTIONS'))).toEqual(['3', null, ['AGREEMENT', [busy], 3]]);
    expect(brief(factOf(ofOther, 'EXECUTIONS'))).toEqual(['1', null, ['AGREEMENT', [over], 1]]);
    expect(brief(factOf(ofOther, 'AGREEMENT_RENEWALS'))).toEqual(['1', null, ['AGREEMENT', [renewing], 1]]);
    expect(brief(factOf(ofOther, 'AGREEMENTS'))).toEqual(['1', null, ['AGREEMENT', [idle], 1]]);
  });

  it('count a teacher once, wherever and however often, and staff once for an occupation and grade', async () => {
    const [school, neighbour] = [await world.school(), await world.school()];
    const [firm, other] = [await world.enterprise(), await world.enterprise()];
    const first = await world.secondment(school, firm, 'T1', '2025-12-20', '2026-01-01');
    await world.secondment(school, firm, 'T1', '2026-05-01', '2026-05-10');
    const elsewhere = await world.secondment(school, other, 'T1', '2026-07-01', '2026-07-10');
    const second = await world.secondment(school, firm, 'T2', D, '2027-03-01');
    const same = await world.secondment(neighbour, firm, 'T1', '2026-03-01', '2026-03-02');
    await world.secondment(school, firm, 'T3', '2026-12-01', '2026-12-31');
    await world.secondment(school, firm, 'T4', '2025-01-01', '2025-12-31');
    await world.secondment(school, firm, 'T5', '2026-05-01', '2026-05-10', { verified: false });
    await world.secondment(school, firm, 'T6', '2026-05-01', '2026-05-10', { reversed_at: '2026-06-01 00:00:00' });
    expect(brief(factOf(await of(SCHOOL, school), 'TEACHERS_SECONDED'))).toEqual([
      ...['2', null, ['SECONDMENT', [first, second], 2]],
    ]);
    const hosted = factOf(await of(ENTERPRISE, firm), 'TEACHERS_HOSTED');
    expect(brief(hosted)).toEqual(['3', null, ['SECONDMENT', [first, second, same], 3]]);
    const alsoHosted = factOf(await of(ENTERPRISE, other), 'TEACHERS_HOSTED');
    expect(brief(alsoHosted)).toEqual(['1', null, ['SECONDMENT', [elsewhere], 1]]);

    const spring = await world.session(school, firm, '2026-03-01', ['ann', 'bob', '-carl']);
    const autumn = await world.session(neighbour, firm, D, ['ann', 'carl'], { grade: 5 });
    const again = await world.session(neighbour, firm, D, ['bob', 'dora']);
    await world.session(school, firm, '2026-12-01', ['eve']);
    await world.session(school, firm, '2025-12-31', ['eve']);
    expect(brief(factOf(await of(ENTERPRISE, firm), 'TRAINING_HEADS'))).toEqual([
      ...['5', null, ['TRAINING_SESSION', [spring, autumn, again], 5]],
    ]);
  });

  it('follow graduates and posts to what came of them up to D', async () => {
    const school = await world.school();
    const firm = await world.enterprise();
    const cohort = (await world.cohort(school, 8, 2)).id;
    const lastYears = (await world.cohort(school, 5, 0, 2025)).id;
    const shown = await world.posting(firm, 6, '2026-04-01 00:00:00');
    const closed = await world.posting(firm, 3, '2025-12-31 16:00:00', { status: 'CLOSED' });
    await world.posting(firm, 40, '2025-12-31 15:59:59');
    await world.posting(firm, 50, '2026-11-30 16:00:00');
    await world.posting(firm, 60, '2026-04-01 00:00:00', { status: 'REJECTED' });
    const apply = async (posting: number, cohortId: number, placedOn?: string, related = false, year = 2026) => {
      const graduate = await world.graduate(school, cohortId, year);
      const outcome = placedOn === undefined ? undefined : { placedOn, related };
      await world.application({ posting, graduate, enterprise: firm, school }, '2026-04-02 00:00:00', outcome);
    };
    await apply(shown, cohort, '2026-06-01', true);
    await apply(shown, cohort, '2026-06-02');
    await apply(closed, cohort, D, true);
    await apply(shown, cohort, '2026-12-01', true);
    await apply(shown, cohort);
    await apply(closed, lastYears, '2026-01-01', true, 2025);
    await world.graduate(school, cohort);
    const organisation = await of(SCHOOL, school);
    const people = ['GRADUATE_COHORT', [cohort], 8];
    expect(brief(factOf(organisation, 'GRADUATES_PLACED_RATE'))).toEqual(['62.5', [5, 8], people]);
    expect(brief(factOf(organisation, 'GRADUATES_RELATED_RATE'))).toEqual(['66.6666', [2, 3], people]);
    expect(brief(factOf(organisation, 'GRADUATES_DOCKED'))).toEqual([
      ...['4', null, ['GRADUATE_COHORT', [cohort, lastYears], 4]],
    ]);
    const scorecard = await of(ENTERPRISE, firm);
    expect(brief(factOf(scorecard, 'POSTS_OFFERED'))).toEqual(['9', null, ['JOB_POSTING', [shown, closed], 9]]);
    expect(brief(factOf(scorecard, 'POSTS_FILLED'))).toEqual(['4', null, ['JOB_POSTING', [shown, closed], 4]]);
    const before = await of(SCHOOL, school, { asOf: '2026-05-31' });
    expect(factOf(before, 'GRADUATES_RELATED_RATE')).toMatchObject({ value: null, absence: 'NO_DATA' });
    expect(factOf(before, 'GRADUATES_PLACED_RATE')).toMatchObject({ value: '25' });
  });

  it('count the trainings a school offered that begin this year up to D', async () => {
    const school = await world.school();
    const offer = (startsOn: string, status: string): Promise<number> =>
      world.insert('training_offer', {
        school_id: school,
        code: `CD-${startsOn}-${status}`,
        name: '示例培训',
        occupation_edition: '2022',
        occupation_code: '6-18-01-01',
        grade: 3,
        seats: 30,
        starts_on: startsOn,
        ends_on: '2027-02-01',
        valid_until: startsOn,
        status,
      });
    const counted = [await offer('2026-01-01', 'EXPIRED'), await offer(D, 'PUBLISHED')];
    await offer('2025-12-31', 'EXPIRED');
    await offer('2026-12-01', 'PUBLISHED');
    await offer('2026-06-01', 'DRAFT');
    const menu = factOf(await of(SCHOOL, school), 'TRAINING_MENU');
    expect(brief(menu)).toEqual(['2', null, ['TRAINING_OFFER', counted, 2]]);
  });

  it('add up what officers wrote down, and average what enterprises say of a school', async () => {
    const [school, other] = [await world.school(), await world.school()];
    const [firm, another] = [await world.enterprise(), await world.enterprise()];
    const record = (organisationId: number, fact: string, value: number, more: object = {}): Promise<number> =>
      world.insert('assessment_recorded_fact', {
        year: 2026,
        subject: 'SCHOOL',
        organisation_id: organisationId,
        fact,
        value,
        reason: '示例',
        in_force: 1,
        ...more,
      });
    const found = [await record(school, 'FINDINGS', 2), await record(school, 'FINDINGS', 1)];
    await record(school, 'FINDINGS', 9, { withdrawn_at: '2026-06-01 00:00:00', in_force: null });
    await record(school, 'FINDINGS', 9, { year: 2025 });
    await record(school, 'FINDINGS', 9, { subject: 'ENTERPRISE' });
    const ratings: number[] = [];
    for (const [ratedBy, value] of [
      [firm, 5],
      [another, 4],
    ]) {
      ratings.push(await record(school, 'ENTERPRISE_RATING', value as number, { rated_by: ratedBy }));
    }
    const organisation = await of(SCHOOL, school);
    expect(brief(factOf(organisation, 'FINDINGS'))).toEqual(['3', null, ['RECORDED_FACT', found, 3]]);
    expect(brief(factOf(organisation, 'ENTERPRISE_RATING'))).toEqual(['90', null, ['RECORDED_FACT', ratings, 2]]);
    const silent = await of(SCHOOL, other);
    expect(factOf(silent, 'FINDINGS')).toMatchObject({ value: '0' });
    expect(factOf(silent, 'ENTERPRISE_RATING')).toMatchObject({
      absence: 'NO_DATA',
      reason: expect.any(String) as string,
    });
  });

  it('know when one joined: by its first tier, or its first filed agreement', async () => {
    const promoted = await world.school({ tier: ['NATIONAL_KEY', '2026-05-01'] });
    await world.insert('school_tier', { school_id: promoted, tier: 'SENIOR_TECHNICAL', effective_from: '2026-09-01' });
    const unknown = await world.school();
    const later = await world.school({ tier: ['ORDINARY', '2026-12-01'] });
    const [firm, idle] = [await world.enterprise(), await world.enterprise()];
    await world.agreement(promoted, firm, { effective_from: '2026-04-01', filed_on: null });
    await world.agreement(promoted, firm, { effective_from: '2026-07-01', filed_on: '2026-07-02' });
    await world.agreement(promoted, firm, { effective_from: '2026-06-01', filed_on: '2026-06-02' });
    await world.agreement(promoted, idle, { effective_from: '2026-12-01', filed_on: '2026-11-02' });
    const joined = async (subject: AssessmentSubject): Promise<unknown> =>
      (await read(subject)).map(({ organisationId, joinedOn, tier }) => [organisationId, joinedOn, tier]);
    expect(await joined(SCHOOL)).toEqual([
      [promoted, '2026-05-01', 'SENIOR_TECHNICAL'],
      [unknown, null, null],
    ]);
    expect(await joined(ENTERPRISE)).toEqual([
      [firm, '2026-06-01', null],
      [idle, null, null],
    ]);
    expect((await read(SCHOOL, { asOf: '2026-12-01' })).map(({ organisationId }) => organisationId)).toContain(later);
  });

  it('keep to the region, and to enterprises proper', async () => {
    const here = [await world.school(), await world.school({ regionCode: '320402' })];
    await world.school({ regionCode: '320104' });
    const firm = await world.enterprise();
    await world.enterprise({ kind: 'ASSOCIATION' });
    await world.enterprise({ regionCode: '320104' });
    const ids = async (subject: AssessmentSubject, regionPrefix: string): Promise<number[]> =>
      (await read(subject, { regionPrefix })).map(({ organisationId }) => organisationId);
    expect(await ids(SCHOOL, '3204')).toEqual(here);
    expect(await ids(SCHOOL, '320402')).toEqual([here[1]]);
    expect(await ids(ENTERPRISE, '3204')).toEqual([firm]);
  });

  it('are those of one moment: who is renamed, added or deleted while pages are read changes nothing of it', async () => {
    for (let count = 0; count < 401; count++) await world.school();
    const names: string[] = [];
    await facts.read({ subject: SCHOOL, regionPrefix: '', year: 2026, asOf: D }, async (page) => {
      names.push(...page.map(({ name }) => name));
      await services.dataSource.query("UPDATE school SET name = '改名学校'");
      await services.dataSource.query(
        'DELETE FROM school WHERE id = (SELECT last FROM (SELECT MAX(id) last FROM school) s)',
      );
      await world.school({ code: `N${names.length}` });
    });
    expect([names.length, names.filter((name) => !name.startsWith('示例学校X'))]).toEqual([401, []]);
  });

  it('are refused for a day outside the year, and for a year without a policy', async () => {
    await expect(read(SCHOOL, { asOf: '2025-12-31' })).rejects.toMatchObject({ code: 'REFERENCE_DATE_OUTSIDE_YEAR' });
    const early = { year: 1999, asOf: '1999-12-31' };
    await expect(read(SCHOOL, early)).rejects.toMatchObject({ code: 'POLICY_MISSING_FOR_YEAR' });
  });
});
