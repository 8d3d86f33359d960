import { Injectable } from '@nestjs/common';
import { EntityId, SigningKey } from '@sxbq/kernel';
import { bundleNotFound, runNotFound } from './assessment-run.errors';
import { BundlesRepository } from './persistence/bundles.repository';
import { PublishedRankingsRepository } from './persistence/published-rankings.repository';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { RunMaterials } from './run-material';
import { sealInThread } from './thread/ranking-threads';

/** The whole bundle of a run as bytes of JSON. */
export interface BundleBytes {
  readonly digest: string;
  readonly content: Buffer;
}

/** Signs drafts, which prove nothing: the key is known to everybody. */
const DRAFT_KEY = new SigningKey(`draft:${Buffer.alloc(32).toString('base64')}`);

/** Bundles for what is made of them inside the platform; whoever calls has asked who may have them. */
@Injectable()
export class RankingBundlesService {
  constructor(
    private readonly runs: RunsRepository,
    private readonly bundles: BundlesRepository,
    private readonly published: PublishedRankingsRepository,
    private readonly materials: RunMaterials,
  ) {}

  /** The sealed bundle; of a draft what would be sealed now. ASSESSMENT_BUNDLE_NOT_FOUND. */
  async ofRun(runId: EntityId, draft: boolean): Promise<BundleBytes> {
    const run = await this.run(runId);
    return draft ? this.draftOf(run) : this.sealed(runId);
  }

  /** Sealed bundles of the same region's years before, the latest first; of each year the newest version. */
  async before(runId: EntityId, years: number): Promise<Buffer[]> {
    const { regionPrefix, year } = await this.run(runId);
    const found: Buffer[] = [];
    for (const row of await this.published.newest(regionPrefix, year - years, year - 1)) {
      found.push((await this.sealed(row.runId)).content);
    }
    return found;
  }

  private async sealed(runId: EntityId): Promise<BundleBytes> {
    const [row] = await this.bundles.ofRuns([runId]);
    const content = await this.bundles.content(runId, 'WHOLE');
    if (!row || !content) throw bundleNotFound();
    return { digest: row.digest, content };
  }

  private async draftOf({ id, regionPrefix, year, version }: RunRow): Promise<BundleBytes> {
    const { snapshot, ...rankable } = await this.materials.ofRun(id);
    const of = { region: regionPrefix, year, run: id, version, salt: snapshot.salt, previous: null };
    const { digest, content } = await sealInThread({ ...of, ...rankable }, DRAFT_KEY);
    return { digest, content: Buffer.from(content.buffer, content.byteOffset, content.byteLength) };
  }

  private async run(runId: EntityId): Promise<RunRow> {
    const run = await this.runs.byId(runId);
    if (!run) throw runNotFound();
    return run;
  }
}
