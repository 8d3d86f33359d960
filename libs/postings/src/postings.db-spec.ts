import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { addDays, FixedClock, Principal, Role } from '@sxbq/kernel';
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
import { PostingKind } from './domain/posting-kind';
import { PostingSort } from './domain/posting-sort';
import { PostingStatus } from './domain/posting-status';
import { VettingStatus } from './domain/vetting-status';
import { PostingRow } from './persistence/postings.repository';
import { PostingExpiryService } from './posting-expiry.service';
import { PostingReviewService } from './posting-review.service';
import { PostingRulesService } from './posting-rules.service';
import { PostingsModule } from './postings.module';
import { NewPosting, PostingsService } from './postings.service';
import { VettingsService } from './vettings.service';

const TODAY = '2026-06-15';
const { DRAFT, SUBMITTED, REJECTED, LIVE, CLOSED, EXPIRED } = PostingStatus;

describe('job postings', () => {
  const clock = new FixedClock(new Date(`${TODAY}T02:00:00Z`));
  let services: TestServices;
  let world: ProgrammeWorld;
  let postings: PostingsService;
  let review: PostingReviewService;
  let vettings: VettingsService;
  let firm: Principal;
  let otherFirm: Principal;
  let school: Principal;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, PostingsModule], clock);
    postings = services.app.get(PostingsService);
    review = services.app.get(PostingReviewService);
    vettings = services.app.get(VettingsService);
    world = await createWorld(services.dataSource);
    firm = enterpriseUser(world.enterprises.home);
    otherFirm = enterpriseUser(world.enterprises.other);
    school = schoolUser(world.schools.home);
    await services.dataSource.query(
      'INSERT INTO catalogue_entry (`system`, edition, code, name, level, source) VALUES ?',
      [
        [
          ['OCCUPATION', '2022', '6-18-01-01', '车工', '职业', '示例'],
          ['OCCUPATION', '2015', '6-18-01-02', '铣工', '职业', '示例'],
          ['REGION', '2023', '320411', '示例区', 'COUNTY', '示例'],
          ['REGION', '2023', '320104', '邻市区', 'COUNTY', '示例'],
        ],
      ],
    );
    await vet(world.enterprises.home);
  });
  afterAll(() => services.close());

  const as = <T>(by: Principal, work: () => Promise<T>) => actingAs(by, work);
  const vet = (enterpriseId: number, more: object = {}, by = officer) =>
    as(by, () =>
      vettings.decide(by, { enterpriseId, status: VettingStatus.PASSED, validUntil: '2027-06-15', ...more }),
    );
  /** Work of its own name for each posting, so that none is a duplicate of another unless it is to be. */
  const given = (more: Partial<NewPosting> = {}): NewPosting => {
    const number = ++sequence;
    return {
      enterpriseId: world.enterprises.home,
      code: `GW-${number}`,
      kind: PostingKind.JOB,
      title: `数控车工 ${number} 组`,
      occupationEdition: '2022',
      occupationCode: '6-18-01-01',
      heads: 3,
      salaryMin: 5_000,
      salaryMax: 7_000,
      regionCode: '320411',
      validUntil: '2026-09-30',
      ...more,
    };
  };
  const draft = (more: Partial<NewPosting> = {}, by = firm) => as(by, () => postings.draft(by, given(more)));
  const submit = (posting: PostingRow, by = firm) => as(by, () => postings.submit(by, posting.id, posting.revision));
  const approve = (posting: PostingRow, by = officer) => as(by, () => review.approve(by, posting.id, posting.revision));
  const edit = (posting: PostingRow, change: object, by = firm) =>
    as(by, () => postings.edit(by, { id: posting.id, revision: posting.revision, ...change }));
  const put = (posting: NewPosting, by = firm) => as(by, () => postings.put(by, posting));
  const live = async (more: Partial<NewPosting> = {}) => approve(await submit(await draft(more)));
  const seenBy = (by: Principal, filter: object = {}) =>
    as(by, () => postings.list(by, { filter, sort: PostingSort.RECORDED_ASC, limit: 100, offset: 0 }));

  describe('from draft to shown and back', () => {
    it('goes through the rules, the officer and its end', async () => {
      const written = await draft({ majorNames: ['数控加工', ' 机电一体化 ', '数控加工'] });
      expect(written).toMatchObject({
        status: DRAFT,
        majorNames: ['数控加工', '机电一体化'].sort(),
        taken: 0,
        revision: 1,
      });
      const waiting = await submit(written);
      expect(waiting).toMatchObject({ status: SUBMITTED, revision: 2 });
      const shown = await approve(waiting);
      expect(shown.status).toBe(LIVE);
      const closed = await as(firm, () => postings.close(firm, shown.id, shown.revision));
      expect(closed.status).toBe(CLOSED);
      expect(await outcome(approve(closed))).toBe('POSTING_STEP_NOT_ALLOWED');
      expect((await as(firm, () => postings.reopen(firm, closed.id, closed.revision))).status).toBe(DRAFT);
    });

    it('is sent back with marked fields, mended and submitted again', async () => {
      const waiting = await submit(await draft());
      const marks = [{ field: 'description' as const, message: '请写明工作内容' }];
      const back = await as(officer, () => review.reject(officer, waiting.id, waiting.revision, marks));
      expect(back.status).toBe(REJECTED);
      expect((await postings.findings(firm, [back.id])).get(back.id)).toEqual([
        expect.objectContaining({ field: 'description', rule: 'OFFICER', message: '请写明工作内容' }),
      ]);
      const again = await submit(await edit(back, { description: '操作数控车床' }));
      expect(again.status).toBe(SUBMITTED);
      expect((await postings.findings(firm, [back.id])).size).toBe(0);
      expect(await outcome(as(officer, () => review.reject(officer, again.id, again.revision, [])))).toBe(
        'REJECTION_WITHOUT_MARKS',
      );
    });

    it('is stopped by the rules before the officer, who never sees it; the marks stay', async () => {
      const written = await draft({ title: '车工（限男性）', salaryMin: null });
      expect(await outcome(submit(written))).toBe('POSTING_HAS_FINDINGS');
      const found = (await postings.findings(firm, [written.id])).get(written.id) ?? [];
      expect(found.map(({ field, rule }) => `${field} ${rule}`)).toEqual([
        'salaryMin MISSING_PAY',
        'title BANNED_PHRASE_GENDER',
      ]);
      expect((await as(firm, () => postings.get(firm, written.id))).status).toBe(REJECTED);
    });

    it('goes back to the officer when what is shown says something new, and stays when it does not', async () => {
      const shown = await live();
      const longer = await edit(shown, { heads: 9, validUntil: '2026-10-31' });
      expect(longer).toMatchObject({ status: LIVE, heads: 9 });
      expect((await edit(longer, { salaryMin: 4_000 })).status).toBe(SUBMITTED);
    });

    it('is approved in the revision that was looked at only', async () => {
      const waiting = await submit(await draft());
      await edit(waiting, { heads: 8 });
      expect(await outcome(approve(waiting))).toBe('POSTING_REVISION_CONFLICT');
    });

    it('leaves who, before and after in the audit for every step', async () => {
      const { audit } = await tracesOf(services.dataSource, () => live());
      expect(audit.map(({ action }) => action)).toEqual(['postings.draft', 'postings.submit', 'postings.approve']);
      expect(audit.at(-1)?.changes).toMatchObject({ status: [SUBMITTED, LIVE] });
    });
  });

  describe('bad input', () => {
    it.each<[Partial<NewPosting>, string]>([
      [{ heads: 0 }, 'NUMBER_OUT_OF_RANGE'],
      [{ heads: -1 }, 'NUMBER_OUT_OF_RANGE'],
      [{ heads: 1.5 }, 'NUMBER_OUT_OF_RANGE'],
      [{ salaryMin: 6_000, salaryMax: 5_999 }, 'SALARY_ORDER'],
      [{ occupationEdition: '2015' }, 'OCCUPATION_UNKNOWN'],
      [{ occupationCode: '9-99-99-99' }, 'OCCUPATION_UNKNOWN'],
      [{ regionCode: '999999' }, 'REGION_UNKNOWN'],
      [{ validUntil: '2026-06-14' }, 'VALIDITY_OUT_OF_RANGE'],
      [{ validUntil: addDays(TODAY, 181) }, 'VALIDITY_OUT_OF_RANGE'],
      [{ validUntil: '2026-02-30' }, 'DATE_MALFORMED'],
      [{ title: ' ' }, 'FIELD_REQUIRED'],
      [{ gradeFloor: 6 }, 'NUMBER_OUT_OF_RANGE'],
      [{ code: 'GW 1' }, 'CODE_MALFORMED'],
      [{ majorNames: Array.from({ length: 31 }, (_value, at) => `专业${at}`) }, 'TOO_MANY_MAJORS'],
    ])('%j is refused: %s', async (more, code) => expect(await outcome(draft(more))).toBe(code));

    it('takes the last day and the longest time', async () => {
      expect((await draft({ validUntil: TODAY })).validUntil).toBe(TODAY);
      expect((await draft({ validUntil: addDays(TODAY, 180) })).validUntil).toBe(addDays(TODAY, 180));
    });

    it('refuses a number that the enterprise has used', async () => {
      const first = await draft();
      expect(await outcome(draft({ code: first.code }))).toBe('POSTING_CODE_TAKEN');
    });

    it('refuses what is the same offer under another number', async () => {
      const first = await live();
      const second = await draft({ title: ` ${first.title.replace(' ', '')}` });
      expect(await outcome(submit(second))).toBe('POSTING_HAS_FINDINGS');
      await as(firm, () => postings.close(firm, first.id, first.revision));
      const rejected = await as(firm, () => postings.get(firm, second.id));
      expect((await submit(rejected)).status).toBe(SUBMITTED);
    });

    it('refuses fewer places than are taken', async () => {
      const shown = await live({ heads: 3 });
      await services.dataSource.query('UPDATE job_posting SET taken = 2 WHERE id = ?', [shown.id]);
      expect(await outcome(edit(shown, { heads: 1 }))).toBe('HEADS_BELOW_TAKEN');
      expect((await edit(shown, { heads: 2 })).heads).toBe(2);
      await expect(
        services.dataSource.query('UPDATE job_posting SET taken = 3 WHERE id = ?', [shown.id]),
      ).rejects.toThrow(/ck_job_posting_taken/);
    });
  });

  describe('who may', () => {
    it('shows a school what is shown in its city, and its own enterprise everything', async () => {
      const shown = await live();
      const waiting = await submit(await draft());
      const schoolSees = (await seenBy(school)).items.map(({ id }) => id);
      expect(schoolSees).toContain(shown.id);
      expect(schoolSees).not.toContain(waiting.id);
      expect((await seenBy(firm)).items.map(({ id }) => id)).toEqual(expect.arrayContaining([shown.id, waiting.id]));
      expect((await seenBy(otherFirm)).total).toBe(0);
      expect((await seenBy(bureau('3201'))).total).toBe(0);
      expect((await seenBy(schoolUser(world.schools.away, '320104'))).total).toBe(0);
      expect((await postings.findings(school, [waiting.id])).size).toBe(0);
    });

    it('answers for a foreign posting as for one that does not exist', async () => {
      const waiting = await submit(await draft());
      expect(await outcome(as(otherFirm, () => postings.get(otherFirm, waiting.id)))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(edit(waiting, { heads: 1 }, otherFirm))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(submit(waiting, otherFirm))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(approve(waiting, bureau('3201')))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(as(school, () => postings.get(school, waiting.id)))).toBe('POSTING_NOT_FOUND');
    });

    it('lets an enterprise write its own postings only, and nobody approve who may not', async () => {
      expect(await outcome(draft({}, otherFirm))).toBe('ENTERPRISE_NOT_FOUND');
      expect(await outcome(draft({}, school))).toBe('FORBIDDEN');
      const waiting = await submit(await draft());
      expect(await outcome(approve(waiting, firm))).toBe('FORBIDDEN');
      expect(await outcome(approve(waiting, bureau('3204', Role.ECONOMY_BUREAU)))).toBe('FORBIDDEN');
      expect(await outcome(approve(waiting, principalOf(Role.SYSTEM_ADMINISTRATOR)))).toBe('FORBIDDEN');
    });
  });

  describe('vetting of the enterprise', () => {
    it('stands before anything of it is shown, and is one for all', async () => {
      const waiting = await submit(await draft({ enterpriseId: world.enterprises.other }, otherFirm), otherFirm);
      expect(await outcome(approve(waiting))).toBe('ENTERPRISE_NOT_VETTED');
      await vet(world.enterprises.other, { status: VettingStatus.REFUSED, reason: '营业执照已注销' });
      expect(await outcome(approve(waiting))).toBe('ENTERPRISE_NOT_VETTED');
      await vet(world.enterprises.other, { validUntil: TODAY });
      expect((await approve(waiting)).status).toBe(LIVE);
      const seen = await as(school, () => vettings.byEnterprises(school, [world.enterprises.other]));
      expect(seen.get(world.enterprises.other)).toMatchObject({ status: VettingStatus.PASSED, validUntil: TODAY });
    });

    it.each([
      [{ validUntil: null }, 'VETTING_INVALID'],
      [{ validUntil: '2026-06-14' }, 'VETTING_INVALID'],
      [{ status: VettingStatus.REVOKED }, 'VETTING_INVALID'],
    ])('refuses %j', async (more, code) => expect(await outcome(vet(world.enterprises.home, more))).toBe(code));

    it('is the officer’s of the region', async () => {
      expect(await outcome(vet(world.enterprises.away))).toBe('ENTERPRISE_NOT_FOUND');
      expect(await outcome(vet(world.enterprises.home, {}, firm))).toBe('FORBIDDEN');
    });
  });

  describe('written by the enterprise’s own system', () => {
    it('is created once, then changed, then left alone', async () => {
      const posting = given();
      const first = await put(posting);
      expect(first).toMatchObject({ outcome: 'CREATED', posting: { status: SUBMITTED, revision: 1 } });
      const { audit } = await tracesOf(services.dataSource, async () => {
        expect((await put(posting)).outcome).toBe('UNCHANGED');
      });
      expect(audit).toEqual([]);
      const changed = await put({ ...posting, heads: 5 });
      expect(changed).toMatchObject({ outcome: 'UPDATED', posting: { id: first.posting.id, heads: 5 } });
    });

    it('gives one posting to a request that arrives twenty times at once', async () => {
      const posting = given();
      const answers = await Promise.all(Array.from({ length: 20 }, () => put(posting)));
      expect(new Set(answers.map((answer) => answer.posting.id)).size).toBe(1);
      expect(answers.filter((answer) => answer.outcome === 'CREATED')).toHaveLength(1);
    });

    it('keeps nothing of what the rules refuse', async () => {
      const posting = given({ description: '35岁以下优先' });
      expect(await outcome(put(posting))).toBe('POSTING_HAS_FINDINGS');
      expect((await seenBy(firm, { search: posting.code })).total).toBe(0);
    });

    it('opens a closed one again', async () => {
      const posting = given();
      const { posting: first } = await put(posting);
      await as(firm, () => postings.close(firm, first.id, first.revision));
      expect(await put(posting)).toMatchObject({ outcome: 'UPDATED', posting: { id: first.id, status: SUBMITTED } });
    });
  });

  it('is taken down after its last day, once', async () => {
    const shown = await live({ validUntil: '2026-06-16' });
    const expiry = services.app.get(PostingExpiryService);
    clock.set(new Date('2026-06-16T15:00:00Z'));
    await expiry.run();
    expect((await as(firm, () => postings.get(firm, shown.id))).status).toBe(LIVE);
    clock.set(new Date('2026-06-16T16:05:00Z'));
    expect(await expiry.run()).toBeGreaterThan(0);
    expect(await expiry.run()).toBe(0);
    expect((await as(firm, () => postings.get(firm, shown.id))).status).toBe(EXPIRED);
    clock.set(new Date(`${TODAY}T02:00:00Z`));
  });

  describe('the rules as data', () => {
    const rules = (): PostingRulesService => services.app.get(PostingRulesService);
    const document = (monthly: number) => ({
      minimumWages: [{ regionPrefix: '3204', monthly, source: '示例通知' }],
      bannedPhrases: [],
      maximumDays: 90,
    });
    const publish = (of: unknown, by = officer, regionPrefix = '3204') =>
      as(by, () => rules().publish(by, { regionPrefix, source: '示例通知', document: of }));

    it('hold at once, by region, and the newest wins', async () => {
      const waiting = await draft({ salaryMin: 2_000, validUntil: '2026-07-31' });
      expect((await publish(document(2_000))).version).toBe(1);
      expect((await publish(document(2_500))).version).toBe(2);
      expect(await outcome(submit(waiting))).toBe('POSTING_HAS_FINDINGS');
      expect(await rules().inForce('320104')).toMatchObject({ version: null });
      expect(await outcome(draft({ validUntil: addDays(TODAY, 91) }))).toBe('VALIDITY_OUT_OF_RANGE');
    });

    it('give two who publish at once a version each', async () => {
      const versions = await Promise.all([publish(document(2_600)), publish(document(2_700))]);
      expect(new Set(versions.map(({ version }) => version)).size).toBe(2);
    });

    it.each([
      [null],
      [{ ...document(0) }],
      [{ ...document(2_000), minimumWages: [1, 2].map(() => document(2_000).minimumWages[0]) }],
      [{ ...document(2_000), bannedPhrases: [{ phrase: '·', kind: 'AGE' }] }],
      [{ ...document(2_000), maximumDays: 1_000 }],
    ])('refuse %j', async (of) => expect(await outcome(publish(of))).toBe('POSTING_RULES_INVALID'));

    it('are published by the officer of the region', async () => {
      expect(await outcome(publish(document(2_000), bureau('3201')))).toBe('REGION_OUT_OF_SCOPE');
      expect(await outcome(publish(document(2_000), firm))).toBe('FORBIDDEN');
    });
  });
});
