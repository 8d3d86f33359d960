import { Injectable } from '@nestjs/common';
import { LinkedFile, LinkedFiles, LinkPath } from '@sxbq/audit';
import { assertPermission, holdsPermission } from '@sxbq/identity';
import { EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { bundleNotFound, organisationNotFound, runNotFound } from './assessment-run.errors';
import { AssessmentSubject, OrganisationFacts, OrganisationRef } from './domain/model';
import { SHOWN_STATUSES } from './domain/run/run-status';
import { BundleRow, BundlesRepository } from './persistence/bundles.repository';
import { KeptRankingRow, RankingsRepository } from './persistence/rankings.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { SnapshotRow, SnapshotsRepository } from './persistence/snapshots.repository';

/** WHOLE holds every number and is for the bureaus; PUBLIC withholds small counts of people. */
export enum BundleVersion {
  WHOLE = 'WHOLE',
  PUBLIC = 'PUBLIC',
}

export interface BundleFile {
  readonly fileName: string;
  readonly content: Buffer;
}

const linkedFile = (runId: EntityId, version: BundleVersion): LinkedFile => ({
  action: 'assessment.openBundle',
  objectType: 'AssessmentBundle',
  objectId: runId,
  variant: version,
});

/** Rankings as noticed and published, what they were computed from, and the sealed proof. */
@Injectable()
export class RankingsService {
  constructor(
    private readonly rankings: RankingsRepository,
    private readonly runs: RunsRepository,
    private readonly snapshots: SnapshotsRepository,
    private readonly bundles: BundlesRepository,
    private readonly linked: LinkedFiles,
  ) {}

  /** Empty before the notice. ASSESSMENT_RUN_NOT_FOUND. */
  async list(
    principal: Principal,
    runId: EntityId,
    subject: AssessmentSubject,
    page: PageRequest,
  ): Promise<Page<KeptRankingRow>> {
    assertPermission(principal, 'assessment.read');
    await this.run(principal, runId);
    return this.rankings.list(rowScopeOf(principal), runId, subject, page);
  }

  /** The frozen facts of an organisation with ids and counts; a party sees its own. */
  async facts(principal: Principal, runId: EntityId, organisation: OrganisationRef): Promise<OrganisationFacts> {
    assertPermission(principal, 'assessment.read');
    await this.run(principal, runId);
    const facts = await this.snapshots.factsOf(rowScopeOf(principal), runId, organisation);
    if (!facts) throw organisationNotFound();
    return facts;
  }

  /** Snapshots of runs that the caller has read. */
  async snapshotsOf(runIds: readonly EntityId[]): Promise<Map<EntityId, Omit<SnapshotRow, 'salt'>>> {
    return new Map((await this.snapshots.byRuns(runIds)).map((row) => [row.runId, row]));
  }

  /** Bundles of runs that the caller has read; of a published run alone. */
  async bundlesOf(runIds: readonly EntityId[]): Promise<Map<EntityId, BundleRow>> {
    return new Map((await this.bundles.ofRuns(runIds)).map((row) => [row.runId, row]));
  }

  /** A short-lived link to the sealed file. ASSESSMENT_BUNDLE_NOT_FOUND before publication, and for who may not. */
  async link(principal: Principal, runId: EntityId, version: BundleVersion): Promise<LinkPath> {
    assertPermission(principal, 'assessment.read');
    await this.openBundle(principal, runId, version);
    const address = `/assessment/bundles/${runId}/${version.toLowerCase()}`;
    return this.linked.link(principal, linkedFile(runId, version), address);
  }

  /** What the caller's own link opens. DOWNLOAD_LINK_INVALID, DOWNLOAD_LINK_EXPIRED, DOWNLOAD_LINK_OF_ANOTHER. */
  open(caller: Principal, runId: EntityId, version: BundleVersion, token: string): Promise<BundleFile> {
    assertPermission(caller, 'assessment.read');
    return this.linked.openFor(caller, linkedFile(runId, version), token, async () => {
      const run = await this.openBundle(caller, runId, version);
      const content = await this.bundles.content(runId, version);
      if (!content) throw bundleNotFound();
      const suffix = version === BundleVersion.PUBLIC ? '-公开版' : '';
      const fileName = `${run.year}年度考核公布包-第${run.version}版${suffix}.json`;
      return { file: { fileName, content }, details: { version } };
    });
  }

  private async openBundle(principal: Principal, runId: EntityId, version: BundleVersion): Promise<RunRow> {
    const run = await this.run(principal, runId);
    const mayHave = version === BundleVersion.PUBLIC || holdsPermission(principal, 'assessment.manage');
    const isThere = SHOWN_STATUSES.includes(run.status) && run.publishedAt !== null;
    if (!mayHave || !isThere) throw bundleNotFound();
    return run;
  }

  private async run(principal: Principal, id: EntityId): Promise<RunRow> {
    const run = (await this.runs.find(rowScopeOf(principal), [id])).get(id);
    if (!run) throw runNotFound();
    return run;
  }
}
