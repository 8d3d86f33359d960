import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FACT_CHANGED, FixedClock, Principal } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
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
import { AgreementsService, AgreementView } from './agreements.service';
import { AgreementKind } from './domain/agreement-kind';
import { AgreementStatus } from './domain/agreement-status';

const clock = new FixedClock(new Date('2025-06-15T02:00:00Z'));

describe('the life of an agreement', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  let drafting: AgreementDraftingService;
  let filing: AgreementFilingService;
  let reads: AgreementsService;
  let school: Principal;
  let enterprise: Principal;
  const officer = bureau();
  let sequence = 0;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, AgreementsModule], clock);
    drafting = services.app.get(AgreementDraftingService);
    filing = services.app.get(AgreementFilingService);
    reads = services.app.get(AgreementsService);
    world = await createWorld(services.dataSource);
    school = schoolUser(world.schools.home);
    enterprise = enterpriseUser(world.enterprises.home);
  });
  afterAll(() => services.close());

  const draft = (by: Principal = school, more: object = {}) =>
    actingAs(by, () =>
      drafting.draft(by, {
        code: `A-${++sequence}`,
        schoolId: world.schools.home,
        enterpriseId: world.enterprises.home,
        kinds: [AgreementKind.CLOSE],
        schoolMajorIds: [world.majors.first],
        effectiveFrom: '2025-01-01',
        effectiveTo: '2025-12-31',
        ...more,
      }),
    );
  const approve = (by: Principal, agreement: AgreementView) =>
    actingAs(by, () => drafting.approve(by, agreement.id, agreement.revision));
  const sign = async (agreement: AgreementView) => {
    await approve(school, agreement);
    return approve(enterprise, agreement);
  };
  const file = (agreement: AgreementView, filedOn = '2025-06-15', by = officer) =>
    actingAs(by, () => filing.file(by, { id: agreement.id, revision: agreement.revision, filedOn }));
  const filed = async (more: object = {}) => file(await sign(await draft(school, more)));
  const terminate = (agreement: AgreementView, terminatedOn = '2025-06-15') =>
    actingAs(officer, () => filing.terminate(officer, { id: agreement.id, terminatedOn, reason: '合作终止' }));
  const edit = (by: Principal, agreement: AgreementView, change: object = { effectiveTo: '2026-12-31' }) =>
    actingAs(by, () => drafting.edit(by, { id: agreement.id, revision: agreement.revision, ...change }));

  it('goes from draft to filed when both sides sign the same revision', async () => {
    const drafted = await draft();
    expect(drafted).toMatchObject({ status: 'DRAFT', revision: 1, kinds: ['CLOSE'], signedOn: null });
    expect(await approve(school, drafted)).toMatchObject({ status: 'PROPOSED' });
    const signed = await approve(enterprise, drafted);
    expect(signed).toMatchObject({ status: 'SIGNED', signedOn: '2025-06-15' });
    expect(await file(signed)).toMatchObject({ status: 'FILED', filedOn: '2025-06-15', revision: 1 });
  });

  it('may be drafted and proposed by the enterprise, and keeps the date on the paper', async () => {
    const drafted = await draft(enterprise, { signedOn: '2025-05-01' });
    await approve(enterprise, drafted);
    expect(await approve(school, drafted)).toMatchObject({ status: 'SIGNED', signedOn: '2025-05-01' });
  });

  it('loses every signature with an edit', async () => {
    const drafted = await draft();
    await approve(school, drafted);
    const edited = await edit(enterprise, drafted);
    expect(edited).toMatchObject({ status: 'DRAFT', revision: 2, effectiveTo: '2026-12-31' });
    expect((await reads.approvalsOf([drafted.id])).get(drafted.id) ?? []).toEqual([]);
    // The school's signature under revision 1 is worth nothing now: one side is not enough.
    expect(await approve(enterprise, edited)).toMatchObject({ status: 'PROPOSED' });
    const signed = await approve(school, edited);
    expect(signed).toMatchObject({ status: 'SIGNED', signedOn: '2025-06-15' });
    expect(await edit(school, signed)).toMatchObject({ status: 'DRAFT', revision: 3, signedOn: null });
  });

  it('refuses a signature under a revision that is no longer the current one', async () => {
    const drafted = await draft();
    await edit(school, drafted);
    expect(await outcome(approve(enterprise, drafted))).toBe('AGREEMENT_REVISION_CONFLICT');
  });

  it('refuses the second signature of one side', async () => {
    const drafted = await draft();
    await approve(school, drafted);
    expect(await outcome(approve(school, drafted))).toBe('AGREEMENT_ALREADY_APPROVED');
  });

  it('asks for a start before it is signed', async () => {
    const drafted = await draft(school, { effectiveFrom: null });
    expect(await outcome(approve(school, drafted))).toBe('AGREEMENT_START_MISSING');
  });

  it('refuses every step that its status does not allow', async () => {
    const drafted = await draft();
    expect(await outcome(file(drafted))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
    expect(await outcome(terminate(drafted))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
    const done = await filed();
    expect(await outcome(edit(school, done))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
    expect(await outcome(approve(school, done))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
    expect(await outcome(file(done))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
    await terminate(done);
    expect(await outcome(terminate(done))).toBe('AGREEMENT_STEP_NOT_ALLOWED');
  });

  it.each([
    ['an unknown date', '2025-02-30', 'DATE_MALFORMED'],
    ['a day to come', '2025-06-16', 'AGREEMENT_FILED_IN_FUTURE'],
    ['a day before signing', '2025-06-14', 'AGREEMENT_FILED_BEFORE_SIGNED'],
  ])('is not filed on %s', async (_case, on, code) => {
    expect(await outcome(file(await sign(await draft()), on))).toBe(code);
  });

  it.each([
    [{ effectiveTo: '2024-12-31' }, 'AGREEMENT_END_BEFORE_START'],
    [{ signedOn: '2025-06-16' }, 'AGREEMENT_SIGNED_IN_FUTURE'],
    [{ kinds: [] }, 'AGREEMENT_KINDS_MISSING'],
    [{ code: 'A 1' }, 'CODE_MALFORMED'],
    [{ code: '' }, 'FIELD_REQUIRED'],
    [{ code: 'x'.repeat(41) }, 'FIELD_TOO_LONG'],
    [{ effectiveFrom: '2025-13-01' }, 'DATE_MALFORMED'],
  ])('refuses a draft with %j: %s', async (more, code) => {
    expect(await outcome(draft(school, more))).toBe(code);
  });

  it('refuses majors of another school and codes that are taken', async () => {
    expect(await outcome(draft(school, { schoolMajorIds: [world.majors.others] }))).toBe('AGREEMENT_MAJOR_UNKNOWN');
    const { code } = await draft();
    expect(await outcome(draft(school, { code }))).toBe('AGREEMENT_CODE_TAKEN');
  });

  it('is terminated with a reason, today or for a day to come', async () => {
    const agreement = await filed();
    expect(await outcome(terminate(agreement, '2025-06-14'))).toBe('AGREEMENT_TERMINATED_BEFORE_SIGNED');
    expect(await outcome(terminate(agreement, '2026-01-01'))).toBe('AGREEMENT_TERMINATED_AFTER_END');
    expect(await terminate(agreement, '2025-09-01')).toMatchObject({
      status: 'TERMINATED',
      terminatedOn: '2025-09-01',
    });
  });

  it('is expired the day after its end', async () => {
    const agreement = await filed({ effectiveTo: '2025-06-15' });
    expect(agreement.status).toBe('FILED');
    clock.set(new Date('2025-06-15T16:00:00Z'));
    expect(await reads.get(officer, agreement.id)).toMatchObject({ status: 'EXPIRED' });
    clock.set(new Date('2025-06-15T02:00:00Z'));
  });

  it('is renewed when its successor is filed, and has one successor only', async () => {
    const agreement = await filed();
    const renew = () => actingAs(school, () => drafting.renew(school, { id: agreement.id, code: `A-${++sequence}` }));
    const successor = await renew();
    expect(successor).toMatchObject({
      status: 'DRAFT',
      predecessorId: agreement.id,
      effectiveFrom: '2026-01-01',
      kinds: ['CLOSE'],
    });
    expect((await reads.majorsOf([successor.id])).get(successor.id)).toMatchObject([{ id: world.majors.first }]);
    expect(await outcome(renew())).toBe('AGREEMENT_SUCCESSOR_EXISTS');
    expect(await reads.get(school, agreement.id)).toMatchObject({ status: 'FILED' });
    await file(await sign(successor));
    expect(await reads.get(school, agreement.id)).toMatchObject({ status: 'RENEWED', terminatedOn: null });
    expect((await reads.successorIdsOf([agreement.id])).get(agreement.id)).toBe(successor.id);
  });

  it('ends on the day an agreement with another partner takes over', async () => {
    const agreement = await filed();
    const change = (enterpriseId: number, effectiveFrom = '2025-07-01') =>
      actingAs(school, () =>
        drafting.changeParty(school, {
          id: agreement.id,
          code: `A-${++sequence}`,
          enterpriseId,
          effectiveFrom,
          reason: '企业重组',
        }),
      );
    expect(await outcome(change(world.enterprises.home))).toBe('AGREEMENT_PARTY_UNCHANGED');
    expect(await outcome(change(world.enterprises.other, '2024-12-31'))).toBe('AGREEMENT_SUCCESSOR_BEFORE_START');
    const successor = await change(world.enterprises.other);
    await approve(school, successor);
    const other = enterpriseUser(world.enterprises.other);
    await file(await approve(other, successor));
    expect(await reads.get(officer, agreement.id)).toMatchObject({
      status: 'TERMINATED',
      terminatedOn: '2025-07-01',
      enterpriseId: world.enterprises.home,
    });
  });

  it('records pause and resumption in turn', async () => {
    const agreement = await filed();
    const pause = () => actingAs(school, () => filing.pause(school, agreement.id, '设备检修'));
    const resume = () => actingAs(enterprise, () => filing.resume(enterprise, agreement.id, '检修结束'));
    expect(await outcome(resume())).toBe('AGREEMENT_NOT_PAUSED');
    expect(await pause()).toMatchObject({ status: 'FILED' });
    expect(await outcome(pause())).toBe('AGREEMENT_ALREADY_PAUSED');
    await resume();
    expect(await outcome(resume())).toBe('AGREEMENT_NOT_PAUSED');
  });

  it('remembers every step as event, audit entry and changed fact, in one transaction', async () => {
    const agreement = await terminate(await filed());
    const events = (await reads.eventPages([agreement.id], { limit: 10, offset: 0 })).get(agreement.id);
    expect(events?.total).toBe(5);
    expect(
      events?.items.map(({ kind, fromStatus, toStatus, actorId }) => [kind, fromStatus, toStatus, actorId]),
    ).toEqual([
      ['TERMINATED', 'FILED', 'TERMINATED', 1],
      ['FILED', 'SIGNED', 'FILED', 1],
      ['APPROVED', 'PROPOSED', 'SIGNED', 3],
      ['APPROVED', 'DRAFT', 'PROPOSED', 2],
      ['DRAFTED', 'DRAFT', 'DRAFT', 2],
    ]);
    expect(events?.items[0]?.diff).toEqual({
      changes: { terminatedOn: [null, '2025-06-15'] },
      details: { reason: '合作终止' },
    });
    const audited = (await services.dataSource.query(
      'SELECT action FROM audit_entry WHERE object_type = ? AND object_id = ? ORDER BY id',
      ['Agreement', String(agreement.id)],
    )) as { action: string }[];
    expect(audited.map(({ action }) => action)).toEqual([
      'agreements.draft',
      'agreements.approve',
      'agreements.approve',
      'agreements.file',
      'agreements.terminate',
    ]);
    const [last] = (await services.dataSource.query(
      'SELECT type, payload FROM outbox_event ORDER BY id DESC LIMIT 1',
    )) as { type: string; payload: string | object }[];
    expect(last?.type).toBe(FACT_CHANGED);
    const payload = typeof last?.payload === 'string' ? (JSON.parse(last.payload) as object) : last?.payload;
    expect(payload).toEqual({ fact: 'AGREEMENT', schoolIds: [world.schools.home] });
  });

  it('writes nothing at all when the audit cannot be written', async () => {
    const agreement = await filed();
    const counts = () =>
      services.dataSource.query(
        'SELECT (SELECT COUNT(*) FROM agreement_event) AS events, (SELECT COUNT(*) FROM outbox_event) AS facts',
      );
    const before = await counts();
    await services.owner.query('ALTER TABLE audit_entry RENAME TO audit_entry_away');
    try {
      expect(await outcome(terminate(agreement))).toBe('ER_NO_SUCH_TABLE');
    } finally {
      await services.owner.query('ALTER TABLE audit_entry_away RENAME TO audit_entry');
    }
    expect(await counts()).toEqual(before);
    expect(await reads.get(officer, agreement.id)).toMatchObject({ status: 'FILED' });
  });

  describe('with two clients at once', () => {
    const both = async (first: () => Promise<unknown>, second: () => Promise<unknown>) =>
      (await Promise.all([outcome(first()), outcome(second())])).sort();

    it('takes one of two edits of the same revision', async () => {
      const drafted = await draft();
      expect(
        await both(
          () => edit(school, drafted),
          () => edit(enterprise, drafted),
        ),
      ).toEqual(['AGREEMENT_REVISION_CONFLICT', 'OK']);
      expect(await reads.get(school, drafted.id)).toMatchObject({ revision: 2 });
    });

    it('takes both sides’ signatures', async () => {
      const drafted = await draft();
      expect(
        await both(
          () => approve(school, drafted),
          () => approve(enterprise, drafted),
        ),
      ).toEqual(['OK', 'OK']);
      expect(await reads.get(school, drafted.id)).toMatchObject({ status: 'SIGNED' });
    });

    it('never signs what is edited at the same moment', async () => {
      const drafted = await draft();
      await approve(school, drafted);
      const [edited, signed] = await Promise.all([
        outcome(edit(school, drafted)),
        outcome(approve(enterprise, drafted)),
      ]);
      const now = await reads.get(school, drafted.id);
      expect([edited, signed, now.status]).toEqual(
        edited === 'OK' && signed === 'OK'
          ? ['OK', 'OK', 'DRAFT']
          : edited === 'OK'
            ? ['OK', 'AGREEMENT_REVISION_CONFLICT', 'DRAFT']
            : ['AGREEMENT_REVISION_CONFLICT', 'OK', 'SIGNED'],
      );
    });

    it('files and terminates once', async () => {
      const signed = await sign(await draft());
      expect(
        await both(
          () => file(signed),
          () => file(signed),
        ),
      ).toEqual(['AGREEMENT_STEP_NOT_ALLOWED', 'OK']);
      expect(
        await both(
          () => terminate(signed),
          () => terminate(signed),
        ),
      ).toEqual(['AGREEMENT_STEP_NOT_ALLOWED', 'OK']);
    });

    it('lets the condition in the update decide, also without the lock', async () => {
      const drafted = await draft();
      const { AgreementRepository } = await import('./persistence/agreement.repository');
      const repository = services.app.get(AgreementRepository);
      const scope = { kind: 'REGION', prefix: '' } as const;
      const read = (await repository.find(scope, [drafted.id])).get(drafted.id);
      if (!read) throw new Error('the draft is gone');
      const write = () =>
        services.app
          .get(UnitOfWork)
          .run((tx) => repository.update(tx, read, { status: AgreementStatus.PROPOSED }, clock.now()));
      expect(await write()).toBe(true);
      expect(await write()).toBe(false);
    });
  });
});
