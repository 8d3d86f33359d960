import { Principal, Role } from '@sxbq/kernel';
import { somePrincipal } from '../../../test/support/identity-services';
import { outcome } from '../../../test/support/programme-world';
import { AssessmentStatus } from './domain/run/run-status';
import { MarkRow } from './persistence/marks.repository';
import { RunRow } from './persistence/runs.repository';
import { RunWorld } from './testing/run-world';

const page = { limit: 100, offset: 0 };

describe('marking blind', () => {
  let world: RunWorld;
  let run: RunRow;

  beforeAll(async () => {
    world = await RunWorld.start();
  });
  beforeEach(async () => {
    await world.begin();
    run = await world.drawn();
  });
  afterAll(() => world.services.close());

  const query = async (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await world.services.dataSource.query(sql, params)) as Record<string, unknown>[];
  const queueOf = async (marker: Principal): Promise<MarkRow[]> =>
    (await world.marking.queue(marker, { open: true, ...page })).items;
  const give = (marker: Principal, { id, revision }: MarkRow, points: string) =>
    world.as(marker, () => world.marking.give(marker, { id, revision, points }));
  /** The two who mark the school, and their marks. */
  const pairOf = async (school: number): Promise<[Principal, MarkRow][]> => {
    const found: [Principal, MarkRow][] = [];
    for (const marker of world.markers) {
      const mark = (await queueOf(marker)).find((each) => each.organisationId === world.school(school).organisationId);
      if (mark) found.push([marker, mark]);
    }
    return found;
  };
  const membership = (userId: number | null, schoolId: number, endedAt: string | null = null) =>
    query(
      `INSERT INTO membership (user_id, organisation_id, role, ended_at)
       SELECT ?, id, 'SCHOOL', ? FROM organisation WHERE school_id = ?`,
      [userId, endedAt, schoolId],
    );

  it('gives every school two markers, and each marker only their own', async () => {
    const queues = await Promise.all(world.markers.map(queueOf));
    expect(queues.map(({ length }) => length)).toEqual([2, 2, 2]);
    for (const school of [0, 1, 2]) expect(await pairOf(school)).toHaveLength(2);
    const [[first], [, others]] = (await pairOf(0)) as [[Principal, MarkRow], [Principal, MarkRow]];
    expect(await outcome(give(first, others, '80'))).toBe('ASSESSMENT_MARK_NOT_FOUND');
    expect(await queueOf(world.officer)).toEqual([]);
  });

  it('shows a marker nothing of the other’s points, and closes when both are given', async () => {
    const [[first, mine], [second, theirs]] = (await pairOf(0)) as [[Principal, MarkRow], [Principal, MarkRow]];
    await give(first, mine, '91.5');
    expect(JSON.stringify(await world.marking.queue(second, { open: null, ...page }))).not.toContain('91.5');
    const mineNow = (await world.marking.queue(first, { open: false, ...page })).items[0] as MarkRow;
    expect(await outcome(give(first, mineNow, '90'))).toBe('OK');
    await give(second, theirs, '85');
    const again = (await world.marking.queue(first, { open: false, ...page })).items[0] as MarkRow;
    expect(await outcome(give(first, again, '70'))).toBe('ASSESSMENT_MARK_GIVEN');
    const audited = JSON.stringify(await query("SELECT details FROM audit_entry WHERE action = 'assessment.mark'"));
    expect(audited).not.toMatch(/91\.5|"90"|"85"/);
  });

  it.each(['100.01', '-1', '85.555', 'gut', '', '1e1'])('refuses %j points', async (points) => {
    const [[marker, mark]] = (await pairOf(0)) as [[Principal, MarkRow]];
    expect(await outcome(give(marker, mark, points))).toBe('ASSESSMENT_POINTS_OUT_OF_RANGE');
  });

  it('takes one of two marks that one marker gives at once', async () => {
    const [[marker, mark]] = (await pairOf(0)) as [[Principal, MarkRow]];
    const answers = await Promise.all(['60', '70'].map((points) => outcome(give(marker, mark, points))));
    expect(answers.toSorted()).toEqual(['ASSESSMENT_REVISION_CONFLICT', 'OK']);
  });

  describe('a marker of their own school', () => {
    it('is never drawn, also who left it within the year', async () => {
      const [first, second] = world.markers as [Principal, Principal];
      await query('DELETE FROM assessment_mark');
      await query("UPDATE assessment_run SET status = 'FROZEN', revision = revision + 1");
      await membership(first.userId, world.school(0).organisationId);
      await membership(second.userId, world.school(1).organisationId, '2026-03-01 00:00:00');
      const extra = await somePrincipal(world.services, Role.INSPECTOR);
      const all = [...world.markers, extra].map(({ membershipId }) => membershipId as number);
      const { officer } = world;
      const { revision } = await world.read(run);
      const chosen = await world.as(officer, () => world.panel.choose(officer, run.id, revision, all));
      await world.work(await world.as(officer, () => world.panel.draw(officer, run.id, chosen.revision)));
      expect((await queueOf(first)).map((each) => each.organisationId)).not.toContain(world.school(0).organisationId);
      expect((await queueOf(second)).map((each) => each.organisationId)).not.toContain(world.school(1).organisationId);
    });

    it('is refused by an officer’s hand, and when they join after the lot', async () => {
      const [[marker, mark]] = (await pairOf(0)) as [[Principal, MarkRow]];
      const other = await somePrincipal(world.services, Role.INSPECTOR);
      await membership(other.userId, world.school(0).organisationId);
      const { officer } = world;
      const seat = { runId: run.id, ...world.school(0), goal: 'CURRICULUM', seat: 1 };
      const assign = (by: Principal) =>
        outcome(world.as(officer, () => world.panel.assign(officer, seat, by.membershipId as number)));
      expect(await assign(other)).toBe('ASSESSMENT_MARKER_OF_OWN');
      await membership(marker.userId, world.school(0).organisationId);
      expect(await outcome(give(marker, mark, '80'))).toBe('ASSESSMENT_MARKER_OF_OWN');
    });

    it('who is of a school, of another city, or has the other seat is refused too', async () => {
      const { officer } = world;
      const [[first], [second]] = (await pairOf(0)) as [[Principal, MarkRow], [Principal, MarkRow]];
      const away = await somePrincipal(world.services, Role.INSPECTOR);
      await query("UPDATE organisation SET region_prefix = '3205' WHERE id = ?", [away.organisationId]);
      const assign = (by: Principal, seat: number) => {
        const at = { runId: run.id, ...world.school(0), goal: 'CURRICULUM', seat };
        return outcome(world.as(officer, () => world.panel.assign(officer, at, by.membershipId as number)));
      };
      const seats = await query('SELECT seat, marker_id FROM assessment_mark WHERE organisation_id = ? ORDER BY seat', [
        world.school(0).organisationId,
      ]);
      const seatOfFirst = seats.find((seat) => seat['marker_id'] === first.userId)?.['seat'] as number;
      expect(await assign(second, seatOfFirst)).toBe('ASSESSMENT_MARKER_UNFIT');
      expect(await assign(world.schools[0] as Principal, 1)).toBe('ASSESSMENT_MARKER_UNFIT');
      expect(await assign(away, 1)).toBe('ASSESSMENT_MARKER_UNFIT');
      const fit = await somePrincipal(world.services, Role.INSPECTOR);
      expect(await assign(fit, seatOfFirst)).toBe('OK');
      expect(await queueOf(fit)).toHaveLength(1);
    });
  });

  describe('where two marks lie too far apart', () => {
    const decide = (by: Principal, points = '70', school = 0) =>
      world.as(by, () =>
        world.moderation.decide(by, {
          runId: run.id,
          ...world.school(school),
          goal: 'CURRICULUM',
          points,
          reason: '复核材料后裁定',
        }),
      );
    const disagree = async (one: string, other: string): Promise<void> => {
      const [[first, mine], [second, theirs]] = (await pairOf(0)) as [[Principal, MarkRow], [Principal, MarkRow]];
      await give(first, mine, one);
      await give(second, theirs, other);
    };

    it('a moderator decides once, and then that counts', async () => {
      await disagree('60', '75.01');
      const { officer, colleague } = world;
      const { items } = await world.moderation.queue(officer, run.id, page);
      expect(items).toMatchObject([
        { goal: 'CURRICULUM', points: expect.arrayContaining(['60.00', '75.01']) as unknown },
      ]);
      const answers = await Promise.all([outcome(decide(officer)), outcome(decide(colleague, '65'))]);
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(1);
      expect((await world.moderation.queue(officer, run.id, page)).total).toBe(0);
    });

    it('exactly the limit needs nobody', async () => {
      await disagree('60', '75');
      expect((await world.moderation.queue(world.officer, run.id, page)).total).toBe(0);
      expect(await outcome(decide(world.officer))).toBe('ASSESSMENT_DISAGREEMENT_NOT_FOUND');
    });

    it('a marker of the pair neither sees nor decides it', async () => {
      await disagree('10', '90');
      const [[first]] = [world.markers.map((marker) => [marker] as const)].flat() as [readonly [Principal]];
      const asOfficer = { ...world.officer, userId: first.userId };
      const pair = await query('SELECT marker_id FROM assessment_mark WHERE organisation_id = ?', [
        world.school(0).organisationId,
      ]);
      const marked = { ...asOfficer, userId: pair[0]?.['marker_id'] as number };
      expect((await world.moderation.queue(marked, run.id, page)).total).toBe(0);
      expect(await outcome(decide(marked))).toBe('ASSESSMENT_MODERATOR_MARKED');
      const economy = await somePrincipal(world.services, Role.ECONOMY_BUREAU);
      expect(await outcome(decide(economy))).toBe('ASSESSMENT_NOT_YOUR_SUBJECT');
    });

    it('the notice waits for every mark and every decision', async () => {
      const { officer } = world;
      const request = async () => {
        const { id, revision } = await world.read(run);
        return outcome(world.as(officer, () => world.notice.request(officer, id, revision)));
      };
      await disagree('10', '90');
      expect(await request()).toBe('ASSESSMENT_MARKS_OUTSTANDING');
      for (const marker of world.markers) for (const mark of await queueOf(marker)) await give(marker, mark, '80');
      expect(await request()).toBe('ASSESSMENT_MODERATION_OUTSTANDING');
      await decide(officer, '50');
      expect(await request()).toBe('OK');
      const noticed = await world.work(run);
      expect(noticed.status).toBe(AssessmentStatus.NOTICE);
      // 60 for no finding, and 80 or 50 of 100 for 20 points.
      expect((await world.places(noticed)).toSorted()).toEqual(['1 B 76', '1 C 76', '3 A 70']);
    });
  });
});
