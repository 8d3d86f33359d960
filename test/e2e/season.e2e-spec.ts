import { FixedClock, Role } from '@sxbq/kernel';
import { RedisConnections } from '@sxbq/platform';
import { personalNumbersAtRest, somebodysNumbersIn, textsAtRest } from '../support/personal-data-scan';
import { eventually } from '../support/platform';
import { APPLICANT, PutReply, Season, Step } from '../support/season';
import {
  AGENCY,
  FITTER,
  graduateOf,
  graduates,
  postingInput,
  postings,
  registers,
  TODAY,
} from '../support/season-city';
import { SeasonRound } from '../support/season-round';
import { balanceByHand, figuresByHand } from '../support/season-counts';

const ASKED_AT_ONCE = 10;
/** With people who sign in, and five places each in the posting of their own number. */
const ROUND_FIRMS = Array.from({ length: 10 }, (_value, at) => 11 + at);

/** A season of supply and demand, step after step: graduates and posts in, offers, placements, figures. */
describe('a season', () => {
  let season: Season;
  /** Names, ID numbers and phones of everybody; what no enterprise may read without a consent. */
  const everybody = ([0, 1] as const).flatMap((school) =>
    Array.from({ length: 200 }, (_value, at) => graduateOf(school, at)),
  );
  const placed: Step[] = [];

  beforeAll(async () => {
    season = await Season.begin(new FixedClock(new Date(`${TODAY}T04:00:00Z`)));
    await season.enter('hr', Role.HR_BUREAU, { regionPrefix: '3204' });
    await season.enter('hr-2', Role.HR_BUREAU, { organisation: 'hr' });
    await season.enter('sysadmin', Role.SYSTEM_ADMINISTRATOR, {});
    await season.enter('security', Role.SECURITY_ADMINISTRATOR, {});
    expect(await season.imported('hr', [await registers()])).toMatchObject({ status: 'IMPORTED' });
    for (const at of [0, 1] as const) {
      await season.enter(`school-${at}`, Role.SCHOOL, { regionPrefix: '3204', schoolId: await season.schoolId(at) });
    }
  });
  afterAll(() => season.close());

  /** The answers from the given one on. */
  const answersSince = (from: number): string => season.answers.slice(from).join('\n');
  async function allAtOnce<T>(given: readonly T[], work: (one: T) => Promise<Step>): Promise<Step[]> {
    const done: Step[] = [];
    for (let at = 0; at < given.length; at += ASKED_AT_ONCE) {
      done.push(...(await Promise.all(given.slice(at, at + ASKED_AT_ONCE).map(work))));
    }
    return done;
  }
  const graduateIds = (school: 0 | 1, from: number, count: number): Promise<string[]> =>
    Promise.all(
      Array.from({ length: count }, (_value, at) => season.graduateId(graduateOf(school, from + at).studentNumber)),
    );

  describe('supply', () => {
    it('comes from two schools by ledger; nobody graduates from both', async () => {
      const first = await season.imported('school-0', [await graduates(0)]);
      expect(first.counts).toMatchObject([
        { sheet: '毕业生供给', created: 4 },
        { sheet: '毕业生', created: 200 },
      ]);
      const both = await graduates(1, (row, at) => (at === 7 ? row.with(5, graduateOf(0, 7).idNumber) : row));
      const refused = await season.imported('school-1', [both]);
      expect(refused).toMatchObject({ status: 'REFUSED', errorCount: 1 });
      const { items } = await season.errorsOf('school-1', refused.id);
      expect(items).toMatchObject([{ sheet: '毕业生', code: 'PERSON_ELSEWHERE' }]);
      expect(await season.imported('school-1', [await graduates(1)])).toMatchObject({ status: 'IMPORTED' });
      const { graduates: seen } = await season.ask<{ graduates: { total: number } }>('hr', '{ graduates { total } }');
      expect(seen.total).toBe(400);
    });
  });

  describe('demand', () => {
    beforeAll(async () => {
      await season.stepUp('sysadmin');
      await season.stepUp('security');
      for (let number = 1; number <= 10; number++) await season.giveKey(number);
      for (let number = 11; number <= 20; number++) await season.enterFirm(number);
      await season.publishRules();
    });

    it('comes from the firms’ own systems; a request sent again changes nothing', async () => {
      const sent: (PutReply | string)[] = [];
      for (let number = 1; number <= 10; number++) sent.push(await season.send(number));
      for (const reply of sent) expect(reply).toMatchObject({ outcome: 'CREATED', posting: { status: 'SUBMITTED' } });
      const [first] = sent as [PutReply];
      expect(await season.send(1)).toEqual({ outcome: 'UNCHANGED', posting: first.posting });
      const replayed = await Promise.all(Array.from({ length: 5 }, () => season.send(2, { heads: 4 })));
      const outcomes = replayed.map((reply) => (reply as PutReply).outcome);
      expect(outcomes.filter((outcome) => outcome === 'UPDATED')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'UNCHANGED')).toHaveLength(4);
    });

    it.each([
      [{ code: 'BAD', title: '车工（限男性）' }, 'POSTING_HAS_FINDINGS'],
      [{ code: 'BAD', salaryMin: 2_000 }, 'POSTING_HAS_FINDINGS'],
      [{ code: 'BAD', salaryMin: null, salaryMax: null }, 'POSTING_HAS_FINDINGS'],
      [{ code: 'BAD', salaryMin: 6_000, salaryMax: 5_000 }, 'SALARY_ORDER'],
      [{ code: 'BAD', occupationEdition: '1999' }, 'OCCUPATION_UNKNOWN'],
      [{ code: 'BAD', heads: 0 }, 'NUMBER_OUT_OF_RANGE'],
      [{ code: 'BAD', heads: -3 }, 'NUMBER_OUT_OF_RANGE'],
    ])('is refused from a system that sends %j: %s', async (more, code) => {
      expect(await season.send(3, more)).toBe(code);
    });

    it('is a firm’s own: another’s system writes none of it', async () => {
      expect(await season.send(4, { enterpriseId: await season.firmId(5) })).toBe('ENTERPRISE_NOT_FOUND');
    });

    it('comes from people; what the rules find is marked, mended and submitted again', async () => {
      for (let number = 11; number <= 20; number++) {
        await season.submitted(`firm-${number}`, postingInput(await season.firmId(number), number, { heads: 5 }));
      }
      const last = postingInput(await season.firmId(11), 11, { code: 'LAST', title: '最后一个名额', heads: 1 });
      await season.submitted('firm-11', last);
      const bad = postingInput(await season.firmId(12), 12, { code: 'AGE', title: '调试工', description: '35岁以下' });
      const query = 'mutation ($input: PostingInput!) { draftJobPosting(input: $input) { id revision status } }';
      const { draftJobPosting: draft } = await season.ask<{ draftJobPosting: Step }>('firm-12', query, { input: bad });
      expect(await season.refused('firm-12', 'submitJobPosting', draft)).toBe('POSTING_HAS_FINDINGS');
      const look = 'query ($id: ID!) { jobPosting(id: $id) { id revision status findings { field rule } } }';
      const { jobPosting: marked } = await season.ask<{ jobPosting: Step }>('firm-12', look, { id: draft.id });
      expect(marked).toMatchObject({ status: 'REJECTED', findings: [{ field: 'description', rule: 'AGE_LIMIT' }] });
      const edit = 'mutation ($input: EditPostingInput!) { editJobPosting(input: $input) { id revision status } }';
      const mended = { id: marked.id, revision: marked.revision, description: '年满 16 周岁' };
      const { editJobPosting } = await season.ask<{ editJobPosting: Step }>('firm-12', edit, { input: mended });
      expect((await season.take('firm-12', 'submitJobPosting', editJobPosting)).status).toBe('SUBMITTED');
    });

    it('comes by ledger; an agency’s and a discriminating row are named, and nothing is kept of the file', async () => {
      const refused = await season.imported('hr', [await postings(false)]);
      const { items } = await season.errorsOf('hr', refused.id);
      expect(items.map(({ row, code }) => [row, code])).toEqual([
        [6, 'POSTING_BANNED_PHRASE_GENDER'],
        [11, 'POSTING_DISPATCH_AGENCY'],
      ]);
      expect(await season.imported('hr', [await postings(true)])).toMatchObject({
        status: 'IMPORTED',
        counts: [{ sheet: '岗位', created: 9 }],
      });
    });

    it('is shown once its enterprise is vetted and an officer approves', async () => {
      const waiting = await season.waiting();
      expect(waiting).toHaveLength(31);
      expect(await season.refused('hr', 'approveJobPosting', waiting[0] as Step)).toBe('ENTERPRISE_NOT_VETTED');
      const vet = 'mutation ($input: VetEnterpriseInput!) { vetEnterprise(input: $input) { status } }';
      for (let number = 1; number < AGENCY; number++) {
        const input = { enterpriseId: await season.firmId(number), status: 'PASSED', validUntil: '2027-05-15' };
        await season.ask('hr', vet, { input });
      }
      const shown = await allAtOnce(waiting, (posting) => season.take('hr', 'approveJobPosting', posting));
      expect(new Set(shown.map(({ status }) => status))).toEqual(new Set(['LIVE']));
    });
  });

  describe('two-way choice', () => {
    it('gives the last place to one of 50 who accept at once', async () => {
      const posting = await season.postingId('LAST');
      const offers = await allAtOnce(await graduateIds(0, 0, 50), (id) =>
        season.offered('school-0', 'firm-11', id, posting),
      );
      const query = 'mutation ($id: ID!, $r: Int!) { acceptOffer(id: $id, revision: $r) { id revision status } }';
      const token = season.tokenOf('school-0');
      const replies = await Promise.all(
        offers.map(({ id, revision }) =>
          season.platform.graphql<{ acceptOffer: Step } | null>(query, { id, r: revision }, token),
        ),
      );
      const accepted = replies.flatMap(({ data }) => (data?.acceptOffer ? [data.acceptOffer] : []));
      expect(accepted).toHaveLength(1);
      const codes = replies.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions.code));
      expect(new Set(codes)).toEqual(new Set(['POSTING_FULL']));
      placed.push(accepted[0] as Step);
    });

    it('keeps a firm from another’s applicants, and contact data until the person consents', async () => {
      const [id] = await graduateIds(1, 0, 1);
      const invited = await season.ask<{ inviteGraduate: string }>(
        'school-1',
        'mutation ($id: ID!) { inviteGraduate(id: $id) }',
        { id },
      );
      await season.enter('graduate', Role.GRADUATE, { organisation: 'school-1' });
      await season.ask('graduate', 'mutation ($code: String!) { claimGraduate(code: $code) { id } }', {
        code: invited.inviteGraduate,
      });
      const look = '{ jobPostings { total items { title enterprise { name } } } }';
      const { jobPostings } = await season.ask<{ jobPostings: { total: number } }>('graduate', look);
      expect(jobPostings.total).toBe(31);
      const posting = await season.postingId('HR-13');
      const application = await season.apply('graduate', id as string, posting);
      expect(await season.refusal('firm-14', APPLICANT, { id: application.id })).toBe('APPLICATION_NOT_FOUND');
      const seen = () => season.applicant('firm-13', application);
      const { name, phone } = graduateOf(1, 0);
      const masked = `${phone.slice(0, 3)}****${phone.slice(7)}`;
      const from = season.answers.length;
      expect((await seen()).phone).toBe(masked);
      expect(answersSince(from)).not.toContain(name);
      const noticeId = await season.publishNotice();
      const share = 'mutation ($input: ShareContactInput!) { shareContact(input: $input) { id } }';
      const input = { applicationId: application.id, categories: ['NAME', 'CONTACT'], noticeId };
      await season.ask('graduate', share, { input });
      expect(await seen()).toEqual({ name, phone });
      await season.ask('graduate', 'mutation ($id: ID!) { stopSharingContact(applicationId: $id) { id } }', {
        id: application.id,
      });
      expect((await seen()).phone).toBe(masked);
      const declined = await season.take('graduate', 'withdrawApplication', application, ', reason: "另有安排"');
      expect(declined.status).toBe('WITHDRAWN');
    });

    it('goes through a round: every seat is filled, answers make acceptances, nobody sees who others are', async () => {
      const round = await SeasonRound.open(season, [`${TODAY}T08:00:00Z`, `${TODAY}T10:00:00Z`]);
      const posts = await Promise.all(ROUND_FIRMS.map((firm) => season.postingId(`HR-${firm}`)));
      for (const [at, firm] of ROUND_FIRMS.entries()) await round.offer(`firm-${firm}`, posts[at] as string, 2);
      const [first] = posts as [string];
      const schoolOf = new Map<string, string>();
      for (const school of [0, 1] as const) {
        for (const id of await graduateIds(school, 60, 20)) schoolOf.set(id, `school-${school}`);
      }
      const people = [...schoolOf.keys()];
      const wishesOf = (at: number) => [0, 1, 2].map((more) => posts[(at + more) % posts.length] as string);
      for (const [at, id] of people.entries()) await round.join(schoolOf.get(id) as string, id, wishesOf(at));
      const full = await season.postingId('LAST');
      expect(await round.refusedWishes('school-0', people[0] as string, [full])).toBe('WISH_NOT_IN_ROUND');
      // The first firm ranks whoever wishes for it backwards; the others leave it to the score.
      const wishers = people.filter((_id, at) => wishesOf(at).includes(first)).reverse();
      await round.rank('firm-11', first, wishers);
      await round.run();

      const results = await Promise.all(people.map((id) => round.result(schoolOf.get(id) as string, id)));
      const matched = results.filter(({ status }) => status === 'PROPOSED');
      for (const post of posts) expect(matched.filter(({ jobPostingId }) => jobPostingId === post)).toHaveLength(2);
      const from = season.answers.length;
      expect(await round.matchesOf('firm-11', first)).toHaveLength(2);
      const seen = answersSince(from);
      expect(everybody.filter(({ name, phone }) => seen.includes(name) || seen.includes(phone))).toEqual([]);
      expect(await round.refusedMatches('firm-12', first)).toMatch(/_NOT_FOUND$/);

      const [gone, ...kept] = matched.map(({ graduateId }) => graduateId) as [string, ...string[]];
      await round.decline(schoolOf.get(gone) as string, gone);
      const confirmed = await Promise.all(kept.map((id) => round.confirm(schoolOf.get(id) as string, id)));
      expect(new Set(confirmed.map(({ status }) => status))).toEqual(new Set(['CONFIRMED']));
      const [{ sum }] = (await season.platform.dataSource.query(
        "SELECT SUM(taken) AS sum FROM job_posting WHERE code LIKE 'HR-%'",
      )) as [{ sum: string }];
      expect([confirmed.length, Number(sum)]).toEqual([19, 19]);
    });

    it('places whom it joined, with what shows it; a withdrawn acceptance frees the place', async () => {
      const people = await graduateIds(1, 1, 20);
      const offers = await allAtOnce(
        people.map((id, at) => [id, 11 + (at % 10)] as const),
        async ([id, firm]) => season.offered('school-1', `firm-${firm}`, id, await season.postingId(`HR-${firm}`)),
      );
      const [kept, gone] = [offers.slice(1), offers[0] as Step];
      const withdrawn = await season.take('school-1', 'acceptOffer', gone);
      await season.take('school-1', 'withdrawApplication', withdrawn, ', reason: "升学"');
      placed.push(...(await allAtOnce(kept, (offer) => season.take('school-1', 'acceptOffer', offer))));
      for (const school of ['school-0', 'school-1']) {
        for (const application of await season.acceptedInRound(school)) {
          await season.place(school, application, { relatedToMajor: true });
        }
      }
      for (const [at, application] of placed.entries()) {
        const school = at === 0 ? 'school-0' : 'school-1';
        await season.place(school, application, { contractNumber: `HT-${at}`, relatedToMajor: at % 4 !== 0 });
      }
      const check =
        'mutation ($id: ID!, $r: Boolean!) { checkRetention(applicationId: $id, retained: $r) { retained } }';
      for (const [at, { id }] of placed.slice(0, 8).entries()) {
        await season.ask(at === 0 ? 'school-0' : 'school-1', check, { id, r: at % 3 !== 0 });
      }
    });
  });

  describe('figures', () => {
    it.each(['OCCUPATION', 'MAJOR', 'DISTRICT'])(
      'of the balance by %s are those counted by hand',
      async (dimension) => {
        const expected = (await balanceByHand(season.platform.dataSource))[dimension];
        expect(expected?.supply).toBeGreaterThan(0);
        expect(expected?.placed).toBeGreaterThan(0);
        const rows = await season.balance(dimension);
        expect(rows.find(({ key }) => key === expected?.key)).toEqual(expected);
      },
    );

    it('have every place that a ledger brought: nine firms, four each', async () => {
      const fitters = (await season.balance('OCCUPATION')).find(({ key }) => key === FITTER);
      expect(fitters?.demand).toBe(36);
    });

    it('of the cohorts are those counted by hand', async () => {
      const expected = await figuresByHand(season.platform.dataSource);
      expect(expected).toMatchObject({ placedBefore: 10, placed: 39, checked: 8 });
      expect(await season.figures()).toEqual(expected);
    });
  });

  describe('the persons', () => {
    const someone = graduateOf(1, 2);
    beforeAll(() => season.stepUp('hr'));
    const receive = (kind: string) => season.granted(kind, someone);

    it('stand in no table, key or job in clear, and in no answer to an enterprise', async () => {
      const { dataSource, api } = season.platform;
      const redis = api.get(RedisConnections, { strict: false }).shared();
      expect(await personalNumbersAtRest(dataSource, redis)).toEqual({});
      const from = season.answers.length;
      for (let number = 11; number <= 20; number++) {
        const query = `{ applications(limit: 100) { items { applicant { name phone majorName } events { toStatus }
          outcome { contractNumber } jobPosting { title } } } }`;
        await season.ask(`firm-${number}`, query);
      }
      const answers = answersSince(from);
      expect(answers).toContain('数控加工');
      expect(somebodysNumbersIn(answers)).toEqual([]);
      expect(
        everybody.filter(({ name, studentNumber }) => answers.includes(name) || answers.includes(`"${studentNumber}"`)),
      ).toEqual([]);
    });

    it('get a copy of what they applied for and what came of it', async () => {
      const id = await receive('ACCESS');
      const { status, body } = await season.download('hr', `/privacy/requests/${id}/copy.json`);
      expect(status).toBe(200);
      const copy = body.toString();
      for (const value of [someone.idNumber, someone.phone, someone.name, '示例第12公司', 'HT-1']) {
        expect(copy).toContain(value);
      }
    });

    it('are erased everywhere on request, while every figure stays', async () => {
      const before = { figures: await season.figures(), major: await season.balance('MAJOR') };
      const id = await receive('ERASURE');
      const query = 'query ($id: ID!) { personRequest(id: $id) { status } }';
      const look = async () =>
        (await season.ask<{ personRequest: { status: string } }>('hr', query, { id })).personRequest.status;
      await eventually(look, (status) => status === 'DONE', 30);
      const traces = [someone.name, someone.idNumber, someone.phone, `"${someone.studentNumber}"`, '"HT-1"'];
      expect(await textsAtRest(season.platform.dataSource, traces)).toEqual({});
      expect({ figures: await season.figures(), major: await season.balance('MAJOR') }).toEqual(before);
    });
  });
});
