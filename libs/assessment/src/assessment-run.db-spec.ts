import { Principal, Role } from '@sxbq/kernel';
import { somePrincipal } from '../../../test/support/identity-services';
import { outcome } from '../../../test/support/programme-world';
import { AssessmentSubject } from './domain/model';
import { FactCode } from './domain/facts/fact-code';
import { AssessmentStatus } from './domain/run/run-status';
import { AssessmentTask } from './domain/run/run-task';
import { MarkerLotsService } from './marker-lots.service';
import { BundleVersion } from './rankings.service';
import { runScheme } from './testing/run-scheme';
import { RunWorld, SELF_SCORES_UNTIL, YEAR } from './testing/run-world';

const { DRAFT, OPEN, FROZEN, MARKING, NOTICE, PUBLISHED, CLOSED } = AssessmentStatus;
const page = { limit: 100, offset: 0 };

describe('the run of a year', () => {
  let world: RunWorld;

  beforeAll(async () => {
    world = await RunWorld.start();
  });
  beforeEach(() => world.begin());
  afterAll(() => world.services.close());

  const finding = (school: number, value: number, by = world.officer) =>
    world.as(by, () =>
      world.facts.record(by, {
        ...world.school(school),
        year: YEAR,
        fact: FactCode.FINDINGS,
        value,
        reason: '督查发现',
      }),
    );
  const query = async (sql: string, params: unknown[] = []): Promise<Record<string, unknown>[]> =>
    (await world.services.dataSource.query(sql, params)) as Record<string, unknown>[];

  it('goes from draft to closed, each step remembered and audited', async () => {
    await finding(1, 1);
    await finding(2, 3);
    const published = await world.published();
    expect(published).toMatchObject({ status: PUBLISHED, task: null, taskError: null });
    const { officer } = world;
    const closed = await world.as(officer, () => world.runs.close(officer, published.id, published.revision));
    expect(closed.status).toBe(CLOSED);
    const steps = (await world.runs.transitions([closed.id])).get(closed.id) ?? [];
    expect(steps.map(({ action, fromStatus, toStatus }) => `${action} ${fromStatus} ${toStatus}`)).toEqual([
      'create null DRAFT',
      'chooseMarkers DRAFT DRAFT',
      'open DRAFT OPEN',
      'freeze OPEN OPEN',
      'frozen OPEN FROZEN',
      'beginMarking FROZEN MARKING',
      'requestNotice MARKING MARKING',
      'beginNotice MARKING NOTICE',
      'proposePublication NOTICE NOTICE',
      'confirmPublication NOTICE NOTICE',
      'publish NOTICE PUBLISHED',
      'close PUBLISHED CLOSED',
    ]);
    expect(steps.every(({ actorId }) => actorId !== null)).toBe(true);
    const audited = await query("SELECT COUNT(*) AS number FROM audit_entry WHERE object_type = 'AssessmentRun'");
    expect(Number(audited[0]?.['number'])).toBe(steps.length);
    // 60 − 10 per finding, no partner, 80 of 100 for 20 points.
    expect(await world.places(closed)).toEqual(['1 A 76', '2 B 66', '3 C 46']);
  });

  it('counts days in the city, not in UTC', async () => {
    const run = await world.opened();
    const score = { runId: run.id, goal: 'CURRICULUM', points: '15', narrative: '说明' };
    const [school] = world.schools as [Principal];
    const save = () => outcome(world.as(school, () => world.selfScores.save(school, score)));
    world.clock.set(new Date(`${SELF_SCORES_UNTIL}T23:59:59+08:00`));
    expect(await save()).toBe('OK');
    world.clock.set(new Date('2026-12-06T00:00:00+08:00'));
    expect(await save()).toBe('SELF_SCORE_CLOSED');
  });

  describe('freezing', () => {
    it('keeps the facts, and nothing after it reads live tables', async () => {
      await finding(0, 2);
      const frozen = await world.drawn();
      const [snapshot] = [...(await world.rankings.snapshotsOf([frozen.id])).values()];
      expect(snapshot).toMatchObject({ asOf: '2026-12-06', organisations: 3 });
      const { organisationId } = world.school(0);
      await query("UPDATE school SET name = '改名', region_code = '320104' WHERE id = ?", [organisationId]);
      await query('DELETE FROM assessment_recorded_fact');
      const facts = await world.rankings.facts(world.officer, frozen.id, world.school(0));
      expect(facts).toMatchObject({ name: '示例学校', facts: { FINDINGS: { value: '2' } } });
      expect(facts.facts.PARTNERS).toMatchObject({ value: null, absence: 'NO_DATA' });
    });

    it('goes on without an organisation that is deleted in the meantime', async () => {
      const { id } = await world.marked();
      const { organisationId } = world.school(2);
      await query('UPDATE organisation SET school_id = NULL, disabled_at = NOW(6) WHERE school_id = ?', [
        organisationId,
      ]);
      await query('DELETE FROM school WHERE id = ?', [organisationId]);
      const noticed = await world.noticed(await world.read({ id }));
      expect((await world.places(noticed)).toSorted()).toEqual(['1 A 76', '1 B 76', '1 C 76']);
    });

    it('ranks nobody who joined in the year, though it is scored', async () => {
      const late = await world.rows.school({ code: 'LATE', tier: ['ORDINARY', '2026-06-01'] });
      const noticed = await world.noticed();
      const { items } = await world.rankings.list(world.officer, noticed.id, AssessmentSubject.SCHOOL, page);
      expect(items.at(-1)).toMatchObject({ organisationId: late, detail: { rank: null, award: null } });
      expect(items).toHaveLength(4);
    });

    it('is taken up where a worker died between freezing and marking, and is finished once', async () => {
      const asked = await world.freezing();
      // What is left of a worker that was killed after its first transaction: frozen, the task still there.
      const lots = jest
        .spyOn(world.services.app.get(MarkerLotsService), 'draw')
        .mockRejectedValueOnce(new Error('killed'));
      await expect(world.work(asked)).rejects.toThrow('killed');
      lots.mockRestore();
      const left = await world.read(asked);
      expect(left).toMatchObject({ status: FROZEN, task: AssessmentTask.FREEZE });
      expect(await query('SELECT 1 FROM assessment_mark')).toEqual([]);
      world.clock.set(new Date(world.clock.now().getTime() + 300_000));
      expect(await world.tasks.stranded()).toEqual([asked.id]);
      await Promise.all([1, 2, 3].map(() => world.tasks.proceed(asked.id, () => Promise.resolve())));
      expect(await world.read(asked)).toMatchObject({ status: MARKING, task: null, taskError: null });
      expect(await query('SELECT run_id FROM assessment_snapshot')).toHaveLength(1);
      expect(await query('SELECT id FROM assessment_mark')).toHaveLength(6);
      expect(await world.tasks.stranded()).toEqual([]);
    });

    it('waits for more markers where there are too few, and is not begun twice', async () => {
      const { officer } = world;
      const opened = await world.opened();
      const only = [world.markers[0]?.membershipId as number];
      const fewer = await world.as(officer, () => world.panel.choose(officer, opened.id, opened.revision, only));
      const frozen = await world.work(await world.freezing(fewer));
      expect(frozen).toMatchObject({ status: FROZEN, task: null, taskError: 'ASSESSMENT_MARKERS_TOO_FEW' });
      const all = world.markers.map(({ membershipId }) => membershipId as number);
      const more = await world.as(officer, () => world.panel.choose(officer, frozen.id, frozen.revision, all));
      const drawn = await world.work(await world.as(officer, () => world.panel.draw(officer, more.id, more.revision)));
      expect(drawn).toMatchObject({ status: MARKING, taskError: null });
    });

    it('is refused, and audited, when who asked for it may no longer', async () => {
      const asked = await world.freezing();
      await query('UPDATE membership SET ended_at = NOW(6) WHERE id = ?', [world.officer.membershipId]);
      await world.tasks.proceed(asked.id, () => Promise.resolve());
      expect(await world.runs.get(world.colleague, asked.id)).toMatchObject({
        status: OPEN,
        task: null,
        taskError: 'ASSESSMENT_REQUESTER_LOST_RIGHTS',
      });
      const refused = await query("SELECT actor_user_id FROM audit_entry WHERE result = 'REFUSED'");
      expect(refused).toEqual([{ actor_user_id: world.officer.userId }]);
    });
  });

  describe('misuse', () => {
    it('a scheme changed after the facts are frozen', async () => {
      const frozen = await world.drawn();
      const { officer } = world;
      const other = await world.as(officer, () => world.schemes.add(officer, { document: runScheme(YEAR) }));
      expect(other.version).toBe(2);
      const settings = { schoolSchemeId: other.id, selfScoreUntil: '2026-12-20' };
      const change = world.as(officer, () => world.runs.configure(officer, frozen.id, frozen.revision, settings));
      expect(await outcome(change)).toBe('ASSESSMENT_SCHEME_FROZEN');
    });

    it('a scheme of weights 99.9, or of another bureau’s subject', async () => {
      const { officer } = world;
      const goals = (runScheme(YEAR) as { goals: { weight: string }[] }).goals.map((goal, at) => ({
        ...goal,
        weight: at === 0 ? '59.9' : goal.weight,
      }));
      const add = (document: object, by = officer) => outcome(world.as(by, () => world.schemes.add(by, { document })));
      expect(await add({ ...runScheme(YEAR), goals })).toBe('ASSESSMENT_SCHEME_INVALID');
      const economy = await somePrincipal(world.services, Role.ECONOMY_BUREAU);
      expect(await add(runScheme(YEAR), economy)).toBe('ASSESSMENT_NOT_YOUR_SUBJECT');
    });

    it('freezing while self scores are open, and facts after freezing', async () => {
      const opened = await world.opened();
      const { officer } = world;
      const freeze = world.as(officer, () => world.runs.freeze(officer, opened.id, opened.revision));
      expect(await outcome(freeze)).toBe('SELF_SCORE_STILL_OPEN');
      expect(await outcome(finding(0, 1))).toBe('OK');
      const asked = await world.freezing(opened);
      expect(await outcome(finding(0, 1))).toBe('ASSESSMENT_FACTS_FROZEN');
      await world.work(asked);
      expect(await outcome(finding(0, 1))).toBe('ASSESSMENT_FACTS_FROZEN');
      const [fact] = (await world.facts.list(officer, page)).items;
      const withdraw = world.as(officer, () => world.facts.withdraw(officer, fact?.id as number, '误登'));
      expect(await outcome(withdraw)).toBe('ASSESSMENT_FACTS_FROZEN');
    });

    it('two runs of one year, and a second version beside the first', async () => {
      const run = await world.opened();
      const { officer } = world;
      const create = () => world.runs.create(officer, { year: YEAR, selfScoreUntil: SELF_SCORES_UNTIL });
      expect(await outcome(world.as(officer, create))).toBe('ASSESSMENT_RUN_EXISTS');
      const reopen = world.as(officer, () =>
        world.runs.reopen(officer, run.id, run.revision, { selfScoreUntil: SELF_SCORES_UNTIL }),
      );
      expect(await outcome(reopen)).toBe('ASSESSMENT_STEP_NOT_ALLOWED');
    });

    it('publishing alone', async () => {
      const { id, revision } = await world.proposed();
      const { officer } = world;
      const confirm = world.as(officer, () => world.publication.confirm(officer, id, revision));
      expect(await outcome(confirm)).toBe('ASSESSMENT_PUBLISHING_ALONE');
      const again = world.as(officer, () => world.publication.propose(officer, id, revision));
      expect(await outcome(again)).toBe('ASSESSMENT_ALREADY_PROPOSED');
      // Whatever the code does, the table lets nobody do both.
      const force = world.services.dataSource.query(
        'UPDATE assessment_run SET confirmed_by = proposed_by WHERE id = ?',
        [id],
      );
      await expect(force).rejects.toThrow(/ck_assessment_run_two_people/);
    });

    it('publishing before the notice is over, or with an objection open', async () => {
      const noticed = await world.noticed();
      const { officer } = world;
      const [school] = world.schools as [Principal];
      const propose = () =>
        outcome(world.as(officer, () => world.publication.propose(officer, noticed.id, noticed.revision)));
      world.day('2026-12-16');
      expect(await propose()).toBe('ASSESSMENT_NOTICE_STILL_OPEN');
      const objection = { runId: noticed.id, ...world.school(0), statement: '请复核' };
      await world.as(school, () => world.objections.file(school, objection));
      world.day('2026-12-17');
      expect(await propose()).toBe('ASSESSMENT_OBJECTIONS_OPEN');
    });

    it('two officers who confirm at once: one wins', async () => {
      const { id, revision } = await world.proposed();
      const third = await somePrincipal(world.services, Role.HR_BUREAU);
      const answers = await Promise.all(
        [world.colleague, third].map((by) => outcome(world.as(by, () => world.publication.confirm(by, id, revision)))),
      );
      expect(answers.toSorted()).toEqual(['ASSESSMENT_REVISION_CONFLICT', 'OK']);
    });

    it('two officers who propose at once: one wins', async () => {
      const { id, revision } = await world.noticed();
      world.day('2026-12-17');
      const answers = await Promise.all(
        [world.officer, world.colleague].map((by) =>
          outcome(world.as(by, () => world.publication.propose(by, id, revision))),
        ),
      );
      expect(answers.toSorted()).toEqual(['ASSESSMENT_REVISION_CONFLICT', 'OK']);
    });
  });

  describe('publishing', () => {
    it('is taken up after a crash between bundle and publication, with the same bundle', async () => {
      const { id, revision } = await world.proposed();
      const { colleague } = world;
      const asked = await world.as(colleague, () => world.publication.confirm(colleague, id, revision));
      const publish = jest.spyOn(world.publication, 'publish').mockRejectedValueOnce(new Error('killed'));
      await expect(world.work(asked)).rejects.toThrow('killed');
      publish.mockRestore();
      const [sealed] = await query('SELECT sha256, sealed_at FROM assessment_bundle');
      expect(sealed).toBeDefined();
      expect((await world.read(asked)).status).toBe(NOTICE);
      world.day('2026-12-18');
      await Promise.all([1, 2].map(() => world.tasks.proceed(id, () => Promise.resolve())));
      expect(await world.read(asked)).toMatchObject({ status: PUBLISHED, task: null });
      expect(await query('SELECT sha256, sealed_at FROM assessment_bundle')).toEqual([sealed]);
    });

    it('opens the bundle by a short-lived link, the whole one for bureaus alone', async () => {
      const run = await world.published();
      const [school] = world.schools as [Principal];
      const { path } = await world.rankings.link(world.officer, run.id, BundleVersion.WHOLE);
      const token = path.split('token=')[1] as string;
      const { content } = await world.rankings.open(world.officer, run.id, BundleVersion.WHOLE, token);
      expect(JSON.parse(content.toString())).toMatchObject({ run: run.id, year: YEAR, version: 1, region: '3204' });
      expect(await outcome(world.rankings.open(world.officer, run.id, BundleVersion.PUBLIC, token))).toBe(
        'DOWNLOAD_LINK_INVALID',
      );
      expect(await outcome(world.rankings.link(school, run.id, BundleVersion.WHOLE))).toBe(
        'ASSESSMENT_BUNDLE_NOT_FOUND',
      );
      const open = await world.rankings.link(school, run.id, BundleVersion.PUBLIC);
      const shown = await world.rankings.open(
        school,
        run.id,
        BundleVersion.PUBLIC,
        open.path.split('token=')[1] as string,
      );
      expect(JSON.parse(shown.content.toString())).not.toHaveProperty('salt');
      world.clock.set(new Date(world.clock.now().getTime() + 3_600_000));
      expect(await outcome(world.rankings.open(world.officer, run.id, BundleVersion.WHOLE, token))).toBe(
        'DOWNLOAD_LINK_EXPIRED',
      );
    });

    it('is chained to the last year', async () => {
      const first = await world.published();
      const [before] = [...(await world.rankings.bundlesOf([first.id])).values()];
      await query('UPDATE assessment_run SET year = 2025 WHERE id = ?', [first.id]);
      world.day('2026-12-01');
      const next = await world.published();
      const [bundle] = [...(await world.rankings.bundlesOf([next.id])).values()];
      expect(bundle?.previousDigest).toBe(before?.digest);
    });

    it('is opened again only as a new version; the old one and its bundle stay', async () => {
      const old = await world.published();
      const { officer } = world;
      const reopen = () => world.runs.reopen(officer, old.id, old.revision, { selfScoreUntil: '2026-12-25' });
      const answers = await Promise.all([1, 2].map(() => outcome(world.as(officer, reopen))));
      expect(answers.toSorted()).toEqual(['ASSESSMENT_SUPERSEDED', 'OK']);
      const [next] = (await world.runs.list(officer, { ...page, filter: { status: DRAFT } })).items;
      expect(next).toMatchObject({ version: 2, supersedesId: old.id, year: YEAR });
      expect(await world.read(old)).toMatchObject({ status: PUBLISHED, supersededById: next?.id });
      expect((await world.rankings.bundlesOf([old.id])).size).toBe(1);
      const close = world.as(officer, () => world.runs.close(officer, old.id, old.revision + 1));
      expect(await outcome(close)).toBe('ASSESSMENT_SUPERSEDED');
      expect(await outcome(finding(0, 1))).toBe('OK');
    });
  });

  it('keeps deadlines by the calendar, each once', async () => {
    const opened = await world.opened();
    await world.tasks.keepDeadlines();
    expect((await world.read(opened)).selfScoresLockedAt).toBeNull();
    world.day('2026-12-06');
    await world.tasks.keepDeadlines();
    await world.tasks.keepDeadlines();
    const locked = await world.read(opened);
    expect(locked.selfScoresLockedAt).not.toBeNull();
    expect(locked.revision).toBe(opened.revision + 1);
    const noticed = await world.noticed(await world.markedOf(locked));
    world.day('2026-12-17');
    await Promise.all([world.tasks.keepDeadlines(), world.tasks.keepDeadlines()]);
    expect(await world.read(noticed)).toMatchObject({ revision: noticed.revision + 1 });
    expect((await world.read(noticed)).noticeEndedAt).not.toBeNull();
  });

  it('is the region’s own: another city does not see it, a district does not steer it', async () => {
    const run = await world.opened();
    const { officer } = world;
    const away = { ...officer, regionPrefix: '3205' };
    const district = { ...officer, memberRegionPrefix: '320402' };
    for (const by of [away, district]) {
      expect(await outcome(world.runs.get(by, run.id))).toBe('ASSESSMENT_RUN_NOT_FOUND');
      expect(await outcome(world.as(by, () => world.runs.open(by, run.id, run.revision)))).toBe(
        'ASSESSMENT_RUN_NOT_FOUND',
      );
    }
    const noticed = await world.noticed(await world.markedOf(run));
    expect((await world.runs.get(district, noticed.id)).status).toBe(NOTICE);
    const propose = world.as(district, () => world.publication.propose(district, noticed.id, noticed.revision));
    expect(await outcome(propose)).toBe('ASSESSMENT_RUN_NOT_FOUND');
  });
});
