import { Enterprise, EnterpriseKind } from '@sxbq/enterprises';
import { Principal } from '@sxbq/kernel';
import { actingAs, tracesOf } from '../../../test/support/programme';
import { bureau, enterpriseUser, outcome, schoolUser } from '../../../test/support/programme-world';
import { InterestStatus } from './domain/interest-status';
import { MenuExpiryService } from './menu-expiry.service';
import { InterestRow } from './persistence/interests.repository';
import { MenuWorld } from './testing/menu-world';

const { INTEREST, AGREED, CONVERTED, DECLINED, WITHDRAWN, EXPIRED } = InterestStatus;

describe('interest between schools and enterprises', () => {
  let menu: MenuWorld;
  let school: Principal;
  let firm: Principal;
  let otherFirm: Principal;
  const officer = bureau();

  beforeAll(async () => {
    menu = await MenuWorld.start();
    ({ school, firm } = menu);
    otherFirm = enterpriseUser(menu.world.enterprises.other);
  });
  afterAll(() => menu.close());
  beforeEach(() => menu.inDays(0));

  const read = ({ id }: InterestRow, by = school) => actingAs(by, () => menu.interests.get(by, id));
  const stepsOf = async ({ id }: InterestRow) =>
    ((await menu.interests.events([id])).get(id) ?? []).map(
      ({ step, toStatus, side }) => `${step} ${toStatus} ${side}`,
    );

  describe('in an offer', () => {
    it('is shown with heads, agreed by the school, and keeps the terms of its moment', async () => {
      const offer = await menu.publishedOffer();
      const shown = await menu.show(offer.id, 12);
      expect(shown).toMatchObject({
        status: INTEREST,
        origin: 'ENTERPRISE',
        heads: 12,
        schoolId: menu.world.schools.home,
        enterpriseId: menu.world.enterprises.home,
        occupationCode: '6-18-01-01',
        grade: 3,
        price: 1_200,
        startsOn: '2026-09-01',
        endsOn: '2026-09-20',
        remarks: '请安排周末授课',
        trainingNeedId: null,
      });
      expect(await menu.takenOf('training_offer', offer.id)).toBe(0);
      await actingAs(school, () =>
        menu.offers.edit(school, { id: offer.id, revision: offer.revision, price: 2_000, startsOn: '2026-09-05' }),
      );
      expect(await menu.agree(shown)).toMatchObject({ status: AGREED, price: 1_200, startsOn: '2026-09-01' });
      expect(await menu.takenOf('training_offer', offer.id)).toBe(12);
      expect(await stepsOf(shown)).toEqual(['SHOW INTEREST ENTERPRISE', 'AGREE AGREED SCHOOL']);
    });

    it('is declined with a reason, and may be shown again', async () => {
      const offer = await menu.publishedOffer();
      const shown = await menu.show(offer.id);
      expect(await outcome(menu.decline(shown, school, ' '))).toBe('FIELD_REQUIRED');
      expect(await menu.decline(shown)).toMatchObject({ status: DECLINED, reason: '时间不合适' });
      expect((await menu.show(offer.id)).status).toBe(INTEREST);
    });

    it('is withdrawn by the side that asked, and by either once agreed: the seats are free again', async () => {
      const offer = await menu.publishedOffer({ seats: 10 });
      expect((await menu.withdraw(await menu.show(offer.id))).status).toBe(WITHDRAWN);
      const agreed = await menu.agree(await menu.show(offer.id));
      expect(await menu.takenOf('training_offer', offer.id)).toBe(10);
      expect(await menu.withdraw(agreed, school)).toMatchObject({ status: WITHDRAWN, reason: '计划有变' });
      expect(await menu.takenOf('training_offer', offer.id)).toBe(0);
    });

    it('may wait for an answer once only', async () => {
      const offer = await menu.publishedOffer();
      await menu.show(offer.id);
      const again = await Promise.all([1, 2, 3].map(() => outcome(menu.show(offer.id))));
      expect(again).toEqual(Array(3).fill('TRAINING_INTEREST_ALREADY_SHOWN'));
    });

    it.each<[string, number, string]>([
      ['0 heads', 0, 'NUMBER_OUT_OF_RANGE'],
      ['negative heads', -1, 'NUMBER_OUT_OF_RANGE'],
      ['more heads than seats', 31, 'TRAINING_OFFER_FULL'],
    ])('refuses %s', async (_case, heads, code) => {
      const offer = await menu.publishedOffer();
      expect(await outcome(menu.show(offer.id, heads))).toBe(code);
    });

    it('is refused for what is not published, closed, run out, or of another city', async () => {
      const draft = await menu.offer();
      expect(await outcome(menu.show(draft.id))).toBe('TRAINING_OFFER_NOT_FOUND');
      const offer = await menu.publishedOffer({ validUntil: '2026-06-20' });
      const away = enterpriseUser(menu.world.enterprises.away, '320104');
      expect(await outcome(menu.show(offer.id, 1, away))).toBe('TRAINING_OFFER_NOT_FOUND');
      const shown = await menu.show(offer.id);
      menu.inDays(6);
      expect(await outcome(menu.show(offer.id, 1, otherFirm))).toBe('TRAINING_OFFER_NOT_OPEN');
      await menu.services.app.get(MenuExpiryService).run();
      expect(await outcome(menu.agree(shown))).toBe('TRAINING_OFFER_FULL');
    });
  });

  describe('in a need', () => {
    it('is answered by a school with terms of its own, and agreed by the enterprise', async () => {
      const need = await menu.publishedNeed();
      const answered = await menu.answer(need.id, { heads: 15 });
      expect(answered).toMatchObject({
        origin: 'SCHOOL',
        status: INTEREST,
        trainingOfferId: null,
        grade: 3,
        price: 1_000,
        heads: 15,
      });
      expect((await menu.agree(answered, firm)).status).toBe(AGREED);
      expect(await menu.takenOf('training_need', need.id)).toBe(15);
      expect(await outcome(menu.answer(need.id, { heads: 6 }))).toBe('TRAINING_NEED_FULL');
      expect((await menu.answer(need.id, { heads: 5 })).status).toBe(INTEREST);
    });

    it('is answered with an offer: its terms, and its seats beside the need’s heads', async () => {
      const [need, offer] = [await menu.publishedNeed({ grade: null }), await menu.publishedOffer()];
      const answered = await menu.answer(need.id, { trainingOfferId: offer.id, price: 1, startsOn: null });
      expect(answered).toMatchObject({ trainingOfferId: offer.id, price: 1_200, startsOn: '2026-09-01', grade: 3 });
      const agreed = await menu.agree(answered, firm);
      expect(await menu.takenOf('training_offer', offer.id)).toBe(10);
      expect(await menu.takenOf('training_need', need.id)).toBe(10);
      await menu.withdraw(agreed, firm);
      expect(await menu.takenOf('training_offer', offer.id)).toBe(0);
      expect(await menu.takenOf('training_need', need.id)).toBe(0);
    });

    it('refuses terms that are missing or wrong, and an offer that is another thing or another’s', async () => {
      const need = await menu.publishedNeed();
      expect(await outcome(menu.answer(need.id, { startsOn: null }))).toBe('TRAINING_TERMS_MISSING');
      expect(await outcome(menu.answer(need.id, { endsOn: '2026-08-31' }))).toBe('DATE_ORDER');
      expect(await outcome(menu.answer(need.id, { price: -1 }))).toBe('NUMBER_OUT_OF_RANGE');
      const open = await menu.publishedNeed({ grade: null });
      expect(await outcome(menu.answer(open.id))).toBe('TRAINING_TERMS_MISSING');
      expect(await outcome(menu.answer(open.id, { grade: 6 }))).toBe('NUMBER_OUT_OF_RANGE');
      const other = await menu.publishedOffer({ grade: 2 });
      expect(await outcome(menu.answer(need.id, { trainingOfferId: other.id }))).toBe('TRAINING_OFFER_DOES_NOT_FIT');
      const milling = await menu.publishedOffer({ occupationCode: '6-18-01-02' });
      expect(await outcome(menu.answer(need.id, { trainingOfferId: milling.id }))).toBe('TRAINING_OFFER_DOES_NOT_FIT');
      const stranger = schoolUser(menu.world.schools.other);
      const mine = await menu.publishedOffer();
      expect(await outcome(menu.answer(need.id, { trainingOfferId: mine.id }, stranger))).toBe(
        'TRAINING_OFFER_NOT_FOUND',
      );
      expect(await outcome(menu.answer((await menu.need()).id))).toBe('TRAINING_NEED_NOT_FOUND');
      const drafted = await menu.offer();
      expect(await outcome(menu.answer(need.id, { trainingOfferId: drafted.id }))).toBe('TRAINING_OFFER_NOT_OPEN');
      const short = await menu.publishedNeed({ validUntil: '2026-06-20' });
      menu.inDays(6);
      expect(await outcome(menu.answer(short.id))).toBe('TRAINING_NEED_NOT_OPEN');
    });
  });

  describe('who may', () => {
    it('is known to the two sides and their bureau only', async () => {
      const shown = await menu.show((await menu.publishedOffer()).id);
      for (const reader of [school, firm, officer]) expect((await read(shown, reader)).id).toBe(shown.id);
      const strangers = [otherFirm, schoolUser(menu.world.schools.other), bureau('3201'), bureau('')];
      for (const stranger of strangers) {
        expect(await outcome(read(shown, stranger))).toBe('TRAINING_INTEREST_NOT_FOUND');
        const { items } = await menu.interests.list(stranger, { limit: 100, offset: 0 });
        expect(items.map(({ id }) => id)).not.toContain(shown.id);
      }
      expect(await outcome(menu.agree(shown, schoolUser(menu.world.schools.other)))).toBe(
        'TRAINING_INTEREST_NOT_FOUND',
      );
      expect(await outcome(menu.withdraw(shown, otherFirm))).toBe('TRAINING_INTEREST_NOT_FOUND');
    });

    it('is not answered by the side that asked, nor by a bureau', async () => {
      const shown = await menu.show((await menu.publishedOffer()).id);
      expect(await outcome(menu.agree(shown, firm))).toBe('TRAINING_INTEREST_NOT_YOUR_STEP');
      expect(await outcome(menu.decline(shown, firm))).toBe('TRAINING_INTEREST_NOT_YOUR_STEP');
      expect(await outcome(menu.withdraw(shown, school))).toBe('TRAINING_INTEREST_NOT_YOUR_STEP');
      expect(await outcome(menu.agree(shown, officer))).toBe('FORBIDDEN');
      expect(await outcome(menu.show((await menu.publishedOffer()).id, 1, school))).toBe('FORBIDDEN');
      expect(await outcome(menu.answer((await menu.publishedNeed()).id, {}, firm))).toBe('FORBIDDEN');
    });

    it('is answered once, on the revision that was read', async () => {
      const shown = await menu.show((await menu.publishedOffer()).id);
      const answers = await Promise.all([outcome(menu.agree(shown)), outcome(menu.decline(shown))]);
      expect(answers.sort()).toEqual(['OK', 'TRAINING_INTEREST_REVISION_CONFLICT']);
      const now = await read(shown);
      expect(await outcome(menu.agree(now))).toBe('TRAINING_INTEREST_STEP_NOT_ALLOWED');
    });
  });

  describe('seats', () => {
    it('go to as many of 50 who are agreed to at once as there are, and not one more', async () => {
      const offer = await menu.publishedOffer({ seats: 3 });
      const shown: InterestRow[] = [];
      for (let at = 0; at < 50; at++) {
        const { identifiers } = await menu.services.dataSource.manager.insert(Enterprise, {
          uscc: `9132041100000${1_000 + at}X`,
          name: `示例公司${at}`,
          kind: EnterpriseKind.ENTERPRISE,
          regionCode: '320411',
        });
        shown.push(await menu.show(offer.id, 1, enterpriseUser((identifiers[0] as { id: number }).id)));
      }
      const answers = await Promise.all(shown.map((interest) => outcome(menu.agree(interest))));
      expect(answers.filter((answer) => answer === 'OK')).toHaveLength(3);
      expect(new Set(answers)).toEqual(new Set(['OK', 'TRAINING_OFFER_FULL']));
      expect(await menu.takenOf('training_offer', offer.id)).toBe(3);
      await expect(
        menu.services.dataSource.query('UPDATE training_offer SET taken = 4 WHERE id = ?', [offer.id]),
      ).rejects.toThrow(/ck_training_offer_taken/);
    }, 60_000);

    it('cannot be made fewer than are agreed on', async () => {
      const offer = await menu.publishedOffer();
      await menu.agree(await menu.show(offer.id, 10));
      const edit = (seats: number) =>
        actingAs(school, () => menu.offers.edit(school, { id: offer.id, revision: offer.revision, seats }));
      expect(await outcome(edit(9))).toBe('TRAINING_OFFER_BELOW_TAKEN');
      expect((await edit(10)).seats).toBe(10);
    });
  });

  describe('becoming a training', () => {
    const agreed = async () => menu.agree(await menu.show((await menu.publishedOffer()).id));
    const sessionsOf = async (code: string) =>
      (await menu.services.dataSource.query('SELECT * FROM training_session WHERE code = ?', [code])) as object[];

    it('makes the session of the agreed terms, and tells compliance, in one transaction', async () => {
      const interest = await agreed();
      const { audit, events } = await tracesOf(menu.services.dataSource, () => menu.convert(interest, 'PX-1'));
      expect(await sessionsOf('PX-1')).toMatchObject([
        {
          school_id: menu.world.schools.home,
          enterprise_id: menu.world.enterprises.home,
          grade: 3,
          occupation_code: '6-18-01-01',
          occupation_name: '车工',
          starts_on: '2026-09-01',
          ends_on: '2026-09-20',
        },
      ]);
      expect(await read(interest)).toMatchObject({ status: CONVERTED, trainingSessionId: expect.any(Number) });
      expect(audit.map(({ action }) => action)).toEqual(['training.create', 'menu.convertInterest']);
      expect(events).toEqual([{ fact: 'TRAINING', schoolIds: [menu.world.schools.home] }]);
    });

    it('happens once, however often it is asked for', async () => {
      const interest = await agreed();
      const converted = await Promise.all(Array.from({ length: 8 }, () => menu.convert(interest, 'PX-2')));
      expect(new Set(converted.map(({ trainingSessionId }) => trainingSessionId)).size).toBe(1);
      expect(await sessionsOf('PX-2')).toHaveLength(1);
      const { audit, events } = await tracesOf(menu.services.dataSource, async () => {
        expect((await menu.convert(interest, ' PX-2 ')).status).toBe(CONVERTED);
      });
      expect(audit).toMatchObject([{ action: 'menu.convertInterest', changes: null, details: { repeated: 'PX-2' } }]);
      expect(events).toEqual([]);
      expect(await outcome(menu.convert(interest, 'PX-3'))).toBe('TRAINING_INTEREST_ALREADY_CONVERTED');
      expect(await sessionsOf('PX-3')).toHaveLength(0);
    });

    it('is refused before it is agreed, by others, with a taken code, and cannot be withdrawn after', async () => {
      const shown = await menu.show((await menu.publishedOffer()).id);
      expect(await outcome(menu.convert(shown, 'PX-4'))).toBe('TRAINING_INTEREST_STEP_NOT_ALLOWED');
      const interest = await menu.agree(shown);
      expect(await outcome(menu.convert(interest, 'PX-4', firm))).toBe('FORBIDDEN');
      expect(await outcome(menu.convert(interest, 'PX-4', schoolUser(menu.world.schools.other)))).toBe(
        'TRAINING_INTEREST_NOT_FOUND',
      );
      await menu.convert(await agreed(), 'PX-5');
      expect(await outcome(menu.convert(interest, 'PX-5'))).toBe('TRAINING_CODE_TAKEN');
      expect((await read(interest)).status).toBe(AGREED);
      const converted = await menu.convert(interest, 'PX-4');
      expect(await outcome(menu.withdraw(converted, school))).toBe('TRAINING_INTEREST_STEP_NOT_ALLOWED');
    });
  });

  describe('nobody answers', () => {
    const sweep = () => menu.services.app.get(MenuExpiryService).run();

    it('reminds the side whose turn it is once after 14 days, and lapses after 28', async () => {
      await sweep();
      const shown = await menu.show((await menu.publishedOffer()).id);
      menu.inDays(14);
      expect(await sweep()).toMatchObject({ reminded: 0, lapsed: 0 });
      menu.inDays(15);
      expect((await sweep()).reminded).toBeGreaterThan(0);
      expect(await sweep()).toMatchObject({ reminded: 0 });
      expect(await read(shown)).toMatchObject({ status: INTEREST, remindedAt: new Date('2026-06-30T02:00:00Z') });
      menu.inDays(28);
      expect((await sweep()).lapsed).toBe(0);
      menu.inDays(29);
      expect((await sweep()).lapsed).toBeGreaterThan(0);
      expect((await sweep()).lapsed).toBe(0);
      expect((await read(shown)).status).toBe(EXPIRED);
      expect(await stepsOf(shown)).toEqual([
        'SHOW INTEREST ENTERPRISE',
        'REMIND INTEREST SCHOOL',
        'LAPSE EXPIRED null',
      ]);
    });

    it('begins anew with each turn: what is agreed waits for the school to make it a training, and does not lapse', async () => {
      const answered = await menu.answer((await menu.publishedNeed()).id);
      menu.inDays(15);
      await sweep();
      const agreed = await menu.agree(await read(answered, firm), firm);
      expect(agreed.remindedAt).toBeNull();
      menu.inDays(29);
      await sweep();
      expect((await read(agreed)).remindedAt).toBeNull();
      menu.inDays(60);
      await sweep();
      expect(await stepsOf(agreed)).toEqual([
        'SHOW INTEREST SCHOOL',
        'REMIND INTEREST ENTERPRISE',
        'AGREE AGREED ENTERPRISE',
        'REMIND AGREED SCHOOL',
      ]);
      expect((await read(agreed)).status).toBe(AGREED);
    });
  });
});
