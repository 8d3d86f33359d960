import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { FixedClock } from '@sxbq/kernel';
import { actingAs } from '../../../test/support/programme';
import { createWorld, ProgrammeWorld, schoolUser } from '../../../test/support/programme-world';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AgreementDraftingService } from './agreement-drafting.service';
import { AgreementsModule } from './agreements.module';
import { AgreementsService } from './agreements.service';
import { AgreementKind } from './domain/agreement-kind';
import { DraftExpiryService } from './draft-expiry.service';

const DAY_MS = 86_400_000;
const start = new Date('2025-03-01T02:00:00Z');
const clock = new FixedClock(start);

describe('drafts left untouched', () => {
  let services: TestServices;
  let world: ProgrammeWorld;
  const drafting = () => services.app.get(AgreementDraftingService);

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, AgreementsModule], clock);
  });
  beforeEach(async () => {
    await services.empty();
    world = await createWorld(services.dataSource);
    clock.set(start);
  });
  afterAll(() => services.close());

  const afterDays = (days: number) => {
    clock.set(new Date(start.getTime() + days * DAY_MS));
    return services.app.get(DraftExpiryService).run();
  };
  const draft = async (code = 'D-1') => {
    const school = schoolUser(world.schools.home);
    const agreement = await actingAs(school, () =>
      drafting().draft(school, {
        code,
        schoolId: world.schools.home,
        enterpriseId: world.enterprises.home,
        kinds: [AgreementKind.CLOSE],
        effectiveFrom: '2025-01-01',
      }),
    );
    return { school, id: agreement.id };
  };
  const eventsOf = async (id: number) => {
    const pages = await services.app.get(AgreementsService).eventPages([id], { limit: 20, offset: 0 });
    return pages.get(id)?.items.map((event) => event.kind);
  };

  it('remind once after 14 days and lapse after 28', async () => {
    const { school, id } = await draft();
    expect(await afterDays(14)).toEqual({ reminded: 0, lapsed: 0 });
    expect(await afterDays(15)).toEqual({ reminded: 1, lapsed: 0 });
    expect(await afterDays(16)).toEqual({ reminded: 0, lapsed: 0 });
    expect(await services.app.get(AgreementsService).get(school, id)).toMatchObject({
      status: 'DRAFT',
      remindedAt: new Date(start.getTime() + 15 * DAY_MS),
    });
    expect(await afterDays(28)).toEqual({ reminded: 0, lapsed: 0 });
    expect(await afterDays(29)).toEqual({ reminded: 0, lapsed: 1 });
    expect(await afterDays(29)).toEqual({ reminded: 0, lapsed: 0 });
    expect(await eventsOf(id)).toEqual(['LAPSED', 'REMINDED', 'DRAFTED']);
  });

  it('begin anew with every edit, and are left alone once proposed', async () => {
    const { school, id } = await draft();
    const proposed = await draft('D-2');
    await actingAs(school, () => drafting().approve(school, proposed.id, 1));
    await afterDays(15);
    clock.set(new Date(start.getTime() + 20 * DAY_MS));
    await actingAs(school, () => drafting().edit(school, { id, revision: 1, effectiveTo: '2026-01-01' }));
    expect(await afterDays(34)).toEqual({ reminded: 0, lapsed: 0 });
    expect(await afterDays(35)).toEqual({ reminded: 1, lapsed: 0 });
    expect(await afterDays(49)).toEqual({ reminded: 0, lapsed: 1 });
    expect(await services.app.get(AgreementsService).get(school, proposed.id)).toMatchObject({ status: 'PROPOSED' });
  });

  it('free the agreement they were to follow for another successor', async () => {
    const { school, id } = await draft();
    await services.dataSource.query("UPDATE agreement SET status = 'FILED' WHERE id = ?", [id]);
    const renew = (code: string) => actingAs(school, () => drafting().renew(school, { id, code }));
    await renew('D-3');
    await afterDays(30);
    expect(await renew('D-4')).toMatchObject({ predecessorId: id });
  });

  it('are taken in more than one batch', async () => {
    const row = (index: number) => [`B-${index}`, world.schools.home, world.enterprises.home, 'CLOSE', '2024-01-01'];
    await services.dataSource.query(
      'INSERT INTO agreement (code, school_id, enterprise_id, kinds, changed_at) VALUES ?',
      [Array.from({ length: 450 }, (_, index) => row(index))],
    );
    expect(await afterDays(1)).toEqual({ reminded: 0, lapsed: 450 });
  });
});
