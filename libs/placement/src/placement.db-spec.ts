import { CataloguesModule } from '@sxbq/catalogues';
import { Graduate, GraduateCohort, GraduateStatus } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { JobPosting, PostingKind, PostingStatus } from '@sxbq/postings';
import { ClassLevel, SchoolClass } from '@sxbq/schools';
import { actingAs, principalOf, tracesOf } from '../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { ApplicationExpiryService } from './application-expiry.service';
import { ApplicationsService, ApplicationView } from './applications.service';
import { ApplicationStatus } from './domain/application-status';
import { ContractKind } from './domain/contract-kind';
import { JobInvitations } from './job-invitations.service';
import { OutcomesService } from './outcomes.service';
import { PlacementModule } from './placement.module';
import { RoundOffers } from './round-offers.service';
import { PostWishesService } from './post-wishes.service';

const NOW = '2026-05-15T02:00:00Z';
const { SENT, INTERVIEW, ACCEPTED, PLACED, DECLINED, REFUSED, WITHDRAWN, EXPIRED } = ApplicationStatus;

describe('two-way choice', () => {
  const clock = new FixedClock(new Date(NOW));
  let services: TestServices;
  let world: ProgrammeWorld;
  let applications: ApplicationsService;
  let invitations: JobInvitations;
  /** What the lib that suggests says of every pair. */
  let isSuggested = true;
  let outcomes: OutcomesService;
  let wishes: PostWishesService;
  let school: Principal;
  let firm: Principal;
  let otherFirm: Principal;
  let cohortId: number;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, PlacementModule], clock);
    applications = services.app.get(ApplicationsService);
    invitations = services.app.get(JobInvitations);
    outcomes = services.app.get(OutcomesService);
    wishes = services.app.get(PostWishesService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    firm = enterpriseUser(world.enterprises.home);
    otherFirm = enterpriseUser(world.enterprises.other);
    cohortId = await newCohort();
  });
  afterAll(() => services.close());

  const insert = async (entity: new () => object, row: object): Promise<number> => {
    const { identifiers } = await services.dataSource.manager.insert(entity, row);
    return (identifiers[0] as { id: number }).id;
  };
  async function newCohort(): Promise<number> {
    const schoolClassId = await insert(SchoolClass, {
      schoolId: world.schools.home,
      schoolMajorId: world.majors.first,
      code: `B${++sequence}`,
      name: '示例班',
      level: ClassLevel.SENIOR,
      startsOn: '2023-09-01',
      endsOn: null,
    });
    const heads = { heads: 40, available: 30, placedBefore: 4 };
    return insert(GraduateCohort, { schoolId: world.schools.home, schoolClassId, graduationYear: 2026, ...heads });
  }
  /** Sealed values are nobody's here: placement never opens them. */
  const newGraduate = (more: object = {}): Promise<number> => {
    const number = ++sequence;
    return insert(Graduate, {
      schoolId: world.schools.home,
      cohortId,
      graduationYear: 2026,
      studentNumber: `X${number}`,
      name: '',
      idNumber: '',
      phone: null,
      personKey: `person-${number}`,
      status: GraduateStatus.AVAILABLE,
      ...more,
    });
  };
  const newPosting = (heads = 1, more: object = {}): Promise<number> => {
    const number = ++sequence;
    return insert(JobPosting, {
      enterpriseId: world.enterprises.home,
      code: `GW-${number}`,
      kind: PostingKind.JOB,
      title: '车工',
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
      heads,
      regionCode: '320411',
      validUntil: '2026-12-31',
      status: PostingStatus.LIVE,
      fingerprint: `f${number}`,
      ...more,
    });
  };
  const as = <T>(by: Principal, work: () => Promise<T>) => actingAs(by, work);
  const apply = (graduateId: number, postingId: number, by = school) =>
    as(by, () => applications.apply(by, graduateId, postingId));
  const invite = (graduateId: number, postingId: number, by = firm) =>
    as(by, () => invitations.send(by, { graduateId, jobPostingId: postingId }, () => Promise.resolve(isSuggested)));
  const interview = (row: ApplicationView, by = firm) => as(by, () => applications.interview(by, row.id, row.revision));
  const offer = (row: ApplicationView, days = 7, by = firm) =>
    as(by, () => applications.offer(by, row.id, row.revision, days));
  const accept = (row: ApplicationView, by = school) => as(by, () => applications.accept(by, row.id, row.revision));
  const withdraw = (row: ApplicationView, by = school) =>
    as(by, () => applications.withdraw(by, row.id, row.revision, '另有安排'));
  const read = (row: ApplicationView, by = school) => as(by, () => applications.get(by, row.id));
  const offered = async (graduateId: number, postingId: number) =>
    offer(await interview(await apply(graduateId, postingId)));
  const taken = async (postingId: number): Promise<number> => {
    const [row] = (await services.dataSource.query('SELECT taken FROM job_posting WHERE id = ?', [postingId])) as [
      { taken: number },
    ];
    return row.taken;
  };
  const place = (row: ApplicationView, more: object = {}, by = school) =>
    as(by, () =>
      outcomes.place(by, {
        applicationId: row.id,
        revision: row.revision,
        placedOn: '2026-05-10',
        contractKind: ContractKind.LABOUR,
        contractNumber: 'HT-1',
        relatedToMajor: true,
        ...more,
      }),
    );

  it('goes from application to placement, each step remembered for both sides', async () => {
    const row = await apply(await newGraduate(), await newPosting());
    expect(row).toMatchObject({ status: SENT, enterpriseId: world.enterprises.home, schoolId: world.schools.home });
    const accepted = await accept(await offer(await interview(row)));
    expect(accepted.status).toBe(ACCEPTED);
    await place(accepted);
    expect((await read(row)).status).toBe(PLACED);
    const events = (await applications.events([row.id])).get(row.id) ?? [];
    expect(events.map(({ toStatus, side }) => `${toStatus} ${side}`)).toEqual([
      'SENT GRADUATE',
      'INTERVIEW ENTERPRISE',
      'OFFERED ENTERPRISE',
      'ACCEPTED GRADUATE',
      'PLACED GRADUATE',
    ]);
  });

  it('begins with an invitation as well, which the graduate answers', async () => {
    const row = await invite(await newGraduate(), await newPosting());
    expect(await outcome(interview(row, firm))).toBe('APPLICATION_NOT_YOUR_STEP');
    expect((await interview(row, school)).status).toBe(INTERVIEW);
  });

  describe('an invitation', () => {
    it('reaches nobody who is not suggested, and says the same of somebody who is not there', async () => {
      isSuggested = false;
      const [posting, graduate] = [await newPosting(), await newGraduate()];
      expect(await outcome(invite(graduate, posting))).toBe('GRADUATE_NOT_FOUND');
      isSuggested = true;
      expect(await outcome(invite(4_000_000, posting))).toBe('GRADUATE_NOT_FOUND');
      const closed = await newPosting(1, { status: PostingStatus.CLOSED });
      expect(await outcome(invite(graduate, closed))).toBe('POSTING_NOT_OPEN');
      expect(await outcome(invite(graduate, posting))).toBe('OK');
    });

    it('waits for answers beyond three a free place, also when ten are sent at once', async () => {
      const posting = await newPosting(2, { taken: 1 });
      const graduates = await Promise.all(Array.from({ length: 10 }, () => newGraduate()));
      const answers = await Promise.all(graduates.map((graduate) => outcome(invite(graduate, posting))));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(3);
      expect(new Set(answers)).toEqual(new Set(['OK', 'INVITATIONS_SPENT']));
      const sent = await as(firm, () =>
        applications.list(firm, { filter: { jobPostingId: posting }, limit: 9, offset: 0 }),
      );
      await interview(sent.items[0] as ApplicationView, school);
      expect(await outcome(invite(await newGraduate(), posting))).toBe('OK');
      expect(await outcome(invite(await newGraduate(), posting))).toBe('INVITATIONS_SPENT');
      const waiting = sent.items[1] as ApplicationView;
      await as(firm, () => applications.refuse(firm, waiting.id, waiting.revision, '名额调整'));
      expect(await outcome(invite(await newGraduate(), posting))).toBe('OK');
      expect(await outcome(invite(await newGraduate(), await newPosting(1, { taken: 1 })))).toBe('INVITATIONS_SPENT');
    });

    it('tells the enterprise no school until the graduate agreed, nor after a no; their own side sees all', async () => {
      const schoolOf = async (row: ApplicationView, by: Principal) => (await read(row, by)).schoolId;
      const row = await invite(await newGraduate(), await newPosting());
      expect([row.schoolId, await schoolOf(row, firm), await schoolOf(row, school)]).toEqual([
        null,
        null,
        world.schools.home,
      ]);
      const listed = await as(firm, () => applications.list(firm, { limit: 100, offset: 0 }));
      expect(listed.items.find(({ id }) => id === row.id)?.schoolId).toBeNull();
      const met = await interview(row, school);
      expect(await schoolOf(met, firm)).toBe(world.schools.home);
      await as(school, () => applications.decline(school, met.id, met.revision, '离家太远'));
      expect(await schoolOf(met, firm)).toBe(world.schools.home);
      const unmet = await invite(await newGraduate(), await newPosting());
      await as(school, () => applications.decline(school, unmet.id, unmet.revision, '离家太远'));
      expect([await schoolOf(unmet, firm), await schoolOf(unmet, officer)]).toEqual([null, world.schools.home]);
      const applied = await apply(await newGraduate(), await newPosting());
      expect(await schoolOf(applied, firm)).toBe(world.schools.home);
    });
  });

  it('ends with a reason on either side', async () => {
    const [posting, other] = [await newPosting(), await newPosting()];
    const graduate = await newGraduate();
    const first = await apply(graduate, posting);
    const declined = await as(school, () => applications.decline(school, first.id, first.revision, '离家太远'));
    expect(declined).toMatchObject({ status: DECLINED, reason: '离家太远' });
    const second = await apply(graduate, other);
    const refused = await as(firm, () => applications.refuse(firm, second.id, second.revision, '技能等级不符'));
    expect(refused).toMatchObject({ status: REFUSED, reason: '技能等级不符' });
    expect(await outcome(as(firm, () => applications.refuse(firm, second.id, refused.revision, ' ')))).toBe(
      'FIELD_REQUIRED',
    );
    // Ended is ended, and the way is free for another try.
    expect((await apply(graduate, posting)).status).toBe(SENT);
  });

  it('frees the place, and the graduate, when an accepted offer is withdrawn', async () => {
    const posting = await newPosting(1);
    const accepted = await accept(await offered(await newGraduate(), posting));
    expect(await taken(posting)).toBe(1);
    const another = await newPosting(1);
    expect(await outcome(apply(accepted.graduateId, another))).toBe('GRADUATE_NOT_AVAILABLE');
    expect(await outcome(invite(accepted.graduateId, another))).toBe('GRADUATE_NOT_FOUND');
    expect((await withdraw(accepted)).status).toBe(WITHDRAWN);
    expect(await taken(posting)).toBe(0);
    expect((await apply(accepted.graduateId, another)).status).toBe(SENT);
    expect((await accept(await offered(await newGraduate(), posting))).status).toBe(ACCEPTED);
  });

  it('knows a round’s yes as any other: off the market, and back on it after a withdrawal', async () => {
    const [graduate, posting] = [await newGraduate(), await newPosting(2)];
    const rounds = services.app.get(RoundOffers);
    const accepted = (jobPostingId: number) =>
      as(school, () =>
        services.app.get(UnitOfWork).run((tx) => rounds.accept(tx, { graduateId: graduate, jobPostingId })),
      );
    const id = await accepted(posting);
    expect(await outcome(accepted(await newPosting()))).toBe('OFFER_ALREADY_ACCEPTED');
    expect(await outcome(invite(graduate, await newPosting()))).toBe('GRADUATE_NOT_FOUND');
    expect(await taken(posting)).toBe(1);
    await withdraw(await as(school, () => applications.get(school, id)));
    expect((await apply(graduate, await newPosting())).status).toBe(SENT);
  });

  it('ends the graduate’s other applications on acceptance', async () => {
    const graduate = await newGraduate();
    const other = await apply(graduate, await newPosting());
    await accept(await offered(graduate, await newPosting()));
    expect(await read(other)).toMatchObject({ status: WITHDRAWN, reason: '已接受其他录用' });
  });

  describe('under contention', () => {
    it('gives the last place of a posting to one of 50 who accept at once', async () => {
      const posting = await newPosting(1);
      const rows: ApplicationView[] = [];
      for (let at = 0; at < 50; at++) rows.push(await offered(await newGraduate(), posting));
      const answers = await Promise.all(rows.map((row) => outcome(accept(row))));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1);
      expect(new Set(answers)).toEqual(new Set(['OK', 'POSTING_FULL']));
      expect(await taken(posting)).toBe(1);
    }, 60_000);

    it('lets a graduate accept one of 10 offers, and no place is lost', async () => {
      const graduate = await newGraduate();
      const postings = await Promise.all(Array.from({ length: 10 }, () => newPosting(1)));
      const rows: ApplicationView[] = [];
      for (const posting of postings) rows.push(await offered(graduate, posting));
      const answers = await Promise.all(rows.map((row) => outcome(accept(row))));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1);
      const places = await Promise.all(postings.map((posting) => taken(posting)));
      expect(places.reduce((sum, places_) => sum + places_, 0)).toBe(1);
      const statuses = await Promise.all(rows.map(async (row) => (await read(row)).status));
      expect(statuses.filter((status) => status === ACCEPTED)).toHaveLength(1);
      expect(statuses.filter((status) => status === WITHDRAWN)).toHaveLength(9);
    }, 60_000);

    it('lets nobody accept twice, even where the code would', async () => {
      const graduate = await newGraduate();
      const [first, second] = [
        await offered(graduate, await newPosting()),
        await offered(graduate, await newPosting()),
      ];
      const set = 'UPDATE application SET accepted_graduate_id = ? WHERE id = ?';
      await services.dataSource.query(set, [graduate, first.id]);
      await expect(services.dataSource.query(set, [graduate, second.id])).rejects.toThrow(/Duplicate entry/);
    });

    it('keeps one open application of a graduate and a posting', async () => {
      const [graduate, posting] = [await newGraduate(), await newPosting()];
      const answers = await Promise.all([
        ...Array.from({ length: 5 }, () => outcome(apply(graduate, posting))),
        ...Array.from({ length: 5 }, () => outcome(invite(graduate, posting))),
      ]);
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1);
      expect(new Set(answers)).toEqual(new Set(['OK', 'ALREADY_APPLIED']));
    });

    it('takes one answer of two that cross', async () => {
      const row = await offered(await newGraduate(), await newPosting());
      const refuse = as(firm, () => applications.refuse(firm, row.id, row.revision, '名额调整'));
      const answers = await Promise.all([outcome(accept(row)), outcome(refuse)]);
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1);
      expect(answers).toContain('APPLICATION_REVISION_CONFLICT');
    });
  });

  describe('wishes for postings', () => {
    const rank = (graduateId: number, postingIds: number[], by = school) =>
      as(by, () => wishes.rank(by, graduateId, postingIds));

    it('are kept in order, replaced as a whole, and say what has closed since', async () => {
      const graduate = await newGraduate();
      const [first, second, third] = [await newPosting(), await newPosting(), await newPosting()];
      await rank(graduate, [first, second]);
      const given = await rank(graduate, [third, first]);
      expect(given.map(({ rank: at, jobPostingId }) => [at, jobPostingId])).toEqual([
        [1, third],
        [2, first],
      ]);
      await services.dataSource.query("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [third]);
      const read_ = (await wishes.byGraduates([graduate])).get(graduate) ?? [];
      expect(read_.map(({ jobPostingId, open }) => [jobPostingId, open])).toEqual([
        [third, false],
        [first, true],
      ]);
      expect(await rank(graduate, [])).toEqual([]);
    });

    it('refuse closed, overdue and unknown postings, one twice, too many, and another’s graduate', async () => {
      const graduate = await newGraduate();
      const open = await newPosting();
      const closed = await newPosting(1, { status: PostingStatus.CLOSED });
      const overdue = await newPosting(1, { validUntil: '2026-05-14' });
      const away = await newPosting(1, { regionCode: '320104' });
      for (const bad of [closed, overdue, away, 4_000_000]) {
        expect(await outcome(rank(graduate, [open, bad]))).toBe('WISHED_POSTINGS_NOT_OPEN');
      }
      expect(await outcome(rank(graduate, [open, open]))).toBe('POST_WISHES_REPEATED');
      expect(
        await outcome(
          rank(
            graduate,
            Array.from({ length: 21 }, (_value, at) => at + 1),
          ),
        ),
      ).toBe('POST_WISHES_TOO_MANY');
      expect(await outcome(rank(graduate, [open], schoolUser(world.schools.other)))).toBe('GRADUATE_NOT_FOUND');
      expect(await outcome(rank(graduate, [open], firm))).toBe('FORBIDDEN');
      const placed = await newGraduate({ status: GraduateStatus.PLACED });
      expect(await outcome(rank(placed, [open]))).toBe('GRADUATE_NOT_AVAILABLE');
      expect((await wishes.byGraduates([graduate])).size).toBe(0);
    });

    it('are one order or the other when two are sent at once', async () => {
      const graduate = await newGraduate();
      const [first, second] = [await newPosting(), await newPosting()];
      const sent = Array.from({ length: 8 }, (_value, at) => (at % 2 === 0 ? [first, second] : [second, first]));
      expect(await Promise.all(sent.map((order) => outcome(rank(graduate, order))))).toEqual(sent.map(() => 'OK'));
      const kept = (await wishes.byGraduates([graduate])).get(graduate) ?? [];
      expect([[first, second].join(), [second, first].join()]).toContain(
        kept.map(({ jobPostingId }) => jobPostingId).join(),
      );
    }, 30_000);
  });

  describe('refuses', () => {
    it('an acceptance when the posting has closed meanwhile, and says so', async () => {
      const posting = await newPosting(3);
      const row = await offered(await newGraduate(), posting);
      await services.dataSource.query("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [posting]);
      expect(await outcome(accept(row))).toBe('POSTING_NOT_OPEN');
      expect(await taken(posting)).toBe(0);
    });

    it('what is not open or not available', async () => {
      const graduate = await newGraduate();
      const closed = await newPosting(1, { status: PostingStatus.CLOSED });
      const overdue = await newPosting(1, { validUntil: '2026-05-14' });
      expect(await outcome(apply(graduate, closed))).toBe('POSTING_NOT_OPEN');
      expect(await outcome(apply(graduate, overdue))).toBe('POSTING_NOT_OPEN');
      const placed = await newGraduate({ status: GraduateStatus.PLACED });
      const gone = await newGraduate({ status: GraduateStatus.WITHDRAWN });
      const away = await newPosting(1, { regionCode: '320104' });
      expect(await outcome(apply(graduate, away))).toBe('POSTING_NOT_OPEN');
      expect(await outcome(apply(graduate, 4_000_000))).toBe('POSTING_NOT_OPEN');
      expect(await outcome(apply(placed, await newPosting()))).toBe('GRADUATE_NOT_AVAILABLE');
      expect(await outcome(invite(gone, await newPosting()))).toBe('GRADUATE_NOT_FOUND');
      const hidden = await newGraduate({ suggestionsOptedOut: true });
      expect(await outcome(invite(hidden, await newPosting()))).toBe('GRADUATE_NOT_FOUND');
      expect(await outcome(apply(hidden, await newPosting()))).toBe('OK');
    });

    it('an answer after its time, and lets the schedule end what nobody answered', async () => {
      const row = await offered(await newGraduate(), await newPosting());
      clock.set(new Date('2026-05-23T02:00:00Z'));
      expect(await outcome(accept(row))).toBe('OFFER_EXPIRED');
      const expiry = services.app.get(ApplicationExpiryService);
      expect(await expiry.run()).toBeGreaterThan(0);
      expect(await expiry.run()).toBe(0);
      expect((await read(row)).status).toBe(EXPIRED);
      clock.set(new Date(NOW));
    });

    it.each([0, 31, 1.5])('an offer to be answered in %s days', async (days) => {
      const row = await interview(await apply(await newGraduate(), await newPosting()));
      expect(await outcome(offer(row, days))).toBe('ANSWER_DEADLINE_INVALID');
    });

    it('steps out of turn', async () => {
      const row = await apply(await newGraduate(), await newPosting());
      expect(await outcome(offer(row))).toBe('APPLICATION_STEP_NOT_ALLOWED');
      expect(await outcome(accept(row))).toBe('APPLICATION_STEP_NOT_ALLOWED');
      expect(await outcome(interview(row, school))).toBe('APPLICATION_NOT_YOUR_STEP');
      expect(await outcome(accept(await offer(await interview(row)), firm))).toBe('APPLICATION_NOT_YOUR_STEP');
    });

    it('what is another’s: its rows read as if they were not', async () => {
      const row = await apply(await newGraduate(), await newPosting());
      for (const foreign of [otherFirm, schoolUser(world.schools.other), bureau('3201')]) {
        expect(await outcome(read(row, foreign))).toBe('APPLICATION_NOT_FOUND');
      }
      expect(await outcome(interview(row, otherFirm))).toBe('APPLICATION_NOT_FOUND');
      expect(await outcome(apply(await newGraduate(), await newPosting(), schoolUser(world.schools.other)))).toBe(
        'GRADUATE_NOT_FOUND',
      );
      expect(await outcome(invite(await newGraduate(), await newPosting(), otherFirm))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(apply(await newGraduate(), await newPosting(), officer))).toBe('FORBIDDEN');
      expect((await read(row, officer)).status).toBe(SENT);
      const listed = await as(otherFirm, () => applications.list(otherFirm, { limit: 100, offset: 0 }));
      expect(listed.total).toBe(0);
    });

    it('a school’s word for a graduate with an account, who speaks alone', async () => {
      await services.dataSource.query(
        "INSERT INTO user (id, username, display_name, password_hash, password_changed_at) VALUES (201, 'g-201', '示例', 'x', NOW(6))",
      );
      const own = principalOf(Role.GRADUATE, { userId: 201, regionPrefix: '320411' });
      const graduate = await newGraduate({ claimedUserId: 201 });
      expect(await outcome(apply(graduate, await newPosting()))).toBe('GRADUATE_ACTS_ALONE');
      const row = await apply(graduate, await newPosting(), own);
      const waiting = await offer(await interview(row));
      expect(await outcome(accept(waiting, school))).toBe('GRADUATE_ACTS_ALONE');
      expect((await accept(waiting, own)).status).toBe(ACCEPTED);
    });
  });

  describe('outcomes', () => {
    it('feed the cohort’s figures, as a count by hand does', async () => {
      cohortId = await newCohort();
      const placedOne = async (related: boolean) => {
        const row = await accept(await offered(await newGraduate(), await newPosting()));
        await place(row, { relatedToMajor: related });
        return row;
      };
      const rows = [await placedOne(true), await placedOne(true), await placedOne(false)];
      await newGraduate();
      clock.set(new Date('2026-11-09T02:00:00Z'));
      const check = (row: ApplicationView, retained: boolean) =>
        as(firm, () => outcomes.checkRetention(firm, row.id, retained));
      expect(await outcome(check(rows[0] as ApplicationView, true))).toBe('RETENTION_TOO_EARLY');
      clock.set(new Date('2026-11-10T02:00:00Z'));
      await check(rows[0] as ApplicationView, true);
      await check(rows[1] as ApplicationView, false);
      clock.set(new Date(NOW));
      const figures = await as(officer, () => outcomes.figures(officer, [cohortId]));
      expect(figures.get(cohortId)).toEqual({ placedBefore: 4, placed: 3, related: 2, checked: 2, retained: 1 });
      const foreign = bureau('3201');
      expect((await as(foreign, () => outcomes.figures(foreign, [cohortId]))).size).toBe(0);
    });

    it('fit the major where an official teaching standard says so, else as stated', async () => {
      await services.dataSource.query(
        `INSERT INTO major_occupation (edition, major_level, major_code, major_name, occupation_edition, occupation_code, source)
         VALUES ('2021', '中等职业教育', '660101', '数控加工', '2022', '6-18-01-07', '示例')`,
      );
      const placed = async (occupationCode: string, relatedToMajor: boolean) => {
        const posting = await newPosting(1, { occupationCode });
        return place(await accept(await offered(await newGraduate(), posting)), { relatedToMajor });
      };
      expect(await placed('6-18-01-07', false)).toMatchObject({ relatedToMajor: true, relatedBasis: 'OFFICIAL' });
      expect(await placed('6-18-01-01', false)).toMatchObject({ relatedToMajor: false, relatedBasis: 'STATED' });
      const stated = await placed('6-18-01-01', true);
      expect(stated).toMatchObject({ relatedToMajor: true, relatedBasis: 'STATED' });
      expect((await outcomes.byApplications([stated.applicationId])).get(stated.applicationId)).toEqual(stated);
    });

    it('are refused before the day and for what nobody accepted', async () => {
      const accepted = await accept(await offered(await newGraduate(), await newPosting()));
      expect(await outcome(place(accepted, { placedOn: '2026-05-16' }))).toBe('PLACED_IN_FUTURE');
      expect(await outcome(place(await apply(await newGraduate(), await newPosting())))).toBe(
        'APPLICATION_STEP_NOT_ALLOWED',
      );
      expect(await outcome(place(accepted, {}, officer))).toBe('FORBIDDEN');
    });

    it('take the graduate off the market', async () => {
      const graduate = await newGraduate();
      await place(await accept(await offered(graduate, await newPosting())));
      expect(await outcome(invite(graduate, await newPosting()))).toBe('GRADUATE_NOT_FOUND');
    });

    it('leave every step in the audit', async () => {
      const { audit } = await tracesOf(services.dataSource, async () => {
        await place(await accept(await offered(await newGraduate(), await newPosting())));
      });
      expect(audit.map(({ action }) => action)).toEqual([
        'placement.begin',
        'placement.interview',
        'placement.offer',
        'placement.accept',
        'placement.place',
      ]);
    });
  });
});
