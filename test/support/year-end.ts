import { AssessmentSubject } from '@sxbq/assessment';
import { CataloguesService } from '@sxbq/catalogues';
import { FixedClock, Role, SigningKey, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { ImportMode, ImportStatus, LedgerImportService } from '@sxbq/ledgers';
import { PolicyService } from '@sxbq/policy';
import { sampleCityFiles } from '../../apps/cli/src/sample-city/sample-city';
import { Journey } from './journey';
import { eventually, Platform, startPlatform } from './platform';

export const REGION = '3204';
const KEY = `year-end-2026:${Buffer.alloc(32, 21).toString('base64')}`;
export const SIGNING_KEY = new SigningKey(KEY);
const CITY = { asOf: '2026-11-22', seed: 20260401 };

export interface Run {
  readonly id: string;
  readonly status: string;
  readonly revision: number;
  readonly task: string | null;
  readonly taskError: string | null;
}
export interface Place {
  readonly organisationId: string;
  readonly code: string;
  readonly rank: number | null;
  readonly score: string;
  readonly goals: readonly { readonly goal: string; readonly score: string; readonly maximum: string }[];
}
export interface Mark {
  readonly id: string;
  readonly revision: number;
  readonly organisationCode: string;
  readonly organisationId: string;
  readonly goal: string;
}

const RUN = 'id status revision task taskError';
const noon = (day: string): Date => new Date(`${day}T04:00:00Z`);

/** The sample city at the end of its year, and those who judge it. */
export class YearEndCity {
  readonly journey: Journey;
  private readonly users: string[] = [];

  private constructor(
    readonly platform: Platform,
    private readonly clock: FixedClock,
  ) {
    this.journey = new Journey(platform);
  }

  static async start(day: string): Promise<YearEndCity> {
    const clock = new FixedClock(noon(day));
    const platform = await startPlatform(clock, { ASSESSMENT_SIGNING_KEY: KEY });
    const city = new YearEndCity(platform, clock);
    const of = <T>(service: new (...args: never[]) => T): T => platform.api.get(service, { strict: false });
    await of(CataloguesService).load();
    await of(PolicyService).seedDefault();
    const imported = await of(LedgerImportService).importNow(
      SYSTEM_PRINCIPAL,
      await files(),
      ImportMode.ALL_OR_NOTHING,
    );
    if (imported.status !== ImportStatus.IMPORTED)
      throw new Error(`the sample city is not imported: ${imported.status}`);
    return city;
  }

  /** A user of the role, signed in now and again on every other day. */
  async enter(username: string, role: Role, place: Parameters<Journey['enter']>[2] = { regionPrefix: REGION }) {
    await this.journey.enter(username, role, place);
    this.users.push(username);
  }

  async enterSchool(username: string, schoolCode: string): Promise<string> {
    const [school] = await this.rows<{ id: number; regionCode: string }>(
      'SELECT id, region_code AS regionCode FROM school WHERE code = ?',
      [schoolCode],
    );
    const schoolId = String(school?.id);
    await this.enter(username, Role.SCHOOL, { regionPrefix: school?.regionCode ?? '', schoolId });
    return schoolId;
  }

  /** Another day: whoever was signed in is again. */
  async day(day: string): Promise<void> {
    this.clock.set(noon(day));
    for (const username of this.users) await this.journey.signIn(username);
  }

  rows<Row>(sql: string, params: unknown[] = []): Promise<Row[]> {
    return this.platform.dataSource.query(sql, params) as Promise<Row[]>;
  }

  /** The shipped sample as the region's own scheme of the year. */
  async addScheme(by: string, subject: AssessmentSubject, year: number): Promise<string> {
    const sample = await this.journey.ask<{ assessmentSampleScheme: string }>(
      by,
      `query ($year: Int!) { assessmentSampleScheme(subject: ${subject}, year: $year) }`,
      { year },
    );
    const document = sample.assessmentSampleScheme;
    const added = await this.journey.ask<{ addAssessmentScheme: { id: string } }>(by, ADD_SCHEME, { document });
    return added.addAssessmentScheme.id;
  }

  async create(by: string, input: object): Promise<Run> {
    const query = `mutation ($input: CreateAssessmentRunInput!) { run: createAssessmentRun(input: $input) { ${RUN} } }`;
    return (await this.journey.ask<{ run: Run }>(by, query, { input })).run;
  }

  async chooseMarkers(by: string, run: Run, usernames: readonly string[]): Promise<Run> {
    const members = await this.rows<{ id: number }>(
      'SELECT m.id FROM membership m JOIN user u ON u.id = m.user_id WHERE u.username IN (?)',
      [usernames],
    );
    const ids = members.map(({ id }) => String(id));
    const query = `mutation ($id: ID!, $revision: Int!, $ids: [ID!]!) {
      run: chooseAssessmentMarkers(id: $id, revision: $revision, membershipIds: $ids) { ${RUN} } }`;
    const { id, revision } = run;
    return (await this.journey.ask<{ run: Run }>(by, query, { id, revision, ids })).run;
  }

  /** A step of the run on the revision that stands now; what the worker has to do for it is done. */
  async step(by: string, id: string, mutation: string): Promise<Run> {
    const { revision } = await this.run(by, id);
    await this.journey.ask(by, stepOf(mutation), { id, revision });
    return this.settled(by, id);
  }

  async refusedStep(by: string, id: string, mutation: string): Promise<string> {
    const { revision } = await this.run(by, id);
    return this.journey.refusal(by, stepOf(mutation), { id, revision });
  }

  async run(by: string, id: string): Promise<Run> {
    const query = `query ($id: ID!) { run: assessmentRun(id: $id) { ${RUN} } }`;
    return (await this.journey.ask<{ run: Run }>(by, query, { id })).run;
  }

  /** The run when the worker is through with it. */
  async settled(by: string, id: string): Promise<Run> {
    const run = await eventually(
      () => this.run(by, id),
      ({ task }) => task === null,
    );
    if (run.taskError) throw new Error(`the worker stopped: ${run.taskError}`);
    return run;
  }

  async queue(marker: string): Promise<Mark[]> {
    const query = `{ queue: assessmentMarkQueue(open: true, limit: 100) {
      items { id revision organisationCode organisationId goal } } }`;
    return (await this.journey.ask<{ queue: { items: Mark[] } }>(marker, query)).queue.items;
  }

  give(marker: string, { id, revision }: Mark, points: string): Promise<unknown> {
    return this.journey.ask(marker, GIVE_MARK, { input: { id, revision, points, comment: '示例评语' } });
  }

  async ranking(by: string, runId: string, subject: AssessmentSubject): Promise<Place[]> {
    const query = `query ($runId: ID!) { ranking: assessmentRanking(runId: $runId, subject: ${subject}, limit: 100) {
      items { organisationId code rank score goals { goal score maximum } } } }`;
    return (await this.journey.ask<{ ranking: { items: Place[] } }>(by, query, { runId })).ranking.items;
  }

  /** A report as the worker makes it, by its signed link. */
  async report(by: string, input: object): Promise<{ readonly sha256: string; readonly content: Buffer }> {
    type Report = {
      readonly id: string;
      readonly status: string;
      readonly sha256: string;
      readonly error: string | null;
    };
    const request = 'mutation ($input: RequestReportInput!) { report: requestReport(input: $input) { id } }';
    const { id } = (await this.journey.ask<{ report: Report }>(by, request, { input })).report;
    const query = 'query ($id: ID!) { report(id: $id) { id status sha256 error } }';
    const { status, sha256, error } = await eventually(
      async () => (await this.journey.ask<{ report: Report }>(by, query, { id })).report,
      (report) => report.status === 'DONE' || report.status === 'FAILED',
    );
    if (status !== 'DONE') throw new Error(`the report was not made: ${error}`);
    const link = 'query ($id: ID!) { link: reportLink(id: $id) { path } }';
    const { path } = (await this.journey.ask<{ link: { path: string } }>(by, link, { id })).link;
    return { sha256, content: (await this.journey.download(by, path)).body };
  }

  /** The sealed file by its signed link. */
  async bundle(by: string, runId: string, version: 'WHOLE' | 'PUBLIC'): Promise<Buffer> {
    const query = `query ($runId: ID!) { link: assessmentBundleLink(runId: $runId, version: ${version}) { path } }`;
    const { link } = await this.journey.ask<{ link: { path: string } }>(by, query, { runId });
    return (await this.journey.download(by, link.path)).body;
  }
}

const ADD_SCHEME = `mutation ($document: String!) { addAssessmentScheme(input: { document: $document }) { id } }`;
export const GIVE_MARK = `mutation ($input: GiveAssessmentMarkInput!) { giveAssessmentMark(input: $input) { id } }`;

const stepOf = (mutation: string): string =>
  `mutation ($id: ID!, $revision: Int!) { run: ${mutation}(id: $id, revision: $revision) { ${RUN} } }`;

async function files(): Promise<{ fileName: string; content: Buffer }[]> {
  const made: { fileName: string; content: Buffer }[] = [];
  const generator = sampleCityFiles(CITY);
  for (let next = await generator.next(); !next.done; next = await generator.next()) {
    made.push({ fileName: next.value.name, content: next.value.content });
  }
  return made;
}
