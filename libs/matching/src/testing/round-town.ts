import { CataloguesModule } from '@sxbq/catalogues';
import { FixedClock, Principal, Role, shanghaiDate } from '@sxbq/kernel';
import { PlacementModule } from '@sxbq/placement';
import { QueueClient } from '@sxbq/platform';
import { PrivacyWorkerModule } from '@sxbq/privacy/worker';
import { WorkerRuntimeModule } from '@sxbq/platform/worker';
import { Job, Queue } from 'bullmq';
import { DataSource } from 'typeorm';
import { somePrincipal, startIdentityServices } from '../../../../test/support/identity-services';
import { actingAs } from '../../../../test/support/programme';
import { createWorld, enterpriseUser, ProgrammeWorld, schoolUser } from '../../../../test/support/programme-world';
import { TestServices } from '../../../../test/support/test-database';
import { isPassOver, RoundStatus } from '../domain/round-status';
import { PassRow } from '../persistence/round-passes.repository';
import { RoundRow } from '../persistence/rounds.repository';
import { RoundAnswersService } from '../round-answers.service';
import { RoundGraduatesService } from '../round-graduates.service';
import { RoundLotsService } from '../round-lots.service';
import { RoundOverridesService } from '../round-overrides.service';
import { RoundPostingsService } from '../round-postings.service';
import { RoundResult, RoundResultsService } from '../round-results.service';
import { RoundRunsService } from '../round-runs.service';
import { RoundScorings } from '../round-scorings';
import { RoundUpkeepService } from '../round-upkeep.service';
import { RoundsService } from '../rounds.service';
import { KeepUpRoundsProcessor } from '../worker/keep-up-rounds.processor';
import { RoundsWorkerModule } from '../worker/rounds-worker.module';
import { SuggestionsWorkerModule } from '../worker/suggestions-worker.module';
import { GivenGraduate, GivenPosting, SupplyAndDemand } from './supply-and-demand';

export const NOW = '2026-05-15T02:00:00Z';
const DAY_MS = 86_400_000;
const TURNER = '6-18-01-01';

/** A city with two schools and two firms, with everything of rounds and its worker, on real MariaDB and Redis. */
export class RoundTown {
  private constructor(
    readonly services: TestServices,
    readonly clock: FixedClock,
    readonly world: ProgrammeWorld,
    readonly officer: Principal,
    /** Another officer of the bureau: what two have to do. */
    readonly colleague: Principal,
    readonly supply: SupplyAndDemand,
    private readonly cohort: Awaited<ReturnType<SupplyAndDemand['cohort']>>,
  ) {}

  readonly school = schoolUser(this.world.schools.home);
  readonly firm = enterpriseUser(this.world.enterprises.home);
  readonly otherFirm = enterpriseUser(this.world.enterprises.other);
  readonly dataSource: DataSource = this.services.dataSource;
  readonly rounds = this.service(RoundsService);
  readonly lots = this.service(RoundLotsService);
  readonly graduates = this.service(RoundGraduatesService);
  readonly postings = this.service(RoundPostingsService);
  readonly runs = this.service(RoundRunsService);
  readonly answers = this.service(RoundAnswersService);
  readonly results = this.service(RoundResultsService);
  readonly overrides = this.service(RoundOverridesService);
  readonly upkeep = this.service(RoundUpkeepService);

  static async start(): Promise<RoundTown> {
    const clock = new FixedClock(new Date(NOW));
    const workers = [PrivacyWorkerModule, SuggestionsWorkerModule, RoundsWorkerModule];
    const modules = [CataloguesModule, PlacementModule, WorkerRuntimeModule, ...workers];
    const services = await startIdentityServices(clock, modules);
    const world = await createWorld(services.dataSource);
    const supply = new SupplyAndDemand(services.dataSource);
    const cohort = await supply.cohort(world.schools.home, '数控加工');
    const [officer, colleague] = [
      await somePrincipal(services, Role.HR_BUREAU),
      await somePrincipal(services, Role.HR_BUREAU),
    ];
    return new RoundTown(services, clock, world, officer, colleague, supply, cohort);
  }

  close(): Promise<void> {
    return this.services.close();
  }

  service<T>(type: new (...args: never[]) => T): T {
    return this.services.app.get<T>(type, { strict: false });
  }

  as<T>(by: Principal, work: () => Promise<T>): Promise<T> {
    return actingAs(by, work);
  }

  later(days: number): void {
    this.clock.set(new Date(this.clock.now().getTime() + days * DAY_MS));
  }

  graduate(given: GivenGraduate = {}): Promise<number> {
    return this.supply.graduate(this.cohort, given);
  }

  posting(given: Partial<GivenPosting> = {}, enterpriseId = this.world.enterprises.home): Promise<number> {
    return this.supply.posting(enterpriseId, { occupationCode: TURNER, heads: 1, ...given });
  }

  given(more: object = {}) {
    const now = this.clock.now().getTime();
    return {
      title: '示例双选会',
      regionPrefix: '3204',
      graduationYear: 2026,
      maxWishes: 3,
      passes: 2,
      answerDays: 3,
      wishesUntil: new Date(now + DAY_MS),
      rankingUntil: new Date(now + 2 * DAY_MS),
      drawSource: '示例彩票 2026055 期',
      drawOn: shanghaiDate(new Date(now + 3 * DAY_MS)),
      ...more,
    };
  }

  /** Beside rounds of other tests, which make room as if they were over. */
  async draft(more: object = {}): Promise<RoundRow> {
    await this.dataSource.query("UPDATE matching_round SET active = NULL, lot_origin = 'AT_CREATION'");
    return this.draftNext(more);
  }

  async draftNext(more: object = {}): Promise<RoundRow> {
    return this.as(this.officer, () => this.rounds.create(this.officer, this.given(more)));
  }

  async open(more: object = {}): Promise<RoundRow> {
    const { id, revision } = await this.draft(more);
    return this.as(this.officer, () => this.rounds.open(this.officer, id, revision));
  }

  round(id: number): Promise<RoundRow> {
    return this.rounds.get(this.officer, id);
  }

  enrol(roundId: number, graduateId: number, completes = false, by = this.school) {
    return this.as(by, () => this.graduates.enrol(by, roundId, graduateId, completes));
  }

  wish(roundId: number, graduateId: number, postings: readonly number[], by = this.school) {
    const wishes = postings.map((jobPostingId, index) => ({ jobPostingId, rank: index + 1 }));
    return this.as(by, () => this.graduates.rank(by, roundId, graduateId, wishes));
  }

  offer(roundId: number, jobPostingId: number, seats = 1, completes = true, by = this.firm) {
    return this.as(by, () => this.postings.enrol(by, { roundId, jobPostingId, seats, completes }));
  }

  rank(roundId: number, jobPostingId: number, graduates: readonly number[], by = this.firm) {
    const rankings = graduates.map((graduateId, index) => ({ graduateId, rank: index + 1 }));
    return this.as(by, () => this.postings.rank(by, roundId, jobPostingId, rankings));
  }

  async joined(roundId: number, postings: readonly number[], given: GivenGraduate = {}): Promise<number> {
    const id = await this.graduate(given);
    await this.enrol(roundId, id);
    await this.wish(roundId, id, postings);
    return id;
  }

  async offered(roundId: number, seats = 1, completes = true): Promise<number> {
    const id = await this.posting({ heads: seats });
    await this.offer(roundId, id, seats, completes);
    return id;
  }

  private async step(
    id: number,
    take: (by: Principal, id: number, revision: number) => Promise<unknown>,
  ): Promise<void> {
    const { revision } = await this.round(id);
    await this.as(this.officer, () => take(this.officer, id, revision));
  }

  freeze(id: number): Promise<void> {
    return this.step(id, (by, of, revision) => this.rounds.close(by, of, revision));
  }

  async enterDraw(id: number, value: string, by = this.officer): Promise<void> {
    const { revision } = await this.round(id);
    await this.as(by, () => this.lots.enter(by, id, revision, value));
  }

  /** Ranks are frozen and the lot is drawn, as if the day of the draw had come. */
  async closeRanking(id: number): Promise<void> {
    await this.freeze(id);
    await this.dataSource.query('UPDATE matching_round SET draw_on = ? WHERE id = ?', [this.clock.today(), id]);
    await this.enterDraw(id, '03 08 17+07');
    await this.enterDraw(id, '03 08 17+07', this.colleague);
  }

  publish(id: number): Promise<void> {
    return this.step(id, (by, of, revision) => this.rounds.publish(by, of, revision));
  }

  finish(id: number): Promise<void> {
    return this.step(id, (by, of, revision) => this.rounds.finish(by, of, revision));
  }

  cancel(id: number): Promise<void> {
    return this.step(id, (by, of, revision) => this.rounds.cancel(by, of, revision, '场地停用'));
  }

  async request(id: number): Promise<PassRow> {
    const { revision } = await this.round(id);
    return this.as(this.officer, () => this.runs.request(this.officer, id, revision));
  }

  pass(id: number): Promise<PassRow> {
    return this.runs.pass(this.officer, id);
  }

  /** Asks for a pass and waits for its job. */
  async run(id: number): Promise<PassRow> {
    const { id: passId } = await this.request(id);
    await until(async () => isPassOver((await this.pass(passId)).status));
    return this.pass(passId);
  }

  async runAndPublish(id: number): Promise<PassRow> {
    if ((await this.round(id)).status === RoundStatus.OPEN) await this.closeRanking(id);
    const pass = await this.run(id);
    await this.publish(id);
    return pass;
  }

  async result(roundId: number, graduateId: number, by = this.school): Promise<RoundResult | undefined> {
    return (await this.results.ofGraduate(by, roundId, graduateId))[0];
  }

  confirm(roundId: number, graduateId: number, by = this.school) {
    return this.as(by, () => this.answers.confirm(by, roundId, graduateId));
  }

  decline(roundId: number, graduateId: number, by = this.school) {
    return this.as(by, () => this.answers.decline(by, roundId, graduateId, '离家太远'));
  }

  async taken(postingId: number): Promise<number> {
    const [row] = (await this.dataSource.query('SELECT taken FROM job_posting WHERE id = ?', [postingId])) as [
      { taken: number },
    ];
    return row.taken;
  }

  async matches(passId: number): Promise<{ graduate: number; posting: number | null; status: string }[]> {
    return (await this.dataSource.query(
      'SELECT graduate_id AS graduate, job_posting_id AS posting, status FROM round_match WHERE pass_id = ? ORDER BY graduate_id',
      [passId],
    )) as { graduate: number; posting: number | null; status: string }[];
  }

  jobs(): Promise<Job[]> {
    return this.queue.getJobs(['active', 'wait', 'delayed', 'failed']);
  }

  async idle(): Promise<void> {
    await until(async () => (await this.queue.getJobCountByTypes('wait', 'active', 'delayed')) === 0);
  }

  /** While no job of a pass begins. */
  async paused<T>(work: () => Promise<T>): Promise<T> {
    await this.queue.pause();
    try {
      return await work();
    } finally {
      await this.queue.resume();
    }
  }

  /** As when Redis was lost: every job on the way or waiting is gone. */
  async forgetJobs(): Promise<void> {
    await until(async () => (await this.unsent()) === 0 && (await this.queue.getJobCountByTypes('wait')) > 0);
    await this.queue.obliterate({ force: true });
  }

  keepUp(): Promise<void> {
    return this.service(KeepUpRoundsProcessor).handle();
  }

  /** Runs a pass during which `work` is done: after the ranks were read, before anything is kept. */
  async runWhile(id: number, work: () => Promise<void>): Promise<PassRow> {
    const scorings = this.service(RoundScorings);
    const read = scorings.read.bind(scorings);
    jest.spyOn(scorings, 'read').mockImplementationOnce(async (...asked) => {
      const scoring = await read(...asked);
      await work();
      return scoring;
    });
    return this.run(id);
  }

  private get queue(): Queue {
    return this.services.app.get(QueueClient).queue('matching-rounds');
  }

  private async unsent(): Promise<number> {
    const rows = (await this.dataSource.query('SELECT id FROM outbox_event WHERE sent_at IS NULL')) as unknown[];
    return rows.length;
  }
}

export async function until(done: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await done()); waited += 25) {
    if (waited > 30_000) throw new Error('not in time');
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
