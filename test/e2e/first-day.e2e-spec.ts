import { FixedClock, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { GivenFile, LedgerExportService } from '@sxbq/ledgers';
import { RedisConnections } from '@sxbq/platform';
import { Workbook } from 'exceljs';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { FirstDay, IMPORT, ImportReply } from '../support/first-day';
import {
  BAD_CELLS,
  BAD_SHEETS,
  firstDayFiles,
  lettered,
  NOT_COUNTED,
  SCHOOLS,
  TODAY,
  YEAR,
} from '../support/first-day-city';
import { idNumber, workbookFile } from '../support/ledger-files';
import { personalNumbersAtRest, somebodysNumbersIn } from '../support/personal-data-scan';

/** The first day with the platform, step after step: ledgers in, verdicts out, one fact changed, a new verdict. */
describe('the first day', () => {
  const clock = new FixedClock(new Date(`${TODAY}T04:00:00Z`));
  let day: FirstDay;
  let files: GivenFile[];
  let ids: Record<string, string>;

  beforeAll(async () => {
    day = await FirstDay.begin(clock);
    ({ ids } = day);
    files = await firstDayFiles();
    await day.enter('hr', Role.HR_BUREAU, { regionPrefix: '3204' });
    await day.enter('auditor', Role.AUDIT_ADMINISTRATOR, {});
  });
  afterAll(() => day.close());

  describe('ledgers in', () => {
    it('takes files from the signed-in alone', async () => {
      const { status, body } = await day.upload('', files[0] as GivenFile);
      expect(status).toBe(401);
      expect(JSON.parse(body.toString())).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
    });

    it('imports a workbook and a GB18030 list as one, and tells its progress to its end', async () => {
      ids['import'] = await day.request('hr', files);
      const subscription = `subscription ($id: ID!) { ledgerImportProgress(id: $id) { ${IMPORT} } }`;
      const followed = await day.follow<{ ledgerImportProgress: ImportReply }>('hr', subscription, {
        id: ids['import'],
      });
      expect(followed.errors).toEqual([]);
      const last = followed.events.at(-1)?.ledgerImportProgress;
      expect(last).toMatchObject({ status: 'IMPORTED', phase: 'FINISHED', errorCount: 0, rowsDone: last?.rowsTotal });
      expect(await day.outcome('hr', ids['import'])).toEqual(last);
      const created = Object.fromEntries((last?.counts ?? []).map((counts) => [counts.sheet, counts.created]));
      expect(created).toMatchObject({ 学校: 2, 企业: 13, 协议: 19, 执行记录: 19, 培训学员: 3, 机构成员: 3 });
    });

    it('changes nothing with the same files again', async () => {
      const again = await day.imported('hr', files);
      expect(again.status).toBe('IMPORTED');
      for (const counts of again.counts) expect(counts).toMatchObject({ created: 0, updated: 0, rejected: 0 });
      expect(again.counts.reduce((sum, { unchanged }) => sum + unchanged, 0)).toBe(again.rowsDone);
    });

    it('refuses a workbook with every bad cell at once, and gives a copy with an 错误 column', async () => {
      const bad = await workbookFile('有错的台账.xlsx', BAD_SHEETS);
      const refused = await day.imported('hr', [bad]);
      const { items, errorWorkbook } = await day.errorsOf('hr', refused.id);
      expect(refused).toMatchObject({ status: 'REFUSED', errorCount: items.length });
      expect(items.map(({ sheet, row, column, code }) => [sheet, row, column, code])).toEqual(BAD_CELLS);
      for (const { message } of items) expect(message).toMatch(/[\u4e00-\u9fa5]/);

      const copy = await day.notesOf('hr', errorWorkbook);
      expect(copy['班级']).toEqual([null, expect.stringContaining('开班日期'), expect.stringContaining('培养层次')]);
      expect(copy['在校生']).toEqual([expect.stringContaining('在校人数'), null]);
    });

    it('takes the good rows on request and gives back the bad ones alone', async () => {
      const partly = await day.imported('hr', [await workbookFile('部分.xlsx', BAD_SHEETS)], 'PARTIAL');
      expect(partly.status).toBe('PARTLY_IMPORTED');
      expect(partly.counts).toEqual([
        { sheet: '班级', created: 1, updated: 0, unchanged: 0, rejected: 2 },
        { sheet: '在校生', created: 1, updated: 0, unchanged: 0, rejected: 1 },
        { sheet: '培训学员', created: 0, updated: 0, unchanged: 0, rejected: 1 },
      ]);
      const copy = await day.notesOf('hr', `/ledgers/imports/${partly.id}/errors.xlsx`);
      expect(Object.values(copy).flat()).toHaveLength(4);
      expect(Object.values(copy).flat()).not.toContain(null);
    });
  });

  describe('verdicts out', () => {
    beforeAll(async () => {
      const query = '{ schools { items { id code } } enterprises(limit: 100) { items { id uscc } } }';
      const found = await day.ask<{
        schools: { items: { id: string; code: string }[] };
        enterprises: { items: { id: string; uscc: string }[] };
      }>('hr', query);
      for (const { id, code } of found.schools.items) ids[code] = id;
      for (const { id, uscc } of found.enterprises.items) ids[uscc] = id;
    });

    it('has the worker compute both schools by itself', async () => {
      expect(await day.reaches(SCHOOLS.good, 'PASS')).toEqual([{ asOf: TODAY, overall: 'PASS' }]);
      await day.reaches(SCHOOLS.lacking, 'FAIL');
    });

    it('shows the city on one board', async () => {
      const query = `query ($year: Int!) { complianceBoard(year: $year) { total asOf totals { pass fail noData }
        items { schoolCode tier overall policyCode policyVersion ruleSetVersion factsDigest
          indicators { code verdict gap clause pace { position expected } reason { code } } } } }`;
      const { complianceBoard } = await day.ask<{ complianceBoard: { items: { indicators: unknown[] }[] } }>(
        'hr',
        query,
        { year: YEAR },
      );
      expect(complianceBoard).toMatchObject({
        total: 2,
        asOf: TODAY,
        totals: { pass: 1, fail: 1, noData: 0 },
        items: [
          { schoolCode: SCHOOLS.good, tier: 'PROVINCIAL_KEY', overall: 'PASS' },
          { schoolCode: SCHOOLS.lacking, tier: 'PROVINCIAL_KEY', overall: 'FAIL' },
        ],
      });
      const [, lacking] = complianceBoard.items;
      expect(lacking?.indicators[0]).toMatchObject({
        code: 'PARTNERS',
        verdict: 'FAIL',
        gap: 9,
        pace: { expected: 5 },
      });
      expect(lacking?.indicators[2]).toMatchObject({ code: 'SENIOR_CLASSES', verdict: 'NOT_APPLICABLE' });
      expect(lacking?.indicators[5]).toMatchObject({ code: 'COMMITTEE', verdict: 'NO_DATA' });
    });

    it('opens the evidence of a failed indicator: what counted, and the first reason of what did not', async () => {
      const counted = await day.evidence(SCHOOLS.lacking, 'PARTNERS', true);
      expect(counted.items).toMatchObject([{ code: 'XY-201', failed: null, executionIds: [expect.any(String)] }]);
      const missed = await day.evidence(SCHOOLS.lacking, 'PARTNERS', false);
      expect(Object.fromEntries(missed.items.map(({ code, failed }) => [code, failed]))).toEqual(NOT_COUNTED);
      for (const { failedText } of missed.items) expect(failedText).toMatch(/[\u4e00-\u9fa5]/);
    });
  });

  describe('one fact changed', () => {
    const terminate = `mutation ($input: TerminateAgreementInput!) { terminateAgreement(input: $input) {
      code status terminatedOn events { items { kind fromStatus toStatus reason } } } }`;

    it('terminates an agreement, and the worker finds one partner too few', async () => {
      expect(await day.partners()).toBe('PASS 10/10');
      const input = { id: await day.agreementId('XY-101'), terminatedOn: TODAY, reason: '企业停产' };
      const { terminateAgreement } = await day.ask<{ terminateAgreement: object }>('hr', terminate, { input });
      expect(terminateAgreement).toMatchObject({ status: 'TERMINATED', terminatedOn: TODAY });
      await day.reaches(SCHOOLS.good, 'FAIL');
      expect(await day.partners()).toBe('FAIL 9/10');
      const missed = await day.evidence(SCHOOLS.good, 'PARTNERS', false);
      expect(missed.items).toMatchObject([{ code: 'XY-101', failed: 'TERMINATED' }]);
    });

    it('still gives the day before its own verdict', async () => {
      expect(await day.partners('2026-06-29')).toBe('PASS 10/10');
      expect(await day.partners('2026-03-04')).toBe('FAIL 0/10');
    });

    it('refuses to terminate it twice, in Chinese', async () => {
      const input = { id: await day.agreementId('XY-101'), terminatedOn: TODAY, reason: '再次' };
      expect(await day.refusal('hr', terminate, { input })).toBe('AGREEMENT_STEP_NOT_ALLOWED');
    });
  });

  describe('a new partner', () => {
    let id: string;

    beforeAll(async () => {
      await day.enter('school', Role.SCHOOL, { regionPrefix: '3204', schoolId: ids[SCHOOLS.good] as string });
      const enterpriseId = ids[lettered(12)] as string;
      await day.enter('enterprise', Role.ENTERPRISE, { regionPrefix: '3204', enterpriseId });
    });

    it('is drafted by the school, signed by both, and a signature falls with an edit', async () => {
      const content = `schoolId: ${ids[SCHOOLS.good]}, enterpriseId: ${ids[lettered(12)]}, kinds: [CLOSE]`;
      const drafted = await day.step(
        'school',
        `draftAgreement(input: { code: "XY-112", ${content}
        effectiveFrom: "${TODAY}", effectiveTo: "2029-06-29" }) { id status revision }`,
      );
      expect(drafted).toMatchObject({ status: 'DRAFT', revision: 1 });
      id = drafted['id'] as string;
      const approve = (revision: number): string =>
        `approveAgreement(id: ${id}, revision: ${revision}) { status signedOn }`;
      expect(await day.step('enterprise', approve(1))).toMatchObject({ status: 'PROPOSED' });
      const edit = `editAgreement(input: { id: ${id}, revision: 1, kinds: [CLOSE, ORDER_CLASS] }) {
        status revision approvals { side } }`;
      expect(await day.step('school', edit)).toEqual({ status: 'DRAFT', revision: 2, approvals: [] });
      expect(await day.refusal('enterprise', `mutation { ${approve(1)} }`)).toBe('AGREEMENT_REVISION_CONFLICT');
      expect(await day.step('school', approve(2))).toMatchObject({ status: 'PROPOSED', signedOn: null });
      expect(await day.step('enterprise', approve(2))).toMatchObject({ status: 'SIGNED', signedOn: TODAY });
    });

    it('is filed by the bureau, planned, executed and verified, and then counts', async () => {
      const file = `fileAgreement(input: { id: ${id}, revision: 2, filedOn: "${TODAY}" }) { status }`;
      expect(await day.refusal('school', `mutation { ${file} }`)).toBe('FORBIDDEN');
      expect(await day.step('hr', file)).toEqual({ status: 'FILED' });
      await day.step('school', `setCooperationPlan(agreementId: ${id}, name: "数控人才共育") { plan { name } }`);
      await day.step(
        'hr',
        `approveCooperationPlan(agreementId: ${id}, approvedOn: "${TODAY}") { plan { approvedOn } }`,
      );
      const record = await day.step(
        'school',
        `recordExecution(input: { agreementId: ${id}, code: "R1",
        occurredOn: "${TODAY}", activityKind: "联合授课", participants: 40 }) { id revision verified }`,
      );
      expect(await day.partners()).toBe('FAIL 9/10');
      const verify = `verifyExecution(id: ${record['id'] as string}, revision: ${record['revision'] as number}) { verified }`;
      expect(await day.refusal('school', `mutation { ${verify} }`)).toBe('EXECUTION_OWN_RECORD');
      expect(await day.step('enterprise', verify)).toEqual({ verified: true });
      await day.reaches(SCHOOLS.good, 'PASS');
      expect(await day.partners()).toBe('PASS 10/10');
    });
  });

  describe('the next day', () => {
    it('recomputes the city on demand, tells progress, and adds a point to the history', async () => {
      clock.set(new Date('2026-07-01T04:00:00Z'));
      for (const username of ['hr', 'auditor', 'school', 'enterprise']) await day.signIn(username);
      const query = `mutation ($year: Int!) { recomputeCompliance(year: $year) { id status total done } }`;
      const { recomputeCompliance: run } = await day.ask<{ recomputeCompliance: { id: string } }>('hr', query, {
        year: YEAR,
      });
      expect(run).toMatchObject({ total: 2 });
      const progress = `subscription ($id: ID!) { complianceRunProgress(id: $id) { status total done failed } }`;
      const { events, errors } = await day.follow<{ complianceRunProgress: object }>('hr', progress, {
        id: run.id,
      });
      expect(errors).toEqual([]);
      const over = { status: 'DONE', total: 2, done: 2, failed: 0 };
      expect(events.at(-1)?.complianceRunProgress).toEqual(over);
      const { complianceRun } = await day.ask<{ complianceRun: object }>(
        'hr',
        'query ($id: ID!) { complianceRun(id: $id) { status total done failed finishedAt } }',
        { id: run.id },
      );
      expect(complianceRun).toEqual({ ...over, finishedAt: expect.any(String) as string });
      expect((await day.kept(SCHOOLS.good)).map(({ asOf }) => asOf)).toEqual([TODAY, '2026-07-01']);
    });
  });

  describe('ledgers out', () => {
    /** What a school reads of people comes masked; only the operator's command line exports it whole. */
    const PERSONAL = ['学校', '企业', '培训学员'];

    it('gives the same ledgers back, masked: what is not personal is unchanged when it is imported again', async () => {
      const { status, body } = await day.download('hr', '/ledgers/export.xlsx');
      expect(status).toBe(200);
      const workbook = new Workbook();
      await workbook.xlsx.load(body as never);
      const cells = workbook.worksheets.map((sheet) => JSON.stringify(sheet.getSheetValues())).join('\n');
      expect(somebodysNumbersIn(cells)).toEqual([]);
      expect(cells).toMatch(/138\*{4}5678/);
      for (const name of PERSONAL) workbook.removeWorksheet(workbook.getWorksheet(name)?.id as number);
      const content = Buffer.from(await workbook.xlsx.writeBuffer());
      expectUnchanged(await day.imported('hr', [{ fileName: '导出.xlsx', content }]));
    });

    it('refuses the masked numbers themselves', async () => {
      const { body } = await day.download('hr', '/ledgers/export.xlsx');
      const refused = await day.imported('hr', [{ fileName: '导出.xlsx', content: body }]);
      expect(refused.status).toBe('REFUSED');
      const { items } = await day.errorsOf('hr', refused.id);
      expect(new Set(items.map(({ column }) => column))).toEqual(new Set(['联系电话', '证件号码']));
    });

    it('takes its whole export back without a change', async () => {
      const out = new PassThrough();
      const content = buffer(out);
      await day.platform.api.get(LedgerExportService, { strict: false }).writeWorkbook(SYSTEM_PRINCIPAL, out);
      expectUnchanged(await day.imported('hr', [{ fileName: '全部台账.xlsx', content: await content }]));
    });

    function expectUnchanged(again: ImportReply): void {
      expect(again).toMatchObject({ status: 'IMPORTED', errorCount: 0 });
      for (const counts of again.counts) expect(counts).toMatchObject({ created: 0, updated: 0, rejected: 0 });
    }
  });

  describe('who sees what', () => {
    const LISTS = `{ agreements(limit: 100) { items { schoolId enterpriseId } total }
      trainings { items { schoolId enterpriseId trainees { items { name idNumber } } } total }
      secondments { items { schoolId enterpriseId teacherName } total } }`;
    type Rows = Record<string, { items: { schoolId: string; enterpriseId: string }[]; total: number }>;

    it('shows a school its own rows alone', async () => {
      const own = ids[SCHOOLS.good];
      const rows = await day.ask<Rows>('school', LISTS);
      expect(Object.values(rows).map(({ total }) => total)).toEqual([11, 1, 1]);
      for (const { items } of Object.values(rows)) for (const { schoolId } of items) expect(schoolId).toBe(own);
      const others = await day.ask<Record<string, { items: Record<string, string>[] }>>(
        'school',
        `{ schools { items { id } } schoolClasses { items { schoolId: school { id } } } quotas(filter: {}) { items { schoolId } }
           committeeMembers { items { schoolId } } enrolmentSnapshots { items { id } }
           complianceBoard(year: ${YEAR}) { items { schoolId } } ledgerImports { items { id } } }`,
      );
      expect(others['schools']?.items).toEqual([{ id: own }]);
      expect(others['complianceBoard']?.items).toEqual([{ schoolId: own }]);
      expect(others['ledgerImports']?.items).toEqual([]);
      expect(new Set(others['schoolClasses']?.items.map((item) => JSON.stringify(item)))).toEqual(
        new Set([JSON.stringify({ schoolId: { id: own } })]),
      );
      for (const name of ['quotas', 'committeeMembers'])
        for (const { schoolId } of others[name]?.items ?? []) expect(schoolId).toBe(own);
    });

    it("answers for another school's rows as for none", async () => {
      const { agreements, trainings, secondments } = await day.ask<Record<string, { items: { id: string }[] }>>(
        'hr',
        `{ agreements(filter: { schoolId: ${ids[SCHOOLS.lacking]} }) { items { id } }
           trainings(filter: { schoolId: ${ids[SCHOOLS.lacking]} }) { items { id trainees { items { id } } } }
           secondments(filter: { schoolId: ${ids[SCHOOLS.lacking]} }) { items { id } } }`,
      );
      const training = trainings?.items[0] as { id: string; trainees: { items: { id: string }[] } };
      const other = ids[SCHOOLS.lacking];
      const questions: readonly (readonly [string, string])[] = [
        [`agreement(id: ${agreements?.items[0]?.id}) { id }`, 'AGREEMENT_NOT_FOUND'],
        [`training(id: ${training.id}) { id }`, 'TRAINING_NOT_FOUND'],
        [`trainee(id: ${training.trainees.items[0]?.id}) { id }`, 'TRAINEE_NOT_FOUND'],
        [`secondment(id: ${secondments?.items[0]?.id}) { id }`, 'SECONDMENT_NOT_FOUND'],
        [`ledgerImport(id: ${ids['import']}) { id }`, 'LEDGER_IMPORT_NOT_FOUND'],
        [`school(id: ${other}) { id }`, 'SCHOOL_NOT_FOUND'],
        [`complianceHistory(schoolId: ${other}, year: ${YEAR}) { asOf }`, 'SCHOOL_NOT_FOUND'],
        [`complianceEvidence(schoolId: ${other}, year: ${YEAR}, indicator: PARTNERS) { total }`, 'SCHOOL_NOT_FOUND'],
      ];
      for (const [question, code] of questions) {
        expect([question, await day.refusal('school', `{ ${question} }`)]).toEqual([question, code]);
      }
      const copy = await day.download('school', `/ledgers/imports/${ids['import']}/errors.xlsx`);
      expect(copy.status).toBe(404);
    });

    it('shows an enterprise its own agreements and no compliance', async () => {
      const own = ids[lettered(12)];
      const rows = await day.ask<Rows>('enterprise', LISTS);
      expect(rows['agreements']).toMatchObject({ total: 1, items: [{ enterpriseId: own }] });
      expect([rows['trainings']?.total, rows['secondments']?.total]).toEqual([0, 0]);
      expect(await day.refusal('enterprise', `{ complianceBoard(year: ${YEAR}) { total } }`)).toBe('FORBIDDEN');
      expect(await day.ask('enterprise', '{ ledgerImports { total } }')).toEqual({ ledgerImports: { total: 0 } });
      const seen = await day.ask<{ agreements: { items: { school: unknown }[] } }>(
        'enterprise',
        `{ agreements { items { school { name contactPhone compliance(year: ${YEAR}) { overall } } } } }`,
      );
      expect(seen.agreements.items).toEqual([
        { school: { name: '示例第一技工学校', contactPhone: null, compliance: null } },
      ]);
      const foreign = await day.agreementId('XY-102');
      expect(await day.refusal('enterprise', `{ agreement(id: ${foreign}) { id } }`)).toBe('AGREEMENT_NOT_FOUND');
    });

    it('masks ID numbers and phones for everybody', async () => {
      const query = `{ schools { items { contactPhone } } enterprises { items { contactPhone } }
        trainings { items { trainees { items { idNumber } } } } }`;
      const seen = JSON.stringify(await day.ask('hr', query));
      expect(seen).toMatch(/138\*{4}5678/);
      expect(seen).toMatch(/320\*{11}\w{4}/);
      expect(somebodysNumbersIn(`"${idNumber(1)}" 13800005678`)).toHaveLength(2);
      expect(day.answers.length).toBeGreaterThan(50);
      expect(somebodysNumbersIn(day.answers.join('\n'))).toEqual([]);
    });
  });

  describe('afterwards', () => {
    it('has an audit entry for every write, for the audit administrator alone', async () => {
      const query = `query ($action: String!, $result: AuditResult = DONE) {
        auditEntries(limit: 100, filter: { result: $result, action: $action }) { total items {
          action objectType objectId actorRole result correlationId details changes { field before after } } } }`;
      expect(await day.refusal('hr', query, { action: 'ledgers.import' })).toBe('FORBIDDEN');
      const entries = async (action: string, result?: string) => {
        const { auditEntries } = await day.ask<{
          auditEntries: { items: { action: string; actorRole: string; result: string; details: string | null }[] };
        }>('auditor', query, { action, ...(result ? { result } : {}) });
        return auditEntries.items;
      };
      const times = async (action: string): Promise<number> => (await entries(action)).length;
      const imports = await entries('ledgers.import');
      expect(imports).toHaveLength(5);
      expect(await entries('ledgers.import', 'REFUSED')).toHaveLength(2);
      expect(await times('ledgers.export')).toBe(3);
      expect(await times('agreements.approve')).toBe(3);
      for (const action of ['draft', 'edit', 'file', 'terminate', 'setPlan', 'approvePlan', 'recordExecution'])
        expect([action, await times(`agreements.${action}`)]).toEqual([action, 1]);
      expect(await times('agreements.verifyExecution')).toBe(1);
      expect(await times('compliance.recompute')).toBe(1);
      expect(imports.at(-1)).toMatchObject({ actorRole: 'HR_BUREAU', result: 'DONE' });
      expect(imports.at(-1)?.details).toMatch(/"sha256":"[0-9a-f]{64}"/);
    });

    it('has kept no ID number and no phone in clear, in the database or in Redis (D1)', async () => {
      const redis = day.platform.api.get(RedisConnections, { strict: false }).shared();
      expect(await personalNumbersAtRest(day.platform.dataSource, redis)).toEqual({});
    });
  });
});
