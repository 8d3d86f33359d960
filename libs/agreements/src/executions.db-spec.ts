import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock, Principal } from '@sxbq/kernel';
import { actingAs } from '../../../test/support/programme';
import {
  bureau,
  createWorld,
  enterpriseUser,
  outcome,
  ProgrammeWorld,
  schoolUser,
} from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AgreementDraftingService } from './agreement-drafting.service';
import { AgreementFilingService } from './agreement-filing.service';
import { AgreementsModule } from './agreements.module';
import { AgreementsService } from './agreements.service';
import { AgreementKind } from './domain/agreement-kind';
import { ExecutionsService } from './executions.service';
import { PlansService } from './plans.service';

const clock = new FixedClock(new Date('2025-06-15T02:00:00Z'));

describe('plans and execution records', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let executions: ExecutionsService;
  let plans: PlansService;
  let school: Principal;
  let enterprise: Principal;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, AgreementsModule], clock);
    executions = services.app.get(ExecutionsService);
    plans = services.app.get(PlansService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    enterprise = enterpriseUser(world.enterprises.home);
  });
  afterAll(() => services.close());

  const draft = () =>
    actingAs(school, () =>
      services.app.get(AgreementDraftingService).draft(school, {
        code: `P-${++sequence}`,
        schoolId: world.schools.home,
        enterpriseId: world.enterprises.home,
        kinds: [AgreementKind.CLOSE],
        signedOn: '2025-03-01',
        effectiveFrom: '2025-03-10',
        effectiveTo: '2025-05-31',
      }),
    );
  const signed = async () => {
    const drafting = services.app.get(AgreementDraftingService);
    const { id } = await draft();
    await actingAs(school, () => drafting.approve(school, id, 1));
    await actingAs(enterprise, () => drafting.approve(enterprise, id, 1));
    return id;
  };
  const record = (by: Principal, agreementId: number, more: object = {}) =>
    actingAs(by, () =>
      executions.record(by, {
        agreementId,
        code: `E-${++sequence}`,
        occurredOn: '2025-04-01',
        activityKind: '顶岗实习',
        participants: 30,
        ...more,
      }),
    );
  const verify = (by: Principal, id: number, revision = 1) => actingAs(by, () => executions.verify(by, id, revision));
  const reverse = (by: Principal, id: number) => actingAs(by, () => executions.reverse(by, id, '日期登记错误'));
  const edit = (by: Principal, id: number, change: object, revision = 1) =>
    actingAs(by, () => executions.edit(by, { id, revision, ...change }));

  it('makes a plan, renames it, approves it once, and then leaves it alone', async () => {
    const id = await signed();
    const set = (name: string) => actingAs(school, () => plans.set(school, id, name));
    const approve = (on: string) => actingAs(officer, () => plans.approve(officer, id, on));
    expect(await outcome(approve('2025-04-01'))).toBe('AGREEMENT_PLAN_MISSING');
    await set('机电人才联合培养方案');
    await set('机电人才联合培养方案（修订）');
    expect(await outcome(approve('2025-02-28'))).toBe('AGREEMENT_PLAN_APPROVED_BEFORE_SIGNED');
    expect(await outcome(approve('2025-06-16'))).toBe('AGREEMENT_PLAN_APPROVED_IN_FUTURE');
    await approve('2025-04-01');
    expect(await outcome(approve('2025-04-02'))).toBe('AGREEMENT_PLAN_APPROVED');
    expect(await outcome(set('另一个方案'))).toBe('AGREEMENT_PLAN_APPROVED');
    expect((await services.app.get(AgreementsService).plansOf([id])).get(id)).toMatchObject({
      name: '机电人才联合培养方案（修订）',
      approvedOn: '2025-04-01',
    });
  });

  it('refuses the approval of a plan before the agreement is signed', async () => {
    const { id } = await draft();
    await actingAs(school, () => plans.set(school, id, '方案'));
    expect(await outcome(actingAs(officer, () => plans.approve(officer, id, '2025-04-01')))).toBe(
      'AGREEMENT_STEP_NOT_ALLOWED',
    );
  });

  it('records an activity for a side, unverified, once per code', async () => {
    const id = await signed();
    const created = await record(enterprise, id, { code: 'ONCE' });
    expect(created).toMatchObject({ recordedSide: 'ENTERPRISE', verified: false, reversedAt: null, revision: 1 });
    expect(await outcome(record(school, id, { code: 'ONCE' }))).toBe('EXECUTION_CODE_TAKEN');
  });

  it.each([
    [{ occurredOn: '2025-06-16' }, 'AGREEMENT_EXECUTION_IN_FUTURE'],
    [{ occurredOn: '2025-02-28' }, 'AGREEMENT_EXECUTION_BEFORE_START'],
    [{ occurredOn: '2025-06-01' }, 'AGREEMENT_EXECUTION_AFTER_END'],
    [{ occurredOn: '2025-02-29' }, 'DATE_MALFORMED'],
    [{ participants: -1 }, 'NUMBER_OUT_OF_RANGE'],
    [{ participants: 1.5 }, 'NUMBER_OUT_OF_RANGE'],
    [{ activityKind: ' ' }, 'FIELD_REQUIRED'],
    [{ description: '字'.repeat(1_001) }, 'FIELD_TOO_LONG'],
  ])('refuses %j: %s', async (more, code) => {
    expect(await outcome(record(school, await signed(), more))).toBe(code);
  });

  it('records nothing under a draft', async () => {
    expect(await outcome(record(school, (await draft()).id))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
  });

  it('verifies what the other side recorded, never one’s own', async () => {
    const id = await signed();
    const bySchool = await record(school, id);
    const byEnterprise = await record(enterprise, id);
    const sampled = await record(school, id);
    expect(await outcome(verify(school, bySchool.id))).toBe('EXECUTION_OWN_RECORD');
    expect(await outcome(verify(enterprise, byEnterprise.id))).toBe('EXECUTION_OWN_RECORD');
    expect(await verify(enterprise, bySchool.id)).toMatchObject({ verified: true, verifiedAt: clock.now() });
    expect(await verify(school, byEnterprise.id)).toMatchObject({ verified: true });
    expect(await verify(officer, sampled.id)).toMatchObject({ verified: true });
    expect(await outcome(verify(enterprise, bySchool.id))).toBe('EXECUTION_ALREADY_VERIFIED');
  });

  it('edits an open record only, by the side that recorded it, on the revision it read', async () => {
    const { id } = await record(school, await signed());
    expect(await outcome(edit(enterprise, id, { participants: 31 }))).toBe('EXECUTION_OTHERS_RECORD');
    expect(await edit(school, id, { participants: 31, description: null })).toMatchObject({
      participants: 31,
      activityKind: '顶岗实习',
      revision: 2,
    });
    expect(await outcome(edit(school, id, { participants: 32 }))).toBe('EXECUTION_REVISION_CONFLICT');
    // The enterprise looked at revision 1, which says something else.
    expect(await outcome(verify(enterprise, id, 1))).toBe('EXECUTION_REVISION_CONFLICT');
    await verify(enterprise, id, 2);
    expect(await outcome(edit(school, id, { participants: 33 }, 2))).toBe('EXECUTION_ALREADY_VERIFIED');
  });

  it('reverses a verified record once, for good, with its reason', async () => {
    const { id } = await record(school, await signed());
    await verify(enterprise, id);
    expect(await outcome(actingAs(school, () => executions.reverse(school, id, '  ')))).toBe('FIELD_REQUIRED');
    expect(await reverse(school, id)).toMatchObject({
      verified: true,
      reversedAt: clock.now(),
      reversalReason: '日期登记错误',
    });
    expect(await outcome(reverse(enterprise, id))).toBe('EXECUTION_ALREADY_REVERSED');
    expect(await outcome(verify(enterprise, id))).toBe('EXECUTION_ALREADY_REVERSED');
    expect(await outcome(edit(school, id, { participants: 1 }))).toBe('EXECUTION_ALREADY_REVERSED');
  });

  it('takes one of two verifications, reversals and edits at the same moment', async () => {
    const agreementId = await signed();
    const race = async (work: (id: number) => Promise<unknown>[], expected: string[]) => {
      const { id } = await record(school, agreementId);
      expect((await Promise.all(work(id).map(outcome))).sort()).toEqual(expected);
    };
    await race((id) => [verify(enterprise, id), verify(officer, id)], ['EXECUTION_ALREADY_VERIFIED', 'OK']);
    await race((id) => [reverse(school, id), reverse(officer, id)], ['EXECUTION_ALREADY_REVERSED', 'OK']);
    await race(
      (id) => [edit(school, id, { participants: 1 }), edit(school, id, { participants: 2 })],
      ['EXECUTION_REVISION_CONFLICT', 'OK'],
    );
  });

  it('lets what was done before the end be recorded and verified after it', async () => {
    const id = await signed();
    const filing = services.app.get(AgreementFilingService);
    await actingAs(officer, () => filing.terminate(officer, { id, terminatedOn: '2025-05-01', reason: '停产' }));
    expect(await outcome(record(school, id, { occurredOn: '2025-05-01' }))).toBe('AGREEMENT_EXECUTION_AFTER_END');
    const late = await record(school, id, { occurredOn: '2025-04-30' });
    expect(await verify(enterprise, late.id)).toMatchObject({ verified: true });
  });

  it('tells compliance of a changed execution, and the agreement’s history of every step', async () => {
    const agreementId = await signed();
    const { id } = await record(school, agreementId);
    await verify(enterprise, id);
    await reverse(officer, id);
    const rows = (await services.dataSource.query('SELECT payload FROM outbox_event ORDER BY id DESC LIMIT 3')) as {
      payload: string | object;
    }[];
    for (const { payload } of rows) {
      expect(typeof payload === 'string' ? JSON.parse(payload) : payload).toEqual({
        fact: 'EXECUTION',
        schoolIds: [world.schools.home],
      });
    }
    const events = await services.app.get(AgreementsService).eventPages([agreementId], { limit: 3, offset: 0 });
    expect(events.get(agreementId)?.items.map((event) => [event.kind, event.diff?.details])).toEqual([
      ['EXECUTION_REVERSED', expect.objectContaining({ executionId: id, reason: '日期登记错误' })],
      ['EXECUTION_VERIFIED', expect.objectContaining({ executionId: id })],
      ['EXECUTION_RECORDED', expect.objectContaining({ executionId: id, side: 'SCHOOL' })],
    ]);
  });
});
