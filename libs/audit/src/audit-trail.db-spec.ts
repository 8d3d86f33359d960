import { Role } from '@sxbq/kernel';
import { newRequestContext, runInContext, UnitOfWork } from '@sxbq/platform';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AuditLog, AuditModule, AuditRecord, AuditResult, AuditTrail } from './index';

const EVERYTHING = { limit: 100, offset: 0 };
const officer = {
  userId: 7,
  sessionId: 8,
  organisationId: 9,
  role: Role.HR_BUREAU,
  regionPrefix: '3204',
  schoolId: null,
  enterpriseId: null,
};

describe('the audit trail', () => {
  let services: TestServices;
  let log: AuditLog;

  beforeAll(async () => {
    services = await startTestServices([AuditModule]);
    log = services.app.get(AuditLog);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  const record = (entry: AuditRecord) =>
    runInContext(newRequestContext(officer, '10.0.0.1'), () =>
      services.app.get(UnitOfWork).run((tx) => services.app.get(AuditTrail).record(tx, entry)),
    );

  it('keeps who, what, the difference, the result and from where', async () => {
    await record({
      action: 'agreements.file',
      objectType: 'Agreement',
      objectId: 5,
      before: { n: 1 },
      after: { n: 2 },
    });
    const { items, total } = await log.list({}, EVERYTHING);
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      actorRole: Role.HR_BUREAU,
      actorUserId: 7,
      actorSessionId: 8,
      actorOrganisationId: 9,
      action: 'agreements.file',
      objectType: 'Agreement',
      objectId: '5',
      changes: { n: [1, 2] },
      result: AuditResult.DONE,
      address: '10.0.0.1',
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
  });

  it('leaves no personal data in the table', async () => {
    await record({
      action: 'training.edit',
      objectType: 'Trainee',
      objectId: 1,
      before: { name: '张三', idNumber: '320402199003071234' },
      after: { name: '李四', idNumber: '320402199003071235' },
      details: { reason: '电话 13812345678 核对' },
    });
    const [row] = (await services.dataSource.query('SELECT * FROM audit_entry')) as object[];
    expect(JSON.stringify(row)).not.toMatch(/张三|李四|\d{17}|1381234/);
  });

  it('takes the business write back when the audit cannot be written', async () => {
    const attempt = services.app.get(UnitOfWork).run(async (tx) => {
      await tx.query("INSERT INTO inbox_message (consumer, message_id, processed_at) VALUES ('t', '1', NOW(6))");
      await services.app.get(AuditTrail).record(tx, { action: 'x'.repeat(65), objectType: 'Agreement' });
    });
    await expect(attempt).rejects.toThrow(/Data too long/);
    expect(await services.dataSource.query('SELECT 1 FROM inbox_message')).toHaveLength(0);
  });

  it('keeps no entry of a write that was taken back', async () => {
    const attempt = services.app.get(UnitOfWork).run(async (tx) => {
      await services.app.get(AuditTrail).record(tx, { action: 'agreements.file', objectType: 'Agreement' });
      throw new Error('business said no');
    });
    await expect(attempt).rejects.toThrow('business said no');
    expect((await log.list({}, EVERYTHING)).total).toBe(0);
  });

  it('searches by action, a lib’s actions, object, actor, result and time', async () => {
    await record({ action: 'agreements.file', objectType: 'Agreement', objectId: 1 });
    await record({ action: 'agreements.sign', objectType: 'Agreement', objectId: 2, result: AuditResult.REFUSED });
    await record({ action: 'schools.edit', objectType: 'School', objectId: 1 });
    const found = async (filter: Parameters<AuditLog['list']>[0]) =>
      (await log.list(filter, EVERYTHING)).items.map((entry) => `${entry.action}/${entry.objectId}`);
    expect(await found({})).toEqual(['schools.edit/1', 'agreements.sign/2', 'agreements.file/1']);
    expect(await found({ action: 'agreements.' })).toEqual(['agreements.sign/2', 'agreements.file/1']);
    expect(await found({ action: 'agreements' })).toEqual([]);
    expect(await found({ objectType: 'Agreement', objectId: '1' })).toEqual(['agreements.file/1']);
    expect(await found({ result: AuditResult.REFUSED })).toEqual(['agreements.sign/2']);
    expect(await found({ actorUserId: 8 })).toEqual([]);
    expect(await found({ occurredFrom: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await found({ occurredFrom: new Date(Date.now() - 60_000), occurredTo: new Date() })).toHaveLength(3);
  });

  it('refuses a page over 100 rows', async () => {
    await expect(log.list({}, { limit: 10_000, offset: 0 })).rejects.toMatchObject({ code: 'PAGE_SIZE_OUT_OF_RANGE' });
  });
});
