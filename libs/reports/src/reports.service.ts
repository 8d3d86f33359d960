import { Inject, Injectable } from '@nestjs/common';
import { AssessmentRunsService, AssessmentStatus, AssessmentSubject } from '@sxbq/assessment';
import { AuditTrail, LinkedFile, LinkedFiles, LinkPath } from '@sxbq/audit';
import { assertPermission, requesterOf } from '@sxbq/identity';
import { assertRegionInScope, Clock, EntityId, Page, PageRequest, Principal, rowScopeOf } from '@sxbq/kernel';
import { Config, CONFIG, MEBIBYTE, Outbox, StorageQuotas, UnitOfWork } from '@sxbq/platform';
import { SchoolsService } from '@sxbq/schools';
import { OFFICIAL_KINDS, REPORT_FORMATS, ReportKind } from './domain/report-kind';
import { Audience, Letterhead } from './domain/report-options';
import { ReportStatus } from './domain/report-status';
import { REPORT_REQUESTED } from './jobs/reports.queue';
import { NewReport, REPORT_RESERVE_BYTES, ReportRow, ReportsRepository } from './persistence/reports.repository';
import { letterheadMissing, rankingNotReady, reportNotFinished, reportNotFound } from './reports.errors';

/** What is asked for. */
export interface ReportRequest {
  readonly runId: EntityId;
  readonly kind: ReportKind;
  readonly subject: AssessmentSubject;
  readonly audience: Audience;
  readonly schoolId: EntityId | null;
  readonly letterhead: Letterhead | null;
}

export interface ReportFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Buffer;
}

const PUBLISHED: readonly AssessmentStatus[] = [AssessmentStatus.PUBLISHED, AssessmentStatus.CLOSED];

const linkedFile = (id: EntityId): LinkedFile => ({
  action: 'reports.download',
  objectType: 'Report',
  objectId: id,
});

/** Reports as they are asked for, looked at and fetched; ReportMaker makes them. */
@Injectable()
export class ReportsService {
  constructor(
    private readonly reports: ReportsRepository,
    private readonly runs: AssessmentRunsService,
    private readonly schools: SchoolsService,
    private readonly uow: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly audit: AuditTrail,
    private readonly linked: LinkedFiles,
    private readonly clock: Clock,
    private readonly quotas: StorageQuotas,
    @Inject(CONFIG) private readonly config: Pick<Config, 'REPORT_QUOTA_MIB'>,
  ) {}

  /**
   * Records the request; a worker makes the report. A bureau asks for any of its own region, a draft before publication;
   * a school for its own page of what was published. REPORT_RANKING_NOT_READY, REPORT_LETTERHEAD_MISSING,
   * SCHOOL_NOT_FOUND, STORAGE_QUOTA_REACHED.
   */
  async request(principal: Principal, given: ReportRequest): Promise<ReportRow> {
    assertPermission(principal, 'reports.make');
    const report = await this.allowed(principal, given);
    const { organisationId } = principal;
    const id = await this.uow.run(async (tx) => {
      await this.quotas.claim(tx, `reports/${organisationId}`, REPORT_RESERVE_BYTES, [
        {
          title: '本单位保存的报告',
          bytes: this.config.REPORT_QUOTA_MIB * MEBIBYTE,
          remedy:
            '报告在生成一年后自动删除，正在生成的请等待完成；急需的请联系系统管理员调高上限（REPORT_QUOTA_MIB）。',
          used: () => this.reports.bytesOf(tx, organisationId),
        },
      ]);
      const created = await this.reports.create(tx, { ...report, organisationId }, this.clock.now());
      await this.outbox.append(tx, REPORT_REQUESTED, { reportId: created });
      const { runId, kind, audience, draft } = report;
      await this.audit.record(tx, {
        action: 'reports.make',
        objectType: 'Report',
        objectId: created,
        details: { runId, kind, audience, draft },
      });
      return created;
    });
    return this.get(principal, id);
  }

  /** REPORT_NOT_FOUND also when it is not the principal's to see. */
  async get(principal: Principal, id: EntityId): Promise<ReportRow> {
    assertPermission(principal, 'reports.read');
    const report = await this.reports.byId(rowScopeOf(principal), id);
    if (!report) throw reportNotFound();
    return report;
  }

  /** ASSESSMENT_RUN_NOT_FOUND also when it is not the principal's to see. */
  async list(principal: Principal, runId: EntityId, page: PageRequest): Promise<Page<ReportRow>> {
    assertPermission(principal, 'reports.read');
    await this.runs.get(principal, runId);
    return this.reports.list(rowScopeOf(principal), runId, page);
  }

  /** A link to the file for whoever asks, in this session, for some minutes. REPORT_NOT_FINISHED. */
  async link(principal: Principal, id: EntityId): Promise<LinkPath> {
    const report = await this.get(principal, id);
    if (report.status !== ReportStatus.DONE) throw reportNotFinished();
    return this.linked.link(principal, linkedFile(id), `/reports/${id}/file`);
  }

  /** The file of the caller's own link. DOWNLOAD_LINK_INVALID, DOWNLOAD_LINK_EXPIRED, DOWNLOAD_LINK_OF_ANOTHER. */
  open(caller: Principal, id: EntityId, token: string): Promise<ReportFile> {
    return this.linked.openFor(caller, linkedFile(id), token, async () => {
      const report = await this.get(caller, id);
      const content = await this.reports.content(id);
      const { kind, sha256 } = report;
      const file = { fileName: fileNameOf(report), contentType: REPORT_FORMATS[kind].contentType, content };
      return { file, details: { kind, sha256 } };
    });
  }

  private async allowed(principal: Principal, given: ReportRequest): Promise<NewReport> {
    const run = await this.runs.get(principal, given.runId);
    const scope = rowScopeOf(principal);
    const published = PUBLISHED.includes(run.status);
    const requester = { requestedBy: principal.userId, ...requesterOf(principal) };
    const { regionPrefix } = run;
    if (scope.kind === 'SCHOOL') {
      if (given.kind !== ReportKind.SCHOOL_PAGES || !published) throw reportNotFound();
      const own = { subject: AssessmentSubject.SCHOOL, schoolId: scope.schoolId, letterhead: null };
      return { ...given, ...own, regionPrefix, draft: false, ...requester };
    }
    assertRegionInScope(scope, regionPrefix);
    if (!published && run.status !== AssessmentStatus.NOTICE) throw rankingNotReady();
    const official = OFFICIAL_KINDS.has(given.kind);
    if (official && !given.letterhead) throw letterheadMissing();
    const schoolId = given.kind === ReportKind.SCHOOL_PAGES ? given.schoolId : null;
    if (schoolId !== null) await this.schools.get(principal, schoolId);
    const letterhead = official ? given.letterhead : null;
    return { ...given, schoolId, letterhead, regionPrefix, draft: !published, ...requester };
  }
}

function fileNameOf({ id, kind, draft, audience }: ReportRow): string {
  const { title, extension } = REPORT_FORMATS[kind];
  const marks = [audience === Audience.PUBLIC ? '公开版' : '内部版', ...(draft ? ['草稿'] : [])];
  return `${title}（${marks.join('，')}）-${id}.${extension}`;
}
