import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesGraphqlModule } from '@sxbq/enterprises/graphql';
import { CohortsService, GraduatesService } from '@sxbq/graduates';
import { GraduatesGraphqlModule } from '@sxbq/graduates/graphql';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { JobPosting, PostingKind, PostingStatus } from '@sxbq/postings';
import { PostingsGraphqlModule } from '@sxbq/postings/graphql';
import { TrainingModule } from '@sxbq/training';
import { FieldCipher } from '@sxbq/platform';
import { ClassLevel, SchoolClass } from '@sxbq/schools';
import { SchoolsGraphqlModule } from '@sxbq/schools/graphql';
import { GraphqlServices, startGraphqlServices } from '../../../../test/support/graphql-services';
import { idNumber } from '../../../../test/support/ledger-files';
import { actingAs, principalOf, statementsOf } from '../../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  ProgrammeWorld,
  schoolUser,
} from '../../../../test/support/programme-world';
import { JobInvitations } from '../job-invitations.service';
import { PlacementGraphqlModule } from './placement-graphql.module';

interface Step {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
}

describe('two-way choice over GraphQL', () => {
  let services: GraphqlServices;
  let world: ProgrammeWorld;
  let school: Principal;
  let firm: Principal;
  let cohortId: number;
  let graduateIds: number[];
  const officer = bureau();

  beforeAll(async () => {
    services = await startGraphqlServices(
      [
        ...[CataloguesModule, SchoolsGraphqlModule, EnterprisesGraphqlModule],
        ...[PostingsGraphqlModule, GraduatesGraphqlModule, PlacementGraphqlModule],
        // The ledgers' helpers above bring trainees along: privacy asks who answers for them.
        TrainingModule,
      ],
      new FixedClock(new Date('2026-05-15T02:00:00Z')),
    );
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
    await actingAs(school, async () => {
      const heads = { heads: 6, available: 6, placedBefore: 0 };
      const cohort = await services.app.get(CohortsService, { strict: false }).publish(school, {
        schoolClassId,
        graduationYear: 2026,
        ...heads,
      });
      cohortId = cohort.id;
      graduateIds = await services.app.get(GraduatesService, { strict: false }).register(
        school,
        cohortId,
        [1, 2, 3, 4, 5, 6, 7].map((number) => ({
          studentNumber: `X${number}`,
          name: '示例丙',
          idNumber: idNumber(number),
          phone: '13812345678',
        })),
      );
    });
  });
  afterAll(() => services.close());

  const insert = async (entity: new () => object, row: object): Promise<number> => {
    const { identifiers } = await services.dataSource.manager.insert(entity, row);
    return (identifiers[0] as { id: number }).id;
  };
  let sequence = 0;
  const newPosting = (): Promise<number> =>
    insert(JobPosting, {
      enterpriseId: world.enterprises.home,
      code: `GW-${++sequence}`,
      kind: PostingKind.JOB,
      title: '车工',
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
      heads: 9,
      regionCode: '320411',
      validUntil: '2026-12-31',
      status: PostingStatus.LIVE,
      fingerprint: `f${sequence}`,
    });
  const apply = async (graduateId: number, postingId: number): Promise<Step> => {
    const source = `mutation ($g: ID!, $p: ID!) { applyForJob(graduateId: $g, jobPostingId: $p) { id revision status } }`;
    const { data, errors } = await services.ask<{ applyForJob: Step }>(school, source, {
      g: String(graduateId),
      p: String(postingId),
    });
    expect(errors).toEqual([]);
    return (data as { applyForJob: Step }).applyForJob;
  };
  const step = async (by: Principal, field: string, { id, revision }: Step, more = ''): Promise<Step> => {
    const source = `mutation ($id: ID!, $r: Int!) { ${field}(id: $id, revision: $r${more}) { id revision status } }`;
    const { data, errors } = await services.ask<Record<string, Step>>(by, source, { id, r: revision });
    expect(errors).toEqual([]);
    return (data as Record<string, Step>)[field] as Step;
  };
  const applicantOf = async (by: Principal, { id }: Step): Promise<object> => {
    const source =
      'query ($id: ID!) { application(id: $id) { applicant { name phone majorName level certificates { grade } } } }';
    const { data, errors } = await services.ask<{ application: { applicant: object } }>(by, source, { id });
    expect(errors).toEqual([]);
    return (data as { application: { applicant: object } }).application.applicant;
  };

  it('plays an application to its outcome and the cohort’s figures', async () => {
    const sent = await apply(graduateIds[0] as number, await newPosting());
    const offered = await step(firm, 'makeOffer', await step(firm, 'agreeToInterview', sent), ', days: 7');
    const accepted = await step(school, 'acceptOffer', offered);
    expect(accepted.status).toBe('ACCEPTED');
    const placed = await services.ask(
      school,
      'mutation ($input: PlaceGraduateInput!) { placeGraduate(input: $input) { relatedToMajor } }',
      {
        input: {
          applicationId: accepted.id,
          revision: accepted.revision,
          placedOn: '2026-05-10',
          contractKind: 'LABOUR',
          relatedToMajor: true,
        },
      },
    );
    expect(placed.errors).toEqual([]);
    const { data } = await services.ask<object>(
      officer,
      `{ graduateCohorts { items { placement { placed related relatedPermille retainedPermille } } }
         applications(filter: { status: PLACED }) { items { events { toStatus side } outcome { contractKind } } } }`,
    );
    expect(data).toMatchObject({
      graduateCohorts: {
        items: [{ placement: { placed: 1, related: 1, relatedPermille: 1000, retainedPermille: null } }],
      },
      applications: { items: [{ outcome: { contractKind: 'LABOUR' } }] },
    });
  });

  it('shows an enterprise name and phone with the person’s consent, and no longer after its withdrawal', async () => {
    const sent = await apply(graduateIds[1] as number, await newPosting());
    const known = { majorName: '数控加工', level: 'SENIOR', certificates: [] };
    expect(await applicantOf(school, sent)).toEqual({ ...known, name: '示例丙', phone: '138****5678' });
    expect(await applicantOf(firm, sent)).toEqual({ ...known, name: '示**', phone: '138****5678' });
    const notice = await insertNotice();
    const personKey = services.app.get(FieldCipher, { strict: false }).blindIndex('id-number', idNumber(2));
    await services.dataSource.query(
      `INSERT INTO consent (person_key, recipient, recipient_id, purpose, categories, notice_id, given_at, proof)
       VALUES (?, 'ENTERPRISE', ?, 'PLACEMENT', 'NAME,CONTACT', ?, NOW(6), 'SIGNED_IN')`,
      [personKey, world.enterprises.home, notice],
    );
    expect(await applicantOf(firm, sent)).toEqual({ ...known, name: '示例丙', phone: '13812345678' });
    expect(await applicantOf(officer, sent)).toEqual({ ...known, name: '示例丙', phone: '138****5678' });
    await services.dataSource.query('UPDATE consent SET withdrawn_at = NOW(6)');
    expect(await applicantOf(firm, sent)).toEqual({ ...known, name: '示**', phone: '138****5678' });
  });

  it('lets graduates share their contact with the enterprise of an application themselves, and nobody for them', async () => {
    await services.dataSource.query(
      "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (302, 'g-302', '示例', 'x', NOW(6))",
    );
    const mine = graduateIds[0] as number;
    const sent = await services.ask<{ applications: { items: Step[] } }>(
      school,
      'query ($g: ID!) { applications(filter: { graduateId: $g }) { items { id revision status } } }',
      { g: String(mine) },
    );
    const [application] = sent.data?.applications.items as [Step];
    const notice = await insertNotice('本人同意');
    const self = principalOf(Role.GRADUATE, { userId: 302, regionPrefix: '320411' });
    const share = (by: Principal, categories = ['NAME', 'CONTACT']) =>
      services.ask(by, 'mutation ($input: ShareContactInput!) { shareContact(input: $input) { id } }', {
        input: { applicationId: application.id, categories, noticeId: String(notice) },
      });
    expect((await share(school)).errors).toEqual(['FORBIDDEN']);
    expect((await share(self)).errors).toEqual(['APPLICATION_NOT_FOUND']);
    await services.dataSource.query('UPDATE graduate SET claimed_user_id = 302 WHERE id = ?', [mine]);
    expect((await share(self, [])).errors).toEqual(['CONSENT_WITHOUT_CATEGORY']);
    expect((await share(self)).errors).toEqual([]);
    expect(await applicantOf(firm, application)).toMatchObject({ name: '示例丙', phone: '13812345678' });
    const stop = 'mutation ($id: ID!) { stopSharingContact(applicationId: $id) { id } }';
    expect((await services.ask(self, stop, { id: application.id })).errors).toEqual([]);
    expect((await services.ask(self, stop, { id: application.id })).errors).toEqual([]);
    expect(await applicantOf(firm, application)).toMatchObject({ name: '示**', phone: '138****5678' });
    await services.dataSource.query('UPDATE graduate SET claimed_user_id = NULL WHERE id = ?', [mine]);
  });

  async function insertNotice(code = '示例'): Promise<number> {
    const { insertId } = (await services.dataSource.query(
      "INSERT INTO privacy_notice (code, version, title, text, effective_from) VALUES (?, 1, '示例告知书', '示例', '2026-01-01')",
      [code],
    )) as { insertId: number };
    return insertId;
  }

  it('lets a graduate with an account look round the city, rank, apply, and see the own application only', async () => {
    await services.dataSource.query(
      "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (301, 'g-301', '示例', 'x', NOW(6))",
    );
    const [mine] = graduateIds.slice(-1) as [number];
    await services.dataSource.query('UPDATE graduate SET claimed_user_id = 301 WHERE id = ?', [mine]);
    const self = principalOf(Role.GRADUATE, { userId: 301, regionPrefix: '320411' });
    const posting = await newPosting();
    const closed = await newPosting();
    await services.dataSource.query("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [closed]);
    const shown = await services.ask<{ jobPostings: { items: { id: string }[] } }>(
      self,
      '{ jobPostings(limit: 100) { items { id title status enterprise { name contactName } findings { field } } } }',
    );
    expect(shown.errors).toEqual([]);
    expect(shown.data?.jobPostings.items).toContainEqual({
      id: String(posting),
      title: '车工',
      status: 'LIVE',
      findings: [],
      enterprise: { name: '示例机电公司', contactName: null },
    });
    expect(shown.data?.jobPostings.items.map(({ id }) => id)).not.toContain(String(closed));
    const away = { ...self, regionPrefix: '320104' };
    expect((await services.ask<object>(away, '{ jobPostings { total } }')).data).toEqual({ jobPostings: { total: 0 } });
    const ranked = await services.ask<object>(
      self,
      'mutation ($input: PostWishesInput!) { setPostWishes(input: $input) { rank jobPostingId title open } }',
      { input: { graduateId: String(mine), jobPostingIds: [String(posting)] } },
    );
    expect(ranked.data).toEqual({
      setPostWishes: [{ rank: 1, jobPostingId: String(posting), title: '车工', open: true }],
    });
    const applied = await services.ask<{ applyForJob: Step }>(
      self,
      'mutation ($g: ID!, $p: ID!) { applyForJob(graduateId: $g, jobPostingId: $p) { id } }',
      { g: String(mine), p: String(posting) },
    );
    expect(applied.errors).toEqual([]);
    await services.dataSource.query("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [posting]);
    const own = await services.ask<object>(
      self,
      `{ graduates { items { postWishes { open } } }
         applications { total items { status jobPosting { title status enterprise { name } } } } }`,
    );
    expect(own.errors).toEqual([]);
    expect(own.data).toEqual({
      graduates: { items: [{ postWishes: [{ open: false }] }] },
      applications: {
        total: 1,
        items: [
          {
            status: 'SENT',
            jobPosting: { title: '车工', status: 'CLOSED', enterprise: { name: '示例机电公司' } },
          },
        ],
      },
    });
    await services.dataSource.query('UPDATE graduate SET claimed_user_id = NULL WHERE id = ?', [mine]);
  });

  it('shows an enterprise nothing of whom it invited until they agreed to meet', async () => {
    const invited = await actingAs(firm, async () =>
      services.app
        .get(JobInvitations, { strict: false })
        .send(firm, { graduateId: graduateIds[4] as number, jobPostingId: await newPosting() }, () =>
          Promise.resolve(true),
        ),
    );
    const sent = { id: String(invited.id), revision: invited.revision, status: 'SENT' };
    const seen = (by: Principal) =>
      services.ask<object>(
        by,
        'query ($id: ID!) { application(id: $id) { schoolId applicant { name phone majorName graduationYear } } }',
        { id: sent.id },
      );
    const whole = { name: '示例丙', phone: '138****5678', majorName: '数控加工', graduationYear: 2026 };
    const schoolId = String(world.schools.home);
    expect((await seen(firm)).data).toEqual({ application: { schoolId: null, applicant: null } });
    expect((await seen(officer)).data).toEqual({ application: { schoolId, applicant: whole } });
    await step(school, 'agreeToInterview', sent);
    expect((await seen(firm)).data).toEqual({
      application: { schoolId, applicant: { ...whole, name: '示**' } },
    });
  });

  it('lists applications in as many statements for four as for one', async () => {
    for (const graduateId of graduateIds.slice(2, 6)) await apply(graduateId, await newPosting());
    const source = `query ($limit: Int!) { applications(limit: $limit, filter: { status: SENT }) { total items {
      status origin jobPosting { title } applicant { name } events { toStatus } outcome { placedOn } } } }`;
    const statements = (limit: number) =>
      statementsOf(services.dataSource, () => services.ask(firm, source, { limit }));
    expect(await statements(4)).toBe(await statements(1));
  });
});
