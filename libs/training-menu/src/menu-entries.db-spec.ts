import { addDays, Principal, Role } from '@sxbq/kernel';
import { actingAs, principalOf, tracesOf } from '../../../test/support/programme';
import { bureau, enterpriseUser, outcome, schoolUser } from '../../../test/support/programme-world';
import { MAX_VALIDITY_DAYS } from './domain/menu-limits';
import { MenuSort } from './domain/menu-sort';
import { MenuStatus } from './domain/menu-status';
import { MenuExpiryService } from './menu-expiry.service';
import { NewNeed } from './needs.service';
import { NewOffer } from './offers.service';
import { NeedRow } from './persistence/needs.repository';
import { OfferRow } from './persistence/offers.repository';
import { MenuWorld, TODAY } from './testing/menu-world';

const { DRAFT, PUBLISHED, CLOSED, EXPIRED } = MenuStatus;

describe('training menus and needs', () => {
  let menu: MenuWorld;
  let school: Principal;
  let firm: Principal;
  const officer = bureau();

  beforeAll(async () => {
    menu = await MenuWorld.start();
    ({ school, firm } = menu);
  });
  afterAll(() => menu.close());
  beforeEach(() => menu.inDays(0));

  const step = (row: OfferRow, take: 'publish' | 'close' | 'reopen', by = school, revision = row.revision) =>
    actingAs(by, () => menu.offers[take](by, row.id, revision));
  const needStep = (row: NeedRow, take: 'publish' | 'close' | 'reopen', by = firm) =>
    actingAs(by, () => menu.needs[take](by, row.id, row.revision));
  const edit = (row: OfferRow, change: object, by = school) =>
    actingAs(by, () => menu.offers.edit(by, { id: row.id, revision: row.revision, ...change }));
  const editNeed = (row: NeedRow, change: object, by = firm) =>
    actingAs(by, () => menu.needs.edit(by, { id: row.id, revision: row.revision, ...change }));
  const page = { limit: 100, offset: 0 };
  const offersOf = async (by: Principal, filter: object = {}) =>
    (await actingAs(by, () => menu.offers.list(by, { filter, ...page }))).items.map(({ id }) => id);
  const needsOf = async (by: Principal, filter: object = {}) =>
    (await actingAs(by, () => menu.needs.list(by, { filter, ...page }))).items.map(({ id }) => id);

  describe('from draft to published and back', () => {
    it('an offer is drafted, published, edited, closed and opened again', async () => {
      const drafted = await menu.offer({ name: ' 车工  高级工班 ', description: ' ' });
      expect(drafted).toMatchObject({ status: DRAFT, name: '车工 高级工班', description: null, taken: 0, revision: 1 });
      const published = await step(drafted, 'publish');
      expect(published).toMatchObject({ status: PUBLISHED, revision: 2, changedAt: expect.any(Date) });
      const edited = await edit(published, { seats: 40 });
      expect(edited).toMatchObject({ status: PUBLISHED, seats: 40, price: 1_200, revision: 3 });
      const closed = await step(edited, 'close');
      expect(closed.status).toBe(CLOSED);
      expect((await step(closed, 'reopen')).status).toBe(DRAFT);
    });

    it('a need goes the same way', async () => {
      const published = await needStep(await menu.need({ grade: null, earliestOn: null, latestOn: null }), 'publish');
      expect(published).toMatchObject({ status: PUBLISHED, grade: null, earliestOn: null, priceCeiling: 1_500 });
      const edited = await editNeed(published, { priceCeiling: null });
      expect(edited).toMatchObject({ priceCeiling: null, heads: 20 });
      const closed = await needStep(edited, 'close');
      expect((await needStep(closed, 'reopen')).status).toBe(DRAFT);
    });

    it('refuses steps that the status does not allow, and a second close', async () => {
      const drafted = await menu.offer();
      expect(await outcome(step(drafted, 'close'))).toBe('TRAINING_OFFER_STEP_NOT_ALLOWED');
      expect(await outcome(step(drafted, 'reopen'))).toBe('TRAINING_OFFER_STEP_NOT_ALLOWED');
      const published = await step(drafted, 'publish');
      expect(await outcome(step(published, 'publish'))).toBe('TRAINING_OFFER_STEP_NOT_ALLOWED');
      const closed = await step(published, 'close');
      expect(await outcome(step(closed, 'close'))).toBe('TRAINING_OFFER_STEP_NOT_ALLOWED');
      const need = await needStep(await menu.publishedNeed(), 'close');
      expect(await outcome(needStep(need, 'close'))).toBe('TRAINING_NEED_STEP_NOT_ALLOWED');
    });

    it('writes on the revision that was read, and one of two who write at once', async () => {
      const drafted = await menu.offer();
      const answers = await Promise.all([4, 5].map((seats) => outcome(edit(drafted, { seats }))));
      expect(answers.sort()).toEqual(['OK', 'TRAINING_OFFER_REVISION_CONFLICT']);
      expect(await outcome(step(drafted, 'publish'))).toBe('TRAINING_OFFER_REVISION_CONFLICT');
      const need = await menu.need();
      await editNeed(need, { heads: 5 });
      expect(await outcome(editNeed(need, { heads: 6 }))).toBe('TRAINING_NEED_REVISION_CONFLICT');
    });

    it('does not publish what has run out since it was written', async () => {
      const drafted = await menu.offer({ validUntil: '2026-06-20' });
      menu.inDays(6);
      expect(await outcome(step(drafted, 'publish'))).toBe('VALIDITY_OUT_OF_RANGE');
      const longer = await edit(drafted, { validUntil: '2026-07-20' });
      expect((await step(longer, 'publish')).status).toBe(PUBLISHED);
    });

    it('expires after the last day, once, and can be opened again', async () => {
      const offer = await menu.publishedOffer({ validUntil: '2026-06-16' });
      const need = await menu.publishedNeed({ validUntil: '2026-06-16' });
      const expiry = menu.services.app.get(MenuExpiryService);
      menu.clock.set(new Date('2026-06-16T15:59:00Z'));
      expect(await expiry.run()).toMatchObject({ offers: 0, needs: 0 });
      menu.clock.set(new Date('2026-06-16T16:15:00Z'));
      expect(await expiry.run()).toMatchObject({ offers: 1, needs: 1 });
      expect(await expiry.run()).toMatchObject({ offers: 0, needs: 0 });
      const expired = await actingAs(school, () => menu.offers.get(school, offer.id));
      expect(expired.status).toBe(EXPIRED);
      expect((await actingAs(firm, () => menu.needs.get(firm, need.id))).status).toBe(EXPIRED);
      expect((await step(expired, 'reopen')).status).toBe(DRAFT);
    });

    it('leaves who, before and after in the audit for every step', async () => {
      const { audit } = await tracesOf(menu.services.dataSource, async () => {
        const published = await menu.publishedOffer();
        await step(await edit(published, { seats: 31 }), 'close');
      });
      expect(audit.map(({ action }) => action)).toEqual([
        'menu.draftOffer',
        'menu.publishOffer',
        'menu.editOffer',
        'menu.closeOffer',
      ]);
      expect(audit[2]?.changes).toEqual({ seats: [30, 31] });
      expect(audit[3]).toMatchObject({ objectType: 'TrainingOffer', changes: { status: [PUBLISHED, CLOSED] } });
    });
  });

  describe('bad input', () => {
    it.each<[Partial<NewOffer>, string]>([
      [{ seats: 0 }, 'NUMBER_OUT_OF_RANGE'],
      [{ seats: -1 }, 'NUMBER_OUT_OF_RANGE'],
      [{ seats: 1.5 }, 'NUMBER_OUT_OF_RANGE'],
      [{ price: -1 }, 'NUMBER_OUT_OF_RANGE'],
      [{ price: 12.5 }, 'NUMBER_OUT_OF_RANGE'],
      [{ grade: 0 }, 'NUMBER_OUT_OF_RANGE'],
      [{ grade: 6 }, 'NUMBER_OUT_OF_RANGE'],
      [{ endsOn: '2026-08-31', startsOn: '2026-09-01' }, 'DATE_ORDER'],
      [{ startsOn: '2026-02-30' }, 'DATE_MALFORMED'],
      [{ validUntil: '2026-09-21' }, 'DATE_ORDER'],
      [{ validUntil: addDays(TODAY, -1) }, 'VALIDITY_OUT_OF_RANGE'],
      [{ validUntil: addDays(TODAY, MAX_VALIDITY_DAYS + 1), endsOn: '2028-01-01' }, 'VALIDITY_OUT_OF_RANGE'],
      [{ occupationEdition: '2015' }, 'OCCUPATION_UNKNOWN'],
      [{ occupationCode: '9-99-99-99' }, 'OCCUPATION_UNKNOWN'],
      [{ occupationCode: '6-18' }, 'OCCUPATION_UNKNOWN'],
      [{ regionCode: '999999' }, 'REGION_UNKNOWN'],
      [{ name: ' ' }, 'FIELD_REQUIRED'],
      [{ code: 'CD 1' }, 'CODE_MALFORMED'],
    ])('an offer with %j is refused: %s', async (more, code) => expect(await outcome(menu.offer(more))).toBe(code));

    it.each<[Partial<NewNeed>, string]>([
      [{ heads: 0 }, 'NUMBER_OUT_OF_RANGE'],
      [{ heads: -3 }, 'NUMBER_OUT_OF_RANGE'],
      [{ priceCeiling: -1 }, 'NUMBER_OUT_OF_RANGE'],
      [{ grade: 9 }, 'NUMBER_OUT_OF_RANGE'],
      [{ earliestOn: '2027-01-01' }, 'DATE_ORDER'],
      [{ latestOn: '2026-08-30', earliestOn: null }, 'DATE_ORDER'],
      [{ latestOn: '2026-13-01' }, 'DATE_MALFORMED'],
      [{ validUntil: addDays(TODAY, -1) }, 'VALIDITY_OUT_OF_RANGE'],
      [{ occupationEdition: '2015' }, 'OCCUPATION_UNKNOWN'],
      [{ regionCode: '32' }, 'REGION_UNKNOWN'],
      [{ code: '' }, 'FIELD_REQUIRED'],
    ])('a need with %j is refused: %s', async (more, code) => expect(await outcome(menu.need(more))).toBe(code));

    it('takes the edges', async () => {
      expect(await menu.offer({ price: 0, regionCode: null, startsOn: '2026-09-20' })).toMatchObject({ price: 0 });
      expect((await menu.offer({ validUntil: TODAY })).validUntil).toBe(TODAY);
      const last = addDays(TODAY, MAX_VALIDITY_DAYS);
      expect((await menu.offer({ validUntil: last, endsOn: last })).validUntil).toBe(last);
      expect(await menu.need({ earliestOn: '2026-12-31', priceCeiling: 0 })).toMatchObject({ priceCeiling: 0 });
    });

    it('refuses a number that was used; another school may use it', async () => {
      const first = await menu.offer();
      expect(await outcome(menu.offer({ code: first.code }))).toBe('TRAINING_OFFER_CODE_TAKEN');
      const { other } = menu.world.schools;
      const same = await menu.offer({ code: first.code, schoolId: other }, schoolUser(other));
      expect(same.code).toBe(first.code);
      const need = await menu.need();
      expect(await outcome(menu.need({ code: need.code }))).toBe('TRAINING_NEED_CODE_TAKEN');
    });
  });

  describe('who may', () => {
    it('shows enterprises and schools what is published in their city, each side its drafts, a bureau its region', async () => {
      const [draft, published] = [await menu.offer(), await menu.publishedOffer()];
      const otherFirm = enterpriseUser(menu.world.enterprises.other);
      for (const reader of [firm, otherFirm]) {
        const seen = await offersOf(reader);
        expect(seen).toContain(published.id);
        expect(seen).not.toContain(draft.id);
      }
      expect(await offersOf(school)).toEqual(expect.arrayContaining([draft.id, published.id]));
      expect(await offersOf(officer)).toEqual(expect.arrayContaining([draft.id, published.id]));
      for (const stranger of [
        schoolUser(menu.world.schools.away, '320104'),
        enterpriseUser(menu.world.enterprises.away, '320104'),
        bureau('3201'),
      ]) {
        expect(await offersOf(stranger)).toEqual([]);
        expect(await needsOf(stranger)).toEqual([]);
      }
      const [wanted, secret] = [await menu.publishedNeed(), await menu.need()];
      const seen = await needsOf(schoolUser(menu.world.schools.other));
      expect(seen).toContain(wanted.id);
      expect(seen).not.toContain(secret.id);
      expect(await needsOf(otherFirm)).toEqual([]);
      expect(await needsOf(firm)).toEqual(expect.arrayContaining([wanted.id, secret.id]));
    });

    it('answers for another’s as for one that does not exist', async () => {
      const offer = await menu.publishedOffer();
      const stranger = schoolUser(menu.world.schools.other);
      expect(await outcome(actingAs(stranger, () => menu.offers.get(stranger, offer.id)))).toBe(
        'TRAINING_OFFER_NOT_FOUND',
      );
      expect(await outcome(edit(offer, { seats: 1 }, stranger))).toBe('TRAINING_OFFER_NOT_FOUND');
      expect(await outcome(step(offer, 'close', stranger))).toBe('TRAINING_OFFER_NOT_FOUND');
      expect(await outcome(step(offer, 'close', bureau('3201')))).toBe('TRAINING_OFFER_NOT_FOUND');
      const need = await menu.publishedNeed();
      const otherFirm = enterpriseUser(menu.world.enterprises.other);
      expect(await outcome(editNeed(need, { heads: 1 }, otherFirm))).toBe('TRAINING_NEED_NOT_FOUND');
    });

    it('lets each side write its own only, a bureau close', async () => {
      expect(await outcome(menu.offer({ schoolId: menu.world.schools.other }))).toBe('SCHOOL_NOT_FOUND');
      expect(await outcome(menu.need({ enterpriseId: menu.world.enterprises.other }))).toBe('ENTERPRISE_NOT_FOUND');
      expect(await outcome(menu.offer({}, firm))).toBe('FORBIDDEN');
      expect(await outcome(menu.need({}, school))).toBe('FORBIDDEN');
      expect(await outcome(menu.offer({}, officer))).toBe('FORBIDDEN');
      const offer = await menu.publishedOffer();
      expect(await outcome(step(offer, 'close', bureau('3204', Role.ECONOMY_BUREAU)))).toBe('FORBIDDEN');
      expect(await outcome(step(offer, 'close', principalOf(Role.SYSTEM_ADMINISTRATOR)))).toBe('FORBIDDEN');
      expect((await step(offer, 'close', officer)).status).toBe(CLOSED);
    });
  });

  it('are filtered, sorted and paged', async () => {
    const offer = await menu.publishedOffer({ name: '铣工技师班', grade: 2, occupationCode: '6-18-01-02' });
    const mine = { occupationCode: '6-18-01-02' };
    expect(await offersOf(firm, mine)).toEqual([offer.id]);
    expect(await offersOf(firm, { grade: 2 })).toEqual([offer.id]);
    expect(await offersOf(firm, { search: '铣工技' })).toEqual([offer.id]);
    expect(await offersOf(firm, { search: '%' })).toEqual([]);
    expect(await offersOf(firm, { ...mine, regionPrefix: '320402' })).toEqual([]);
    expect(await offersOf(school, { ...mine, status: DRAFT })).toEqual([]);
    expect(await offersOf(officer, { ...mine, schoolId: menu.world.schools.other })).toEqual([]);
    const need = await menu.publishedNeed({ occupationCode: '6-18-01-02' });
    expect(await needsOf(school, { search: need.code })).toEqual([need.id]);
    for (const sort of Object.values(MenuSort)) {
      const { items, total } = await menu.offers.list(officer, { sort, ...page });
      expect([sort, items.length]).toEqual([sort, total]);
    }
    expect(await outcome(menu.offers.list(officer, { limit: 101, offset: 0 }))).toBe('PAGE_SIZE_OUT_OF_RANGE');
  });
});
