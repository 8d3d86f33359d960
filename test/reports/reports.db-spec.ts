import { AssessmentSubject } from '@sxbq/assessment';
import { EntityId, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import {
  Audience,
  Letterhead,
  ReportKind,
  ReportMaker,
  ReportRequest,
  ReportsModule,
  ReportsService,
  ReportStatus,
} from '@sxbq/reports';
import { createHash } from 'node:crypto';
import { RunWorld } from '../../libs/assessment/src/testing/run-world';
import { somePrincipal } from '../support/identity-services';
import { refusalOf, tracesOf } from '../support/programme';

const letterhead: Letterhead = {
  issuer: '示例市人力资源和社会保障局',
  code: '示人社',
  number: 3,
  recipients: '各技工院校',
  issuedOn: '2027-01-05',
  signatory: null,
  copiesTo: '',
  printedBy: '示例市人力资源和社会保障局办公室',
  printedOn: '2027-01-05',
};

describe('reports of a published year', () => {
  let world: RunWorld;
  let reports: ReportsService;
  let maker: ReportMaker;
  let runId: EntityId;
  let officer: Principal;
  let school: Principal;

  beforeAll(async () => {
    world = await RunWorld.start([ReportsModule]);
    reports = world.services.app.get(ReportsService);
    maker = world.services.app.get(ReportMaker);
  });
  beforeEach(async () => {
    await world.begin();
    officer = world.officer;
    school = world.schools[0]!;
  });
  afterAll(() => world.services.close());

  const request = (by: Principal, more: Partial<ReportRequest> = {}) =>
    world.as(by, () =>
      reports.request(by, {
        runId,
        kind: ReportKind.CSV,
        subject: AssessmentSubject.SCHOOL,
        audience: Audience.INTERNAL,
        schoolId: null,
        letterhead: null,
        ...more,
      }),
    );
  const made = async (by: Principal, more: Partial<ReportRequest> = {}) => {
    const { id } = await request(by, more);
    await maker.make(id, () => Promise.resolve());
    return reports.get(by, id);
  };
  const fileOf = async (by: Principal, id: EntityId) => {
    const { token } = await reports.link(by, id);
    return reports.open(by, id, token);
  };

  describe('after publication', () => {
    beforeEach(async () => void ({ id: runId } = await world.published()));

    it.each(Object.values(ReportKind))('makes %s, and keeps the digest of its file', async (kind) => {
      const report = await made(officer, { kind, letterhead });
      expect(report).toMatchObject({ status: ReportStatus.DONE, progress: 100, error: null, draft: false });
      const { content } = await fileOf(officer, report.id);
      expect(createHash('sha256').update(content).digest('hex')).toBe(report.sha256);
      expect(content).toHaveLength(report.byteSize!);
    });

    it('makes the same file of the same ranking again', async () => {
      const [one, other] = [await made(officer), await made(officer)];
      expect(other.id).not.toBe(one.id);
      expect(other.sha256).toBe(one.sha256);
      expect(other.bundleDigest).toBe(one.bundleDigest);
    });

    it('makes a report once, however many workers take it up', async () => {
      const { id } = await request(officer);
      await Promise.all([1, 2, 3].map(() => maker.make(id, () => Promise.resolve())));
      await maker.make(id, () => Promise.resolve());
      const [count] = (await world.services.dataSource.query(
        'SELECT COUNT(*) AS chunks FROM report_chunk WHERE report_id = ?',
        [id],
      )) as [{ chunks: number | string }];
      expect(Number(count.chunks)).toBe(1);
      expect((await reports.get(officer, id)).status).toBe(ReportStatus.DONE);
    });

    it('takes up what a worker left in the middle', async () => {
      const { id } = await request(officer);
      await world.services.dataSource.query(
        "UPDATE report SET status = 'RUNNING', progress = 10, version = 2, changed_at = '2026-12-01' WHERE id = ?",
        [id],
      );
      expect(await maker.stranded()).toEqual([id]);
      await maker.make(id, () => Promise.resolve());
      expect((await reports.get(officer, id)).status).toBe(ReportStatus.DONE);
      expect(await maker.stranded()).toEqual([]);
    });

    it('says what refused a report, and does not try again', async () => {
      const unknown = { kind: ReportKind.SCHOOL_PAGES, schoolId: 999_999 };
      expect(await refusalOf(() => request(officer, unknown))).toBe('SCHOOL_NOT_FOUND');
      const subject = AssessmentSubject.ENTERPRISE;
      const failed = await made(officer, { kind: ReportKind.CIRCULAR, subject, letterhead });
      expect(failed).toMatchObject({ status: ReportStatus.FAILED, error: 'REPORT_SUBJECT_NOT_ASSESSED' });
      expect(await refusalOf(() => reports.link(officer, failed.id))).toBe('REPORT_NOT_FINISHED');
    });

    it('refuses an official document without a letterhead at once', async () => {
      expect(await refusalOf(() => request(officer, { kind: ReportKind.CIRCULAR }))).toBe('REPORT_LETTERHEAD_MISSING');
    });

    it('gives a school its own page and nothing else', async () => {
      const report = await made(school, { kind: ReportKind.SCHOOL_PAGES, schoolId: world.schools[1]!.schoolId });
      expect(report).toMatchObject({ schoolId: school.schoolId, pages: 1, status: ReportStatus.DONE });
      expect((await fileOf(school, report.id)).contentType).toBe('application/pdf');
      expect(await refusalOf(() => request(school, { kind: ReportKind.WORKBOOK }))).toBe('REPORT_NOT_FOUND');
      const ofOfficer = await made(officer);
      expect(await refusalOf(() => reports.get(school, ofOfficer.id))).toBe('REPORT_NOT_FOUND');
      expect((await reports.list(school, runId, { limit: 10, offset: 0 })).items.map(({ id }) => id)).toEqual([
        report.id,
      ]);
      expect(await refusalOf(() => reports.get(world.schools[1]!, report.id))).toBe('REPORT_NOT_FOUND');
    });

    it('keeps reports of another region from a bureau', async () => {
      const report = await made(officer);
      const elsewhere = { ...(await somePrincipal(world.services, Role.HR_BUREAU)), regionPrefix: '3301' };
      expect(await refusalOf(() => reports.get(elsewhere, report.id))).toBe('REPORT_NOT_FOUND');
      expect(await refusalOf(() => request(elsewhere))).toBe('ASSESSMENT_RUN_NOT_FOUND');
    });

    it('opens a link for who asked for it, for minutes, for this file', async () => {
      const [one, other] = [await made(officer), await made(officer, { audience: Audience.PUBLIC })];
      const { token, path } = await reports.link(officer, one.id);
      expect(path).toBe(`/reports/${one.id}/file?token=${token}`);
      expect((await reports.open(officer, one.id, token)).fileName).toBe(`考核结果数据（内部版）-${one.id}.csv`);
      expect(await refusalOf(() => reports.open(officer, other.id, token))).toBe('DOWNLOAD_LINK_INVALID');
      expect(await refusalOf(() => reports.open(officer, one.id, `${token.slice(0, -3)}AAA`))).toBe(
        'DOWNLOAD_LINK_INVALID',
      );
      expect(await refusalOf(() => reports.open(world.colleague, one.id, token))).toBe('DOWNLOAD_LINK_OF_ANOTHER');
      world.clock.set(new Date(world.clock.now().getTime() + 11 * 60_000));
      expect(await refusalOf(() => reports.open(officer, one.id, token))).toBe('DOWNLOAD_LINK_EXPIRED');
    });

    it('opens a link for the machine client that asked, and for no other', async () => {
      const { id } = await made(officer);
      const client = { ...officer, userId: null, sessionId: null, membershipId: null, clientId: 5 };
      const { token } = await reports.link(client, id);
      expect((await reports.open(client, id, token)).content.length).toBeGreaterThan(0);
      expect(await refusalOf(() => reports.open({ ...client, clientId: 6 }, id, token))).toBe(
        'DOWNLOAD_LINK_OF_ANOTHER',
      );
      expect(await refusalOf(() => reports.open(officer, id, token))).toBe('DOWNLOAD_LINK_OF_ANOTHER');
    });

    it('takes no more storage than an organisation may, however many are asked for at once', async () => {
      const { id } = await made(officer);
      await world.services.dataSource.query('UPDATE report SET byte_size = ? WHERE id = ?', [960 * 1024 * 1024, id]);
      const answers = await Promise.all(Array.from({ length: 20 }, () => refusalOf(() => request(officer))));
      expect(answers.filter((answer) => answer === 'STORAGE_QUOTA_REACHED')).toHaveLength(16);
      await expect(request(officer)).rejects.toThrow(/报告已占用 1024 MiB，上限 1024 MiB.*一年后自动删除/);
      expect(await refusalOf(() => request(world.colleague))).not.toBe('STORAGE_QUOTA_REACHED');
    });

    it('makes nothing any more for who was shut out', async () => {
      const waiting = await request(officer);
      await world.services.dataSource.query('UPDATE `user` SET disabled_at = NOW(6) WHERE id = ?', [officer.userId]);
      await maker.make(waiting.id, () => Promise.resolve());
      expect(await reports.get(SYSTEM_PRINCIPAL, waiting.id)).toMatchObject({
        status: ReportStatus.FAILED,
        error: 'REPORT_REQUESTER_LOST_RIGHTS',
      });
    });

    it('leaves an audit entry for the request and for each download', async () => {
      let id = 0;
      const asked = await tracesOf(world.services.dataSource, async () => void ({ id } = await request(officer)));
      expect(asked.audit).toMatchObject([{ action: 'reports.make', objectType: 'Report', objectId: String(id) }]);
      expect(asked.events).toHaveLength(1);
      await maker.make(id, () => Promise.resolve());
      const fetched = await tracesOf(world.services.dataSource, () => fileOf(officer, id));
      expect(fetched.audit).toMatchObject([{ action: 'reports.download', objectId: String(id) }]);
    });
  });

  it('makes drafts of what is under notice, and nothing before', async () => {
    ({ id: runId } = await world.marked());
    expect(await refusalOf(() => request(officer))).toBe('REPORT_RANKING_NOT_READY');
    await world.noticed(await world.read({ id: runId }));
    const draft = await made(officer);
    expect(draft).toMatchObject({ status: ReportStatus.DONE, draft: true });
    expect((await fileOf(officer, draft.id)).fileName).toContain('草稿');
    expect(await refusalOf(() => request(school, { kind: ReportKind.SCHOOL_PAGES }))).toBe('REPORT_NOT_FOUND');
  });
});
