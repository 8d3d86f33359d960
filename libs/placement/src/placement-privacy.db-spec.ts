import { CataloguesModule } from '@sxbq/catalogues';
import { Graduate, GraduateCohort, GraduatesModule, GraduateStatus } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal } from '@sxbq/kernel';
import { PersonalDataSource, PersonErasure, UnitOfWork } from '@sxbq/platform';
import { JobPosting, PostingKind, PostingStatus } from '@sxbq/postings';
import { PersonalDataSources, PrivacyModule } from '@sxbq/privacy';
import { ClassLevel, SchoolClass } from '@sxbq/schools';
import { textsAtRest } from '../../../test/support/personal-data-scan';
import { actingAs } from '../../../test/support/programme';
import { createWorld, enterpriseUser, ProgrammeWorld, schoolUser } from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ApplicationsService, ApplicationView } from './applications.service';
import { ContractKind } from './domain/contract-kind';
import { OutcomesService } from './outcomes.service';
import { PlacementModule } from './placement.module';
import { PostWishesService } from './post-wishes.service';

const PERSON_KEY = 'k'.repeat(43);
const TRACES = ['欧阳示例的母亲来电说不去了', 'HT-2026-77001'];

describe('the personal data of two-way choice (assurance D3)', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let firm: Principal;
  let applications: ApplicationsService;
  let cohortId: number;
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices(
      [CataloguesModule, IdentityModule, PrivacyModule, GraduatesModule, PlacementModule],
      new FixedClock(new Date('2026-05-15T02:00:00Z')),
    );
    applications = services.app.get(ApplicationsService);
  });
  beforeEach(async () => {
    await services.empty();
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    firm = enterpriseUser(world.enterprises.home);
    const schoolClassId = await insert(SchoolClass, {
      schoolId: world.schools.home,
      schoolMajorId: world.majors.first,
      code: 'B1',
      name: '示例班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: null,
    });
    const heads = { heads: 40, available: 30, placedBefore: 4 };
    cohortId = await insert(GraduateCohort, {
      schoolId: world.schools.home,
      schoolClassId,
      graduationYear: 2026,
      ...heads,
    });
  });
  afterAll(() => services.close());

  const insert = async (entity: new () => object, row: object): Promise<number> => {
    const { identifiers } = await services.dataSource.manager.insert(entity, row);
    return (identifiers[0] as { id: number }).id;
  };
  /** Of one person, who graduated again two years later; and of another. */
  const newGraduate = (graduationYear = 2026, personKey = PERSON_KEY): Promise<number> =>
    insert(Graduate, {
      schoolId: world.schools.home,
      cohortId,
      graduationYear,
      studentNumber: `X${++sequence}`,
      personKey,
      name: '',
      idNumber: '',
      phone: null,
      status: GraduateStatus.AVAILABLE,
    });
  const newPosting = (): Promise<number> =>
    insert(JobPosting, {
      enterpriseId: world.enterprises.home,
      code: `GW-${++sequence}`,
      kind: PostingKind.JOB,
      title: '车工',
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
      heads: 2,
      regionCode: '320411',
      validUntil: '2026-12-31',
      status: PostingStatus.LIVE,
      fingerprint: `f${sequence}`,
    });
  const as = <T>(by: Principal, work: () => Promise<T>) => actingAs(by, work);
  const apply = async (graduateId: number) => {
    const posting = await newPosting();
    return as(school, () => applications.apply(school, graduateId, posting));
  };
  const accepted = async (graduateId: number): Promise<ApplicationView> => {
    const sent = await apply(graduateId);
    const met = await as(firm, () => applications.interview(firm, sent.id, sent.revision));
    const offer = await as(firm, () => applications.offer(firm, met.id, met.revision, 7));
    return as(school, () => applications.accept(school, offer.id, offer.revision));
  };
  /** A placed and a declined application, an accepted and a waiting one, and wishes. */
  async function leaveTraces(): Promise<{ placed: ApplicationView; accepted: ApplicationView }> {
    const [earlier, later] = [await newGraduate(), await newGraduate(2028)];
    const declined = await apply(earlier);
    await as(school, () => applications.decline(school, declined.id, declined.revision, TRACES[0] as string));
    const placed = await accepted(earlier);
    const outcome = { applicationId: placed.id, revision: placed.revision, placedOn: '2026-05-10' };
    await as(school, () =>
      services.app.get(OutcomesService).place(school, {
        ...outcome,
        contractKind: ContractKind.LABOUR,
        contractNumber: TRACES[1] as string,
        relatedToMajor: true,
      }),
    );
    const wish = await newPosting();
    await as(school, () => services.app.get(PostWishesService).rank(school, later, [wish]));
    return { placed, accepted: await accepted(later) };
  }
  const source = (): PersonalDataSource =>
    services.app
      .get(PersonalDataSources)
      .all()
      .find(({ source: name }) => name === 'placement.application') as PersonalDataSource;
  const identity = { personKey: PERSON_KEY, phoneIndex: null, name: '欧阳示例' };
  const erasure: PersonErasure = { identity, confirmedIds: [], pseudonym: 'p'.repeat(43) };
  const erase = () => services.app.get(UnitOfWork).run((tx) => source().erase(tx, erasure));
  const rows = (sql: string) => services.dataSource.query(sql) as Promise<Record<string, unknown>[]>;

  it('are found by the person, with what became of each application', async () => {
    await leaveTraces();
    await apply(await newGraduate(2026, 'o'.repeat(43)));
    const found = await source().find(identity);
    expect(found.map(({ values }) => values['状态'])).toEqual(['DECLINED', 'PLACED', 'ACCEPTED']);
    expect(found[0]).toMatchObject({
      isCertain: true,
      regionCode: '320411',
      values: { 企业: '示例机电公司', 岗位: '车工', 原因: TRACES[0] },
    });
    expect(found[1]?.values).toMatchObject({ 合同编号: TRACES[1], 就业日期: '2026-05-10' });
  });

  it('are gone after an erasure, which can be repeated; the figures stay, and a kept place is free again', async () => {
    const { accepted: kept } = await leaveTraces();
    const figures = async () => (await services.app.get(OutcomesService).figures(school, [cohortId])).get(cohortId);
    const before = await figures();
    expect(before).toMatchObject({ placed: 1, related: 1 });
    expect(Object.keys(await textsAtRest(services.dataSource, TRACES)).sort()).toEqual([
      'application',
      'placement_outcome',
    ]);
    expect(await erase()).toBeGreaterThan(0);
    expect(await textsAtRest(services.dataSource, TRACES)).toEqual({});
    expect(await erase()).toBe(0);
    expect(await figures()).toEqual(before);
    expect(await rows('SELECT status, open, reason FROM application ORDER BY id')).toEqual([
      { status: 'DECLINED', open: null, reason: null },
      { status: 'PLACED', open: null, reason: null },
      { status: 'WITHDRAWN', open: null, reason: null },
    ]);
    expect(await rows('SELECT * FROM post_wish')).toEqual([]);
    expect(await rows(`SELECT taken FROM job_posting WHERE id = ${kept.jobPostingId}`)).toEqual([{ taken: 0 }]);
  });

  it('are erased as well when the graduate’s own row was erased before', async () => {
    await leaveTraces();
    await services.dataSource.query('UPDATE graduate SET person_key = ?', [erasure.pseudonym]);
    expect(await erase()).toBeGreaterThan(0);
    expect(await textsAtRest(services.dataSource, TRACES)).toEqual({});
  });

  it('of others stay', async () => {
    const other = await newGraduate(2026, 'o'.repeat(43));
    const sent = await apply(other);
    await erase();
    expect((await as(school, () => applications.get(school, sent.id))).status).toBe('SENT');
  });
});
