import { Principal } from '@sxbq/kernel';
import { GraduateStatus } from '@sxbq/graduates';
import { PostingStatus } from '@sxbq/postings';
import { tracesOf } from '../../../test/support/programme';
import { bureau, outcome, schoolUser } from '../../../test/support/programme-world';
import { RoundStatus } from './domain/round-status';
import { RoundTown } from './testing/round-town';

/** The worker compiles its thread's sources when tests run; a busy machine takes its time. */
jest.setTimeout(90_000);

describe('a round before its ranks are frozen', () => {
  let town: RoundTown;
  beforeAll(async () => {
    town = await RoundTown.start();
  });
  afterAll(() => town.close());

  it('is drafted without a seed, and each step says who took it', async () => {
    const { id, seed, status, drawSource } = await town.draft();
    expect([status, seed, drawSource]).toEqual([RoundStatus.DRAFT, null, '示例彩票 2026055 期']);
    const { audit } = await tracesOf(town.dataSource, async () => {
      const { revision } = await town.round(id);
      await town.as(town.officer, () => town.rounds.open(town.officer, id, revision));
      await town.freeze(id);
      await town.cancel(id);
    });
    expect(audit.map(({ action, objectId }) => `${action} ${objectId}`)).toEqual(
      ['openRound', 'closeRound', 'cancelRound'].map((action) => `matching.${action} ${id}`),
    );
    const events = (await town.rounds.events([id])).get(id) ?? [];
    expect(events.map(({ toStatus, actedBy }) => [toStatus, actedBy])).toEqual(
      ['DRAFT', 'OPEN', 'CLOSED', 'CANCELLED'].map((to) => [to, town.officer.userId]),
    );
    expect(await town.round(id)).toMatchObject({ status: RoundStatus.CANCELLED, reason: '场地停用' });
  });

  it.each<[string, object, string]>([
    ['wishes that end before now', { wishesUntil: new Date('2020-01-01') }, 'ROUND_DEADLINES_INVALID'],
    ['ranking that ends before wishes', { rankingUntil: new Date('2020-01-01') }, 'ROUND_DEADLINES_INVALID'],
    ['a public draw of the day of the deadline', { drawOn: '2026-05-17' }, 'ROUND_DRAW_INVALID'],
    ['a draw of no day', { drawOn: '2026-05-99' }, 'DATE_MALFORMED'],
    ['a draw without a name', { drawSource: ' ' }, 'FIELD_REQUIRED'],
    ['another city', { regionPrefix: '3201' }, 'REGION_OUT_OF_SCOPE'],
    ['no title', { title: ' ' }, 'FIELD_REQUIRED'],
    ['no pass', { passes: 0 }, 'NUMBER_OUT_OF_RANGE'],
  ])('is refused with %s', async (_case, more, code) => {
    expect(await outcome(town.draft(more))).toBe(code);
  });

  it('is not there for others: a draft for participants, an open one for another region', async () => {
    const draft = await town.draft();
    expect(await outcome(town.rounds.get(town.school, draft.id))).toBe('ROUND_NOT_FOUND');
    const { id } = await town.open();
    for (const by of [town.school, town.firm, town.officer]) expect(await outcome(town.rounds.get(by, id))).toBe('OK');
    const strangers = [schoolUser(town.world.schools.away, '320104'), bureau('3201')];
    for (const by of strangers) {
      expect(await outcome(town.rounds.get(by, id))).toBe('ROUND_NOT_FOUND');
      expect((await town.rounds.list(by, { limit: 50, offset: 0 })).total).toBe(0);
    }
  });

  it('refuses a step of an old revision, and one that is not its turn', async () => {
    const { id, revision } = await town.open();
    const take = (of: number) => town.as(town.officer, () => town.rounds.close(town.officer, id, of));
    expect(await outcome(take(revision - 1))).toBe('ROUND_REVISION_CONFLICT');
    expect(await outcome(town.publish(id))).toBe('ROUND_STEP_NOT_ALLOWED');
    expect(await outcome(town.finish(id))).toBe('ROUND_STEP_NOT_ALLOWED');
    expect(await outcome(take(revision))).toBe('OK');
  });

  describe('places', () => {
    it.each([0, -1, 4])('are between one and what is free, not %i', async (seats) => {
      const { id } = await town.open();
      const posting = await town.posting({ heads: 5, taken: 2 });
      expect(await outcome(town.offer(id, posting, seats))).toBe('ROUND_SEATS_INVALID');
      expect(await outcome(town.offer(id, posting, 3))).toBe('OK');
    });

    it('are of a shown posting of the region, and of the enterprise itself', async () => {
      const { id } = await town.open();
      const closed = await town.posting({ status: PostingStatus.CLOSED });
      const over = await town.posting({ validUntil: '2026-05-14' });
      const away = await town.posting({ regionCode: '320104' });
      expect(await outcome(town.offer(id, closed))).toBe('POSTING_NOT_OPEN');
      expect(await outcome(town.offer(id, over))).toBe('POSTING_NOT_OPEN');
      expect(await outcome(town.offer(id, away))).toBe('ROUND_POSTING_OUTSIDE');
      expect(await outcome(town.offer(id, await town.posting(), 1, true, town.otherFirm))).toBe('POSTING_NOT_FOUND');
    });
  });

  describe('wishes', () => {
    it('are for postings of the round that are still shown, each once, no rank twice, not too many', async () => {
      const { id } = await town.open();
      const [first, second, third, fourth] = await Promise.all([1, 2, 3, 4].map(() => town.offered(id)));
      const outside = await town.posting();
      const graduate = await town.graduate();
      await town.enrol(id, graduate);
      const wish = (...wishes: [posting: number, rank: number][]) =>
        outcome(
          town.as(town.school, () =>
            town.graduates.rank(
              town.school,
              id,
              graduate,
              wishes.map(([jobPostingId, rank]) => ({ jobPostingId, rank })),
            ),
          ),
        );
      expect(await wish([first!, 1], [second!, 1])).toBe('RANK_TWICE');
      expect(await wish([first!, 1], [first!, 2])).toBe('WISH_TWICE');
      expect(await wish([first!, 0])).toBe('RANK_INVALID');
      expect(await wish([first!, 1], [outside, 2])).toBe('WISH_NOT_IN_ROUND');
      expect(await wish([first!, 1], [second!, 2], [third!, 3], [fourth!, 4])).toBe('TOO_MANY_WISHES');
      expect(await wish([first!, 1], [second!, 5])).toBe('OK');
      await town.dataSource.query("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [third]);
      expect(await wish([third!, 1])).toBe('WISH_NOT_IN_ROUND');
      const kept = await town.graduates.wishesByKey(town.school, [`${id}/${graduate}`]);
      expect(kept.get(`${id}/${graduate}`)?.map(({ jobPostingId }) => jobPostingId)).toEqual([first, second]);
      expect(await town.graduates.wishesByKey(town.officer, [`${id}/${graduate}`])).toEqual(new Map());
    });

    it('are written by who speaks for the graduate, in time', async () => {
      const { id } = await town.open();
      const posting = await town.offered(id);
      const graduate = await town.graduate();
      const other = schoolUser(town.world.schools.other);
      expect(await outcome(town.wish(id, graduate, [posting]))).toBe('ROUND_PARTICIPANT_NOT_FOUND');
      expect(await outcome(town.enrol(id, graduate, false, other))).toBe('GRADUATE_NOT_FOUND');
      await town.enrol(id, graduate);
      await town.dataSource.query('UPDATE graduate SET claimed_user_id = ? WHERE id = ?', [
        town.officer.userId,
        graduate,
      ]);
      expect(await outcome(town.wish(id, graduate, [posting]))).toBe('GRADUATE_ACTS_ALONE');
      const late = await town.graduate();
      town.later(1.5);
      expect(await outcome(town.enrol(id, late))).toBe('ROUND_WISHES_CLOSED');
      expect(await outcome(town.offer(id, await town.posting()))).toBe('OK');
      town.later(1);
      expect(await outcome(town.offer(id, await town.posting()))).toBe('ROUND_RANKING_CLOSED');
      expect(await town.upkeep.run()).toMatchObject({ closed: expect.any(Number) as number });
      expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
      expect(await outcome(town.enrol(id, late))).toBe('ROUND_NOT_OPEN');
    });

    it('are of graduates of the year who look for work; who opted out is not completed by score', async () => {
      const { id } = await town.open({ graduationYear: 2027 });
      expect(await outcome(town.enrol(id, await town.graduate()))).toBe('ROUND_GRADUATE_OUTSIDE');
      const { id: now } = await town.open();
      const placed = await town.graduate({ status: GraduateStatus.PLACED });
      expect(await outcome(town.enrol(now, placed))).toBe('GRADUATE_NOT_AVAILABLE');
      const quiet = await town.graduate({ optedOut: true });
      expect(await outcome(town.enrol(now, quiet, true))).toBe('ROUND_COMPLETION_OPTED_OUT');
      expect(await outcome(town.enrol(now, quiet, false))).toBe('OK');
    });
  });

  describe('rankings', () => {
    it('are of those who named the posting; ties are allowed, a graduate twice is not', async () => {
      const { id } = await town.open();
      const [posting, other] = [await town.offered(id), await town.offered(id)];
      const [first, second] = [await town.joined(id, [posting]), await town.joined(id, [posting])];
      const stranger = await town.joined(id, [other]);
      const rank = (...ranks: [graduate: number, rank: number][]) =>
        outcome(
          town.as(town.firm, () =>
            town.postings.rank(
              town.firm,
              id,
              posting,
              ranks.map(([graduateId, place]) => ({ graduateId, rank: place })),
            ),
          ),
        );
      expect(await rank([first, 1], [stranger, 2])).toBe('RANKED_NOT_CANDIDATE');
      expect(await rank([first, 1], [first, 2])).toBe('RANKING_TWICE');
      expect(await rank([first, 0])).toBe('RANK_INVALID');
      expect(await rank([first, 1], [second, 1])).toBe('OK');
    });

    it('and candidates are not there for another firm', async () => {
      const { id } = await town.open();
      const posting = await town.offered(id);
      const graduate = await town.joined(id, [posting]);
      const page = { limit: 50, offset: 0 };
      const by: Principal = town.otherFirm;
      expect(await outcome(town.postings.candidates(by, id, posting, page))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(town.postings.rankings(by, id, posting))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(town.results.ofPosting(by, id, posting, page))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(town.rank(id, posting, [graduate], by))).toBe('POSTING_NOT_FOUND');
      expect(await outcome(town.postings.rankings(town.firm, id, posting))).toBe('OK');
    });
  });

  it('lets either side leave and come back while it is open', async () => {
    const { id } = await town.open();
    const posting = await town.offered(id);
    const graduate = await town.joined(id, [posting]);
    const leave = () => town.as(town.school, () => town.graduates.withdraw(town.school, id, graduate, '另有安排'));
    const close = () => town.as(town.firm, () => town.postings.withdraw(town.firm, id, posting, '不再招聘'));
    expect(await leave()).toMatchObject({ status: 'WITHDRAWN', reason: '另有安排' });
    expect(await outcome(leave())).toBe('ROUND_PARTICIPANT_NOT_FOUND');
    expect(await outcome(town.rank(id, posting, [graduate]))).toBe('RANKED_NOT_CANDIDATE');
    expect(await town.enrol(id, graduate)).toMatchObject({ status: 'ENROLLED', reason: null });
    expect(await close()).toMatchObject({ status: 'WITHDRAWN' });
    expect(await outcome(town.wish(id, graduate, [posting]))).toBe('WISH_NOT_IN_ROUND');
    expect(await town.offer(id, posting)).toMatchObject({ status: 'ENROLLED' });
  });

  it('is not run for nobody', async () => {
    const { id } = await town.open();
    await town.offered(id);
    await town.closeRanking(id);
    expect(await outcome(town.request(id))).toBe('ROUND_EMPTY');
    expect((await town.round(id)).status).toBe(RoundStatus.CLOSED);
  });
});
