import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal } from '@sxbq/kernel';
import { actingAs } from '../../../test/support/programme';
import {
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { OverrideDecision } from './domain/suggestions/override-decision';
import { MatchingModule } from './matching.module';
import { SuggestionComputation } from './suggestion-computation';
import { SuggestionOverridesService } from './suggestion-overrides.service';
import { SuggestionsService } from './suggestions.service';
import { Cohort, SupplyAndDemand } from './testing/supply-and-demand';

/** A thread compiles its sources when tests run; a busy machine takes its time. */
jest.setTimeout(60_000);

const LATHE = '6-18-01-01';
const DAY = '2026-05-15';
const HIDDEN = 'GRADUATE_NOT_FOUND';

describe('an invitation to a job', () => {
  const clock = new FixedClock(new Date(`${DAY}T02:00:00Z`));
  let services: TestServices;
  let world: ProgrammeWorld;
  let rows: SupplyAndDemand;
  let firm: Principal;
  let cohort: Cohort;
  let posting: number;
  let suggested: number;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, MatchingModule], clock);
  });
  afterAll(() => services.close());

  beforeEach(async () => {
    await services.empty();
    world = await createWorld(services.dataSource);
    rows = new SupplyAndDemand(services.dataSource);
    firm = enterpriseUser(world.enterprises.home);
    await rows.link('数控加工', LATHE);
    cohort = await rows.cohort(world.schools.home, '数控加工');
    suggested = await rows.graduate(cohort, { certificates: [[LATHE, 3]] });
    posting = await rows.posting(world.enterprises.home, { occupationCode: LATHE, majors: ['数控加工'], heads: 30 });
  });

  const sql = <T>(text: string, params: unknown[] = []) => services.dataSource.query(text, params) as Promise<T[]>;
  async function compute(city = '3204'): Promise<void> {
    const { insertId } = (await services.dataSource.query(
      `INSERT INTO suggestion_run (region_prefix, status, requested_at, changed_at) VALUES (?, 'QUEUED', ?, ?)`,
      [city, clock.now(), clock.now()],
    )) as { insertId: number };
    await services.app.get(SuggestionComputation).compute(insertId, { attempt: 1, progress: () => Promise.resolve() });
  }
  const invite = (graduateId: number, jobPostingId = posting, by = firm) =>
    outcome(actingAs(by, () => services.app.get(SuggestionsService).invite(by, { graduateId, jobPostingId })));
  const applications = async () => (await sql<{ id: number }>('SELECT id FROM application')).length;

  it('reaches who is suggested to the own posting, and nobody for another’s', async () => {
    await compute();
    expect(await invite(suggested, posting, enterpriseUser(world.enterprises.other))).toBe('POSTING_NOT_FOUND');
    expect(await applications()).toBe(0);
    expect(await invite(suggested)).toBe('OK');
    expect(await invite(suggested)).toBe('ALREADY_APPLIED');
  });

  it('answers alike whoever is not to be reached', async () => {
    const unfit = await rows.graduate(await rows.cohort(world.schools.home, '烹饪'));
    await compute();
    const late = await rows.graduate(cohort, { certificates: [[LATHE, 3]] });
    const away = await rows.cohort(world.schools.away, '数控加工');
    const foreign = await rows.graduate(away, { certificates: [[LATHE, 3]] });
    await compute('3201');
    for (const id of [unfit, late, foreign, 4_000_000]) expect([id, await invite(id)]).toEqual([id, HIDDEN]);
    await sql('UPDATE graduate SET suggestions_opted_out = TRUE WHERE id = ?', [suggested]);
    expect(await invite(suggested)).toBe(HIDDEN);
    await sql("UPDATE graduate SET suggestions_opted_out = FALSE, status = 'ACCEPTED' WHERE id = ?", [suggested]);
    expect(await invite(suggested)).toBe(HIDDEN);
    expect(await applications()).toBe(0);
  });

  it('reaches nobody before anything was computed, nor by a run that another took the place of', async () => {
    expect(await invite(suggested)).toBe(HIDDEN);
    await compute();
    await sql("UPDATE job_posting SET occupation_code = '6-31-01-03' WHERE id = ?", [posting]);
    await compute();
    expect(await invite(suggested)).toBe(HIDDEN);
  });

  it('reaches no graduate whose school has moved to another city since', async () => {
    await compute();
    await sql("UPDATE school SET region_code = '320104' WHERE id = ?", [world.schools.home]);
    expect(await invite(suggested)).toBe(HIDDEN);
  });

  it('follows a person’s decision: not who was dismissed, but who was pinned', async () => {
    await compute();
    const school = schoolUser(world.schools.home);
    const decide = (decision: OverrideDecision) =>
      actingAs(school, () =>
        services.app
          .get(SuggestionOverridesService)
          .decide(school, { graduateId: suggested, jobPostingId: posting, decision, reason: '学校面谈后决定' }),
      );
    await decide(OverrideDecision.DISMISSED);
    expect(await invite(suggested)).toBe(HIDDEN);
    await decide(OverrideDecision.PINNED);
    expect(await invite(suggested)).toBe('OK');
  });

  it('swept over sixty graduates of another city, with places for all of them, reaches none', async () => {
    const away = await rows.cohort(world.schools.away, '数控加工');
    const foreign: number[] = [];
    for (let number = 0; number < 60; number++) {
      foreign.push(await rows.graduate(away, { certificates: [[LATHE, 3]] }));
    }
    await compute();
    await compute('3201');
    const answers: string[] = [];
    for (const id of foreign) answers.push(await invite(id));
    expect(new Set(answers)).toEqual(new Set([HIDDEN]));
    expect(await applications()).toBe(0);
  });
});
