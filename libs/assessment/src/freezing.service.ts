import { Injectable } from '@nestjs/common';
import { CalendarDate, Clock, Principal, referenceDateOf } from '@sxbq/kernel';
import { RowReader, SnapshotReader, Transaction, UnitOfWork } from '@sxbq/platform';
import { createHash, Hash, randomBytes } from 'node:crypto';
import { AssessmentFactsService } from './assessment-facts.service';
import { AssessmentSteps } from './assessment-steps';
import { canonicalJson } from './domain/bundle/canonical-json';
import { AssessmentScheme, OrganisationFacts } from './domain/model';
import { AssessmentStatus } from './domain/run/run-status';
import { RunRow, RunsRepository } from './persistence/runs.repository';
import { SchemesRepository } from './persistence/schemes.repository';
import { SnapshotsRepository } from './persistence/snapshots.repository';

const SALT_BYTES = 32;

/** Freezes the facts: one moment of the database, kept and digested in one transaction with the status. */
@Injectable()
export class FreezingService {
  constructor(
    private readonly facts: AssessmentFactsService,
    private readonly reader: SnapshotReader,
    private readonly runs: RunsRepository,
    private readonly snapshots: SnapshotsRepository,
    private readonly schemes: SchemesRepository,
    private readonly steps: AssessmentSteps,
    private readonly uow: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** The run is FROZEN after it, with the same task to go on with; or as before. */
  async freeze(run: RunRow, actor: Principal, progress: (done: number) => Promise<void>): Promise<void> {
    const asOf = referenceDateOf(run.year, this.clock.today());
    await this.uow.run(async (tx) => {
      const schemes = await this.schemesOf(tx, run);
      const change = {
        status: AssessmentStatus.FROZEN,
        asOf,
        selfScoresLockedAt: run.selfScoresLockedAt ?? this.clock.now(),
      };
      await this.steps.take(tx, actor, run, 'frozen', change);
      const salt = randomBytes(SALT_BYTES).toString('hex');
      const of = { runId: run.id, asOf, takenAt: this.clock.now(), schemes, salt, requestedBy: actor.userId };
      await this.snapshots.begin(tx, of);
      const hash = createHash('sha256');
      const organisations = await this.reader.read((reader) =>
        this.copy(tx, reader, run, schemes, asOf, hash, progress),
      );
      await this.snapshots.finish(tx, run.id, organisations, hash.digest('hex'));
      await this.runs.noteProgress(tx, run.id, organisations);
    });
  }

  /** As the run names them, in order of subject; the year's schemes are never edited. */
  private async schemesOf(tx: Transaction, run: RunRow): Promise<AssessmentScheme[]> {
    const ids = [run.schoolSchemeId, run.enterpriseSchemeId].filter((id) => id !== null);
    return (await this.schemes.byIds(ids, tx)).map(({ document }) => document);
  }

  private async copy(
    tx: Transaction,
    reader: RowReader,
    { id, year, regionPrefix }: RunRow,
    schemes: readonly AssessmentScheme[],
    asOf: CalendarDate,
    hash: Hash,
    progress: (done: number) => Promise<void>,
  ): Promise<number> {
    let organisations = 0;
    for (const { subject } of schemes.toSorted((one, other) => (one.subject < other.subject ? -1 : 1))) {
      await this.facts.readWithin(reader, { subject, regionPrefix, year, asOf }, async (page) => {
        const rows = page.map(asFrozen);
        for (const { text } of rows) hash.update(`${text}\n`);
        await this.snapshots.add(tx, id, rows);
        organisations += page.length;
        await progress(organisations);
      });
    }
    return organisations;
  }
}

const asFrozen = (organisation: OrganisationFacts) => ({ organisation, text: canonicalJson(organisation) });
