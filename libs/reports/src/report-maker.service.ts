import { Injectable } from '@nestjs/common';
import { RankingBundlesService } from '@sxbq/assessment';
import { AuditResult, AuditTrail } from '@sxbq/audit';
import { CataloguesService, CatalogueSystem } from '@sxbq/catalogues';
import { Requesters } from '@sxbq/identity';
import { Clock, DomainError, EntityId, rowScopeOf } from '@sxbq/kernel';
import { inChunks, isOutage, Notifier, Transaction, UnitOfWork } from '@sxbq/platform';
import { createHash } from 'node:crypto';
import { isFinished, ReportStatus } from './domain/report-status';
import { reportTopic } from './jobs/reports.queue';
import { MadeReport, ReportThreads } from './making/report-threads';
import { ReportRow, ReportsRepository, ReportStep } from './persistence/reports.repository';

/** What ends a report whose requester may no longer ask for it. */
export const REPORT_REQUESTER_LOST_RIGHTS = 'REPORT_REQUESTER_LOST_RIGHTS';

/** A report without a step for this long has lost its worker or its job. */
const STRANDED_MS = 180_000;
/** Years before the reported one that trends show. */
const EARLIER_YEARS = 4;

/**
 * Makes what was asked for. The file and the row that says it is there are one transaction, so that a worker that dies
 * leaves nothing half done, and who takes the report up again makes the same bytes.
 */
@Injectable()
export class ReportMaker {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly bundles: RankingBundlesService,
    private readonly threads: ReportThreads,
    private readonly catalogues: CataloguesService,
    private readonly requesters: Requesters,
    private readonly uow: UnitOfWork,
    private readonly audit: AuditTrail,
    private readonly notifier: Notifier,
    private readonly clock: Clock,
  ) {}

  /** Ids of reports that need a new job. */
  stranded(): Promise<EntityId[]> {
    return this.reports.stranded(new Date(this.clock.now().getTime() - STRANDED_MS));
  }

  /** Quietly nothing when the report is finished, or another worker has taken it over. */
  async make(reportId: EntityId, progress: (percent: number) => Promise<void>): Promise<void> {
    const report = await this.reports.byId({ kind: 'REGION', prefix: '' }, reportId);
    if (!report || isFinished(report.status)) return;
    if (!(await this.mayStillBeMade(report))) return this.refuse(report);
    const begun = await this.step(report, { status: ReportStatus.RUNNING, progress: 10 });
    if (!begun) return;
    await progress(10);
    try {
      await this.finish(begun);
      await progress(100);
    } catch (error) {
      if (!(error instanceof DomainError) || isOutage(error)) throw error;
      await this.step(begun, { status: ReportStatus.FAILED, error: error.code, finishedAt: this.clock.now() });
    }
  }

  private async finish(report: ReportRow): Promise<void> {
    const { runId, draft, regionPrefix } = report;
    const { digest, content: bundle } = await this.bundles.ofRun(runId, draft);
    const earlier = await this.bundles.before(runId, EARLIER_YEARS);
    const { kind, audience, subject, schoolId, letterhead } = report;
    const regionNames = await this.catalogues.namesUnder(CatalogueSystem.REGION, regionPrefix.slice(0, 2));
    const options = { audience, draft, subject, schoolId, letterhead, regionNames };
    const made = await this.threads.make({ kind, bundle, earlier, options });
    const sha256 = createHash('sha256').update(made.content).digest('hex');
    const { pages, lines } = made;
    await this.step(
      report,
      {
        status: ReportStatus.DONE,
        progress: 100,
        bundleDigest: digest,
        finishedAt: this.clock.now(),
        sha256,
        byteSize: made.content.length,
        pages,
        lines,
      },
      (tx) => this.store(tx, report.id, made),
    );
  }

  private async store(tx: Transaction, id: EntityId, { content }: MadeReport): Promise<void> {
    let position = 0;
    for await (const chunk of inChunks([content])) {
      await this.reports.addChunk(tx, id, position, chunk);
      position += 1;
    }
  }

  /** Whether who asked for the report may still ask for it, and see it (assurance A7). */
  private async mayStillBeMade(report: ReportRow): Promise<boolean> {
    const requester = await this.requesters.stillHolding(report, 'reports.make');
    return requester !== null && (await this.reports.byId(rowScopeOf(requester), report.id)) !== null;
  }

  private async refuse(report: ReportRow): Promise<void> {
    const actor = await this.requesters.formerly(report);
    const error = REPORT_REQUESTER_LOST_RIGHTS;
    await this.step(report, { status: ReportStatus.FAILED, error, finishedAt: this.clock.now() }, (tx) =>
      this.audit.record(tx, {
        action: 'reports.make',
        objectType: 'Report',
        objectId: report.id,
        details: { code: error },
        result: AuditResult.REFUSED,
        actor,
      }),
    );
  }

  /** The report after the step, or null when another worker was faster; `effect` is in the step's transaction. */
  private async step(
    report: ReportRow,
    step: ReportStep,
    effect: (tx: Transaction) => Promise<void> = () => Promise.resolve(),
  ): Promise<ReportRow | null> {
    const moved = await this.uow.run(async (tx) => {
      if (!(await this.reports.advance(tx, report, step, this.clock.now()))) return false;
      await effect(tx);
      return true;
    });
    if (!moved) return null;
    await this.notifier.publish(reportTopic(report.id), { reportId: report.id });
    return { ...report, ...step, version: report.version + 1 };
  }
}
