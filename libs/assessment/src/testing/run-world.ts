import { DynamicModule, Type } from '@nestjs/common';
import { FixedClock, Principal, Role } from '@sxbq/kernel';
import { POLICY_2011 } from '@sxbq/policy';
import { somePrincipal, startIdentityServices } from '../../../../test/support/identity-services';
import { actingAs } from '../../../../test/support/programme';
import { TestServices } from '../../../../test/support/test-database';
import { AssessmentRunsService } from '../assessment-runs.service';
import { AssessmentSchemesService } from '../assessment-schemes.service';
import { AssessmentTasksService } from '../assessment-tasks.service';
import { AssessmentModule } from '../assessment.module';
import { AssessmentSubject } from '../domain/model';
import { AttachmentsService } from '../attachments.service';
import { MarkerPanelService } from '../marker-panel.service';
import { MarkingService } from '../marking.service';
import { ModerationService } from '../moderation.service';
import { NoticeService } from '../notice.service';
import { ObjectionsService } from '../objections.service';
import { RunRow } from '../persistence/runs.repository';
import { PublicationService } from '../publication.service';
import { RankingsService } from '../rankings.service';
import { RecordedFactsService } from '../recorded-facts.service';
import { SelfScoresService } from '../self-scores.service';
import { FactsWorld } from './facts-world';
import { runScheme } from './run-scheme';

export const YEAR = 2026;
export const SELF_SCORES_UNTIL = '2026-12-05';

/** Noon of the day in Asia/Shanghai. */
export const noonOf = (day: string): Date => new Date(`${day}T12:00:00+08:00`);

/** A city's year with real services and people; the worker's part is done by hand, so that a test can stand between. */
export class RunWorld {
  readonly schemes: AssessmentSchemesService;
  readonly runs: AssessmentRunsService;
  readonly tasks: AssessmentTasksService;
  readonly facts: RecordedFactsService;
  readonly selfScores: SelfScoresService;
  readonly attachments: AttachmentsService;
  readonly panel: MarkerPanelService;
  readonly marking: MarkingService;
  readonly moderation: ModerationService;
  readonly notice: NoticeService;
  readonly objections: ObjectionsService;
  readonly publication: PublicationService;
  readonly rankings: RankingsService;
  readonly rows: FactsWorld;

  officer: Principal;
  colleague: Principal;
  markers: Principal[];
  schools: Principal[];

  private constructor(
    readonly services: TestServices,
    readonly clock: FixedClock,
  ) {
    const { app } = services;
    this.schemes = app.get(AssessmentSchemesService);
    this.runs = app.get(AssessmentRunsService);
    this.tasks = app.get(AssessmentTasksService);
    this.facts = app.get(RecordedFactsService);
    this.selfScores = app.get(SelfScoresService);
    this.attachments = app.get(AttachmentsService);
    this.panel = app.get(MarkerPanelService);
    this.marking = app.get(MarkingService);
    this.moderation = app.get(ModerationService);
    this.notice = app.get(NoticeService);
    this.objections = app.get(ObjectionsService);
    this.publication = app.get(PublicationService);
    this.rankings = app.get(RankingsService);
    this.rows = new FactsWorld(services.dataSource);
  }

  static async start(modules: (Type | DynamicModule)[] = []): Promise<RunWorld> {
    const clock = new FixedClock(noonOf('2026-12-01'));
    return new RunWorld(await startIdentityServices(clock, [AssessmentModule, ...modules]), clock);
  }

  /** An empty city: three schools, two officers, three markers, one scheme. */
  async begin(): Promise<void> {
    await this.services.empty();
    this.day('2026-12-01');
    await this.rows.insert('policy', {
      code: POLICY_2011.code,
      version: 1,
      title: POLICY_2011.title,
      valid_from_year: 2011,
      valid_to_year: null,
      document: JSON.stringify(POLICY_2011.document),
      source: '',
    });
    const some = (role: Role): Promise<Principal> => somePrincipal(this.services, role);
    this.officer = await some(Role.HR_BUREAU);
    this.colleague = await some(Role.HR_BUREAU);
    this.markers = [await some(Role.INSPECTOR), await some(Role.INSPECTOR), await some(Role.ECONOMY_BUREAU)];
    this.schools = [await some(Role.SCHOOL), await some(Role.SCHOOL), await some(Role.SCHOOL)];
    await this.as(this.officer, () => this.schemes.add(this.officer, { document: runScheme(YEAR) }));
  }

  day(date: string): void {
    this.clock.set(noonOf(date));
  }

  as<T>(by: Principal, work: () => Promise<T>): Promise<T> {
    return actingAs(by, work);
  }

  school(at: number): { readonly subject: AssessmentSubject; readonly organisationId: number } {
    return { subject: AssessmentSubject.SCHOOL, organisationId: this.schools[at]?.schoolId as number };
  }

  /** The worker's part, to its end. */
  async work(run: RunRow): Promise<RunRow> {
    await this.tasks.proceed(run.id, () => Promise.resolve());
    return this.read(run);
  }

  read(run: Pick<RunRow, 'id'>): Promise<RunRow> {
    return this.runs.get(this.officer, run.id);
  }

  async opened(): Promise<RunRow> {
    const { officer } = this;
    const run = await this.as(officer, () =>
      this.runs.create(officer, { year: YEAR, selfScoreUntil: SELF_SCORES_UNTIL }),
    );
    await this.as(officer, () =>
      this.panel.choose(
        officer,
        run.id,
        run.revision,
        this.markers.map(({ membershipId }) => membershipId as number),
      ),
    );
    return this.as(officer, () => this.runs.open(officer, run.id, run.revision + 1));
  }

  /** Asked for, and not yet done by the worker. */
  async freezing(run?: Pick<RunRow, 'id' | 'revision'>): Promise<RunRow> {
    const { id, revision } = run ?? (await this.opened());
    this.day('2026-12-06');
    return this.as(this.officer, () => this.runs.freeze(this.officer, id, revision));
  }

  async drawn(): Promise<RunRow> {
    return this.work(await this.freezing());
  }

  /** From a run that was opened. */
  async markedOf(opened: RunRow): Promise<RunRow> {
    return this.markAll(await this.work(await this.freezing(opened)), () => '80');
  }

  /** Every marker gives 80 to everybody, but where `points` says otherwise by school and seat. */
  async marked(points: (schoolId: number, seat: number) => string = () => '80'): Promise<RunRow> {
    return this.markAll(await this.drawn(), points);
  }

  private async markAll(run: RunRow, points: (schoolId: number, seat: number) => string): Promise<RunRow> {
    for (const marker of this.markers) {
      const { items } = await this.marking.queue(marker, { open: true, limit: 100, offset: 0 });
      for (const { id, revision, organisationId } of items) {
        const seat = await this.seatOf(id);
        const given = { id, revision, points: points(organisationId, seat) };
        await this.as(marker, () => this.marking.give(marker, given));
      }
    }
    return this.read(run);
  }

  async noticed(run?: RunRow): Promise<RunRow> {
    const { id, revision } = run ?? (await this.marked());
    this.day('2026-12-10');
    return this.work(await this.as(this.officer, () => this.notice.request(this.officer, id, revision)));
  }

  /** Proposed by the officer, after the days of the notice. */
  async proposed(run?: RunRow): Promise<RunRow> {
    const { id, revision } = run ?? (await this.noticed());
    this.day('2026-12-17');
    return this.as(this.officer, () => this.publication.propose(this.officer, id, revision));
  }

  async published(run?: RunRow): Promise<RunRow> {
    const { id, revision } = run ?? (await this.proposed());
    const { colleague } = this;
    return this.work(await this.as(colleague, () => this.publication.confirm(colleague, id, revision)));
  }

  async places(run: Pick<RunRow, 'id'>, by = this.officer): Promise<string[]> {
    const page = { limit: 100, offset: 0 };
    const { items } = await this.rankings.list(by, run.id, AssessmentSubject.SCHOOL, page);
    return items.map(
      ({ organisationId, detail: { rank, score } }) => `${rank} ${this.nameOf(organisationId)} ${score}`,
    );
  }

  private nameOf(schoolId: number): string {
    return 'ABC'.charAt(this.schools.findIndex((school) => school.schoolId === schoolId)) || '?';
  }

  private async seatOf(markId: number): Promise<number> {
    const sql = 'SELECT seat FROM assessment_mark WHERE id = ?';
    return ((await this.services.dataSource.query(sql, [markId])) as [{ seat: number }])[0].seat;
  }
}
