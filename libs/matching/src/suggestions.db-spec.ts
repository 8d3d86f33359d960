import { CataloguesModule } from '@sxbq/catalogues';
import { GRADUATE_NAME_FIELD, GraduatesModule } from '@sxbq/graduates';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { PlacementModule } from '@sxbq/placement';
import { PersonCipher, UnitOfWork } from '@sxbq/platform';
import { PostingsModule } from '@sxbq/postings';
import { PrivacyModule } from '@sxbq/privacy';
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
import { SAMPLE_WEIGHTS } from './domain/scoring/score-weights';
import { OverrideDecision } from './domain/suggestions/override-decision';
import { MatchingModule } from './matching.module';
import { SuggestionPersonalData } from './persistence/suggestion-personal-data';
import { SuggestionRunsRepository } from './persistence/suggestion-runs.repository';
import { SUGGESTION_LIMITS, SuggestionComputation } from './suggestion-computation';
import { SuggestionOverridesService } from './suggestion-overrides.service';
import { SuggestionRunsService } from './suggestion-runs.service';
import { SuggestionsService } from './suggestions.service';
import { naiveScoreOf } from './testing/naive-reading';
import { Cohort, SupplyAndDemand } from './testing/supply-and-demand';

/** A thread compiles its sources when tests run; a busy machine takes its time. */
jest.setTimeout(60_000);

const LATHE = '6-18-01-01';
const MILL = '6-18-01-02';
const DAY = '2026-05-15';
const { DISMISSED, PINNED } = OverrideDecision;

describe('suggestions', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let rows: SupplyAndDemand;
  let runs: SuggestionRunsService;
  let computation: SuggestionComputation;
  let suggestions: SuggestionsService;
  let overrides: SuggestionOverridesService;
  let school: Principal;
  let firm: Principal;
  let cohort: Cohort;
  let postings: number[];
  let first: number;
  let second: number;
  const officer = bureau();
  const clock = new FixedClock(new Date(`${DAY}T02:00:00Z`));

  beforeAll(async () => {
    const libs = [CataloguesModule, IdentityModule, GraduatesModule, PostingsModule, PlacementModule, PrivacyModule];
    services = await startTestServices([...libs, MatchingModule], clock);
    runs = services.app.get(SuggestionRunsService);
    computation = services.app.get(SuggestionComputation);
    suggestions = services.app.get(SuggestionsService);
    overrides = services.app.get(SuggestionOverridesService);
  });
  afterAll(() => services.close());

  /** Twelve postings that pay better and better; the first graduate is at the top of each, the second wishes for mills. */
  beforeEach(async () => {
    await services.empty();
    world = await createWorld(services.dataSource);
    rows = new SupplyAndDemand(services.dataSource);
    school = schoolUser(world.schools.home);
    firm = enterpriseUser(world.enterprises.home);
    await rows.link('数控加工', LATHE);
    await rows.link('数控加工', MILL);
    cohort = await rows.cohort(world.schools.home, '数控加工');
    first = await rows.graduate(cohort, { certificates: [[LATHE, 3]], salaryFloor: 4_000 });
    second = await rows.graduate(cohort, { occupations: [MILL] });
    postings = [];
    for (let number = 0; number < 12; number++) {
      const salary = [3_000 + 50 * number, 6_000] as const;
      const occupationCode = number === 11 ? MILL : LATHE;
      postings.push(await rows.posting(world.enterprises.home, { occupationCode, salary }));
    }
  });

  const request = (who = officer, city = '3204') => actingAs(who, () => runs.request(who, city));
  const compute = async (id: number, progress: () => Promise<void> = () => Promise.resolve()) =>
    computation.compute(id, { attempt: 1, progress });
  const computed = async () => {
    const { id } = await requestAsSystem();
    await compute(id);
    return id;
  };
  /** A run of the schedule: nobody's rights are asked for. */
  const requestAsSystem = async (): Promise<{ id: number }> => {
    const { insertId } = (await services.dataSource.query(
      `INSERT INTO suggestion_run (region_prefix, status, requested_at, changed_at) VALUES ('3204', 'QUEUED', ?, ?)`,
      [clock.now(), clock.now()],
    )) as { insertId: number };
    return { id: insertId };
  };
  const run = (id: number) => runs.run(officer, id);
  const forGraduate = async (id = first, who: Principal = school, dismissed = false) =>
    (await suggestions.forGraduate(who, id, dismissed)).items;
  const postingIds = async (id = first, who: Principal = school, dismissed = false) =>
    (await forGraduate(id, who, dismissed)).map(({ jobPostingId }) => jobPostingId);
  const forPosting = async (id = postings[0]!, who: Principal = firm) => (await suggestions.forPosting(who, id)).items;
  const graduateIds = async (id = postings[0]!) => (await forPosting(id)).map(({ graduateId }) => graduateId);
  const sql = <T>(text: string, params: unknown[] = []) => services.dataSource.query(text, params) as Promise<T[]>;

  it('are the best of the naive scores, for either side, with parts that add up', async () => {
    expect((await suggestions.forGraduate(school, first, false)).computedAt).toBeNull();
    const id = await computed();
    const scored = await Promise.all(
      postings.map(async (posting) => ({
        posting,
        score: await naiveScoreOf(services.dataSource, SAMPLE_WEIGHTS, first, posting, DAY),
      })),
    );
    const best = scored
      .filter(({ score }) => score !== null)
      .sort((one, other) => other.score! - one.score! || one.posting - other.posting)
      .slice(0, SUGGESTION_LIMITS.perGraduate);
    const shown = await forGraduate();
    expect(shown.map(({ jobPostingId, score }) => ({ posting: jobPostingId, score }))).toEqual(best);
    for (const { score, parts, sentences } of shown) {
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(score);
      expect(sentences).toHaveLength(7);
    }
    expect(await run(id)).toMatchObject({ status: 'PUBLISHED', graduates: 2, postings: 12, done: 24, total: 24 });
    expect(await suggestions.forGraduate(school, first, false)).toMatchObject({
      computedAt: clock.now(),
      weightsVersion: null,
      inputDigest: (await run(id)).inputDigest,
    });
  });

  it('show an enterprise nothing that names a graduate or rests on the own wishes', async () => {
    await name(first, '示例丙');
    await computed();
    const [shown] = await forPosting();
    expect(shown).toMatchObject({
      graduateId: first,
      candidate: { name: '示**', majorName: '数控加工', certificates: [{ occupationCode: LATHE, grade: 3 }] },
    });
    expect(shown!.parts.map(({ part }) => part)).toEqual(['LINK', 'SKILLS', 'GRADE', 'HISTORY']);
    expect(shown!.sentences.join()).not.toMatch(/区域|薪资/);
    expect(JSON.stringify(await forPosting())).not.toMatch(/示例丙|phone|reason/);
    const { insertId: notice } = (await services.dataSource.query(
      "INSERT INTO privacy_notice (code, version, title, text, effective_from) VALUES ('示例', 1, '示例告知书', '示例', '2026-01-01')",
    )) as { insertId: number };
    await sql(
      `INSERT INTO consent (person_key, recipient, recipient_id, purpose, categories, notice_id, given_at, proof)
       SELECT person_key, 'ENTERPRISE', ?, 'PLACEMENT', 'NAME', ?, NOW(6), 'SIGNED_IN' FROM graduate WHERE id = ?`,
      [world.enterprises.home, notice, first],
    );
    expect((await forPosting())[0]?.candidate.name).toBe('示例丙');
    await sql('UPDATE consent SET withdrawn_at = NOW(6)');
    expect((await forPosting())[0]?.candidate.name).toBe('示**');
  });

  it('are nobody’s who may not see the graduate or decide about the posting', async () => {
    await computed();
    const others = schoolUser(world.schools.other);
    const stranger = principalOf(Role.GRADUATE, { userId: 77, regionPrefix: '3204' });
    expect(await outcome(forGraduate(first, others))).toBe('GRADUATE_NOT_FOUND');
    expect(await outcome(forGraduate(first, stranger))).toBe('GRADUATE_NOT_FOUND');
    expect(await outcome(forGraduate(first, bureau('3201')))).toBe('GRADUATE_NOT_FOUND');
    expect(await outcome(forGraduate(first, firm))).toBe('FORBIDDEN');
    expect(await outcome(forPosting(postings[0], enterpriseUser(world.enterprises.other)))).toBe('POSTING_NOT_FOUND');
    expect(await outcome(forPosting(postings[0], school))).toBe('FORBIDDEN');
    await sql(
      `INSERT INTO user (id, username, display_name, password_hash, password_changed_at)
       VALUES (77, 'own', '示例毕业生', '-', NOW(6))`,
    );
    await sql('UPDATE graduate SET claimed_user_id = 77 WHERE id = ?', [first]);
    expect(await postingIds(first, stranger)).toHaveLength(10);
    expect(await postingIds(first, officer)).toHaveLength(10);
  });

  it('lose at once who opts out, what is closed, and who is on the way to each other', async () => {
    await computed();
    const [best, next] = await postingIds();
    expect(await graduateIds(best)).toContain(first);
    await sql("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [best]);
    expect(await postingIds()).not.toContain(best);
    expect(await graduateIds(best)).toEqual([]);
    await sql(
      `INSERT INTO application (job_posting_id, graduate_id, enterprise_id, school_id, origin, status, open)
       VALUES (?, ?, ?, ?, 'APPLICATION', 'SENT', 1)`,
      [next, first, world.enterprises.home, world.schools.home],
    );
    expect(await postingIds()).not.toContain(next);
    expect(await graduateIds(next)).toEqual([second]);
    await sql('UPDATE graduate SET suggestions_opted_out = TRUE WHERE id = ?', [second]);
    expect(await postingIds(second)).toEqual([]);
    expect(await graduateIds(next)).toEqual([]);
    await sql("UPDATE graduate SET status = 'PLACED' WHERE id = ?", [first]);
    expect(await postingIds()).toEqual([]);
  });

  describe('of a run', () => {
    const stored = async () =>
      (
        await sql<{ run: number; count: number }>(
          'SELECT suggestion_run_id AS run, COUNT(*) AS count FROM suggestion GROUP BY suggestion_run_id ORDER BY 1',
        )
      ).map(({ run: id, count }) => [id, Number(count)]);

    it('are seen whole or not at all: a cut-off attempt leaves those before, the next begins anew', async () => {
      const before = await computed();
      await sql("UPDATE job_posting SET status = 'CLOSED' WHERE id = ?", [postings[0]]);
      const { id } = await requestAsSystem();
      const cut = compute(id, () => Promise.reject(new Error('lost')));
      await expect(cut).rejects.toThrow('lost');
      expect(await stored()).toEqual([
        [before, 24],
        [id, 22],
      ]);
      expect(await postingIds()).toHaveLength(10);
      expect(await suggestions.forGraduate(school, first, false)).toMatchObject({
        inputDigest: (await run(before)).inputDigest,
      });
      await compute(id);
      expect(await stored()).toEqual([[id, 22]]);
      expect([(await run(before)).status, (await run(id)).status]).toEqual(['SUPERSEDED', 'PUBLISHED']);
      await compute(id);
      expect(await stored()).toEqual([[id, 22]]);
    });

    it('give way to a later one that was faster, and to nobody else', async () => {
      const { id: slow } = await requestAsSystem();
      const { id: fast } = await requestAsSystem();
      await compute(slow, async () => {
        if ((await run(fast)).status === 'QUEUED') await compute(fast);
      });
      expect([(await run(slow)).status, (await run(fast)).status]).toEqual(['SUPERSEDED', 'PUBLISHED']);
      expect(await suggestions.forGraduate(school, first, false)).toMatchObject({
        inputDigest: (await run(fast)).inputDigest,
      });
    });

    it('are written by one worker: whoever lost the run writes nothing more', async () => {
      const { id } = await requestAsSystem();
      await compute(id, async () => {
        // Another worker takes the run over and finishes it while this one waits.
        if ((await run(id)).status === 'RUNNING') await compute(id);
      });
      expect((await run(id)).status).toBe('PUBLISHED');
      expect(await stored()).toEqual([[id, 24]]);
    });

    it('stay when a worker publishes that lost the run in the last moment', async () => {
      const before = await computed();
      const { id } = await requestAsSystem();
      const stale = await run(id);
      const repository = services.app.get(SuggestionRunsRepository);
      const uow = services.app.get(UnitOfWork);
      await uow.run((tx) => repository.advance(tx, stale, { done: 0 }, clock.now()));
      expect(await uow.run((tx) => repository.publish(tx, stale, clock.now()))).toBe(false);
      expect((await run(before)).status).toBe('PUBLISHED');
      expect(await postingIds()).toHaveLength(10);
    });

    it('fail after the last attempt, so that nobody takes them up for ever', async () => {
      const { id } = await requestAsSystem();
      const cut = computation.compute(id, { attempt: 5, progress: () => Promise.reject(new Error('lost')) });
      await expect(cut).rejects.toThrow('lost');
      expect(await run(id)).toMatchObject({ status: 'FAILED', error: 'COMPUTATION_FAILED' });
    });

    it('are not computed for whoever lost the right to ask for it', async () => {
      const asking = bureau();
      const { id } = await request({ ...asking, membershipId: 4_000 });
      const { audit } = await tracesOf(services.dataSource, () => compute(id));
      expect(await run(id)).toMatchObject({ status: 'FAILED', error: 'REQUESTER_LOST_RIGHTS' });
      expect(audit.map(({ action, details }) => [action, details?.['code']])).toEqual([
        ['matching.computeSuggestions', 'REQUESTER_LOST_RIGHTS'],
      ]);
    });

    it('are asked for by the bureau of the city, once while one waits', async () => {
      const asking = { ...bureau(), membershipId: 1 };
      const { events } = await tracesOf(services.dataSource, async () => {
        const { id } = await request(asking);
        expect((await request(asking)).id).toBe(id);
      });
      expect(events).toHaveLength(1);
      expect(await outcome(request(asking, '3201'))).toBe('REGION_OUT_OF_SCOPE');
      expect(await outcome(request(asking, '32'))).toBe('NOT_ONE_CITY');
      expect(await outcome(request(school))).toBe('FORBIDDEN');
    });

    it('are computed every night in every city, once, and made up for when a night was missed', async () => {
      await runs.nightly();
      await runs.nightly();
      const cities = await sql<{ city: string }>('SELECT region_prefix AS city FROM suggestion_run ORDER BY id');
      expect(cities.map(({ city }) => city)).toEqual(['3201', '3204']);
      expect(await runs.catchUp()).toEqual([]);
      await sql('UPDATE suggestion_run SET requested_at = ?, changed_at = ? WHERE region_prefix = ?', [
        new Date('2026-05-13T00:00:00Z'),
        new Date('2026-05-13T00:00:00Z'),
        '3204',
      ]);
      const [stranded] = await sql<{ id: number }>("SELECT id FROM suggestion_run WHERE region_prefix = '3204'");
      expect(await runs.catchUp()).toEqual([stranded?.id]);
      expect(await sql("SELECT id FROM suggestion_run WHERE region_prefix = '3204'")).toHaveLength(2);
    });
  });

  describe('decided about by a person', () => {
    const decide = (jobPostingId: number, decision: OverrideDecision, who: Principal = school, graduateId = first) =>
      actingAs(who, () => overrides.decide(who, { graduateId, jobPostingId, decision, reason: '本人已与该企业面谈' }));

    it('are shown to neither side when dismissed, and to the graduate with who, when and why', async () => {
      await computed();
      const [best] = await postingIds();
      await decide(best!, DISMISSED);
      expect(await postingIds()).not.toContain(best);
      expect(await graduateIds(best)).not.toContain(first);
      expect(await forGraduate(first, school, true)).toMatchObject([
        {
          jobPostingId: best,
          override: {
            decision: DISMISSED,
            decidedRole: Role.SCHOOL,
            decidedAt: clock.now(),
            reason: '本人已与该企业面谈',
          },
        },
      ]);
      await actingAs(school, () => overrides.withdraw(school, first, best!));
      expect((await postingIds())[0]).toBe(best);
      expect(await outcome(overrides.withdraw(school, first, best!))).toBe('SUGGESTION_OVERRIDE_NOT_FOUND');
    });

    it('come first when pinned, and stay beyond the best of later runs', async () => {
      await computed();
      const worst = (await postingIds()).at(-1)!;
      await decide(worst, PINNED, officer);
      expect((await postingIds())[0]).toBe(worst);
      expect((await forPosting(worst))[0]).toMatchObject({
        graduateId: first,
        override: { decision: PINNED, decidedRole: Role.HR_BUREAU },
      });
      for (let more = 0; more < 12; more++) {
        await rows.posting(world.enterprises.home, { occupationCode: LATHE, salary: [9_000, 9_000] });
      }
      await computed();
      const shown = await postingIds();
      expect([shown[0], shown.length]).toEqual([worst, 11]);
    });

    it('are kept, each decision in the place of the one before, audited without the reason', async () => {
      await computed();
      const [best] = await postingIds();
      const { audit } = await tracesOf(services.dataSource, async () => {
        await Promise.all([decide(best!, DISMISSED), decide(best!, PINNED, officer)]);
      });
      expect(audit.map(({ action }) => action)).toEqual(['matching.overrideSuggestion', 'matching.overrideSuggestion']);
      expect(JSON.stringify(audit)).not.toContain('面谈');
      const kept = await sql<{ current: number | null }>(
        'SELECT current, ended_by FROM suggestion_override ORDER BY id',
      );
      expect(kept.map(({ current }) => current)).toEqual([null, 1]);
    });

    it('are the school’s and the bureau’s, and only of what is suggested', async () => {
      await computed();
      const [best] = await postingIds();
      expect(await outcome(decide(best!, DISMISSED, schoolUser(world.schools.other)))).toBe('GRADUATE_NOT_FOUND');
      expect(await outcome(decide(best!, DISMISSED, firm))).toBe('FORBIDDEN');
      expect(await outcome(decide(4_000_000, PINNED))).toBe('SUGGESTION_NOT_FOUND');
      const blank = { graduateId: first, jobPostingId: best!, decision: DISMISSED, reason: ' ' };
      expect(await outcome(overrides.decide(school, blank))).toBe('FIELD_REQUIRED');
    });
  });

  it('are found and erased with the person', async () => {
    await computed();
    const [best] = await postingIds();
    await overrides.decide(school, { graduateId: first, jobPostingId: best!, decision: PINNED, reason: '张老师推荐' });
    const [{ personKey }] = (await sql('SELECT person_key AS personKey FROM graduate WHERE id = ?', [first])) as [
      { personKey: string },
    ];
    const data = services.app.get(SuggestionPersonalData);
    const identity = { personKey, phoneIndex: null, name: '' };
    const found = await data.find(identity);
    expect(found[0]).toMatchObject({ id: best, values: { 人工决定: '人工置顶', 理由: '张老师推荐' } });
    const erasure = { identity, confirmedIds: [], pseudonym: 'p'.repeat(43) };
    const erase = () => services.app.get(UnitOfWork).run((tx) => data.erase(tx, erasure));
    expect(await erase()).toBe(found.length + 1);
    expect(await erase()).toBe(0);
    expect(await data.find(identity)).toEqual([]);
    expect(await sql("SELECT id FROM suggestion_override WHERE reason LIKE '%张老师%'")).toEqual([]);
  });

  async function name(graduateId: number, clear: string): Promise<void> {
    const persons = services.app.get(PersonCipher);
    await services.app.get(UnitOfWork).run(async (tx) => {
      const [{ key }] = (await tx.query('SELECT person_key AS `key` FROM graduate WHERE id = ?', [graduateId])) as [
        { key: string },
      ];
      const secret = (await persons.secretsFor(tx, [key])).get(key)!;
      const sealed = secret.encrypt(GRADUATE_NAME_FIELD, clear);
      await tx.query('UPDATE graduate SET name = ? WHERE id = ?', [sealed, graduateId]);
    });
  }
});
