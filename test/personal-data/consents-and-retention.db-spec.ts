import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { citizenIdCheckCharacter, FixedClock } from '@sxbq/kernel';
import { LedgersModule } from '@sxbq/ledgers';
import { FieldCipher } from '@sxbq/platform';
import {
  ConsentCategory,
  ConsentPurpose,
  ConsentRecipient,
  ConsentsService,
  hasConsent,
  IdentityProof,
  NewConsent,
  NoticesService,
  PrivacyModule,
} from '@sxbq/privacy';
import { actingAs, tracesOf } from '../support/programme';
import { bureau, outcome } from '../support/programme-world';
import { startTestServices, TestServices } from '../support/test-database';

const BODY = '99999919900101007';
const ID_NUMBER = BODY + citizenIdCheckCharacter(BODY);
const { CONTACT, NAME, RESUME } = ConsentCategory;

describe('consents and notices', () => {
  let services: TestServices;
  let consents: ConsentsService;
  let notices: NoticesService;
  const clock = new FixedClock(new Date('2025-06-02T02:00:00Z'));
  const officer = bureau();

  beforeAll(async () => {
    services = await startTestServices([IdentityModule, CataloguesModule, LedgersModule, PrivacyModule], clock);
    consents = services.app.get(ConsentsService);
    notices = services.app.get(NoticesService);
  });
  beforeEach(async () => {
    clock.set(new Date('2025-06-02T02:00:00Z'));
    await services.empty();
  });
  afterAll(() => services.close());

  const publish = (effectiveFrom = '2025-01-01') =>
    actingAs(officer, () =>
      notices.publish(officer, { code: 'placement', title: '双向选择告知', text: '……', effectiveFrom }),
    );
  const give = (noticeId: number, more: Partial<NewConsent> = {}) =>
    actingAs(officer, () =>
      consents.record(officer, ID_NUMBER, {
        recipient: ConsentRecipient.ENTERPRISE,
        recipientId: 7,
        purpose: ConsentPurpose.PLACEMENT,
        categories: [NAME, CONTACT],
        noticeId,
        proof: IdentityProof.IN_PERSON,
        ...more,
      }),
    );
  /** As a lib would ask that shows an enterprise the data of persons. */
  const shown = async (
    recipientId: number,
    purpose = ConsentPurpose.PLACEMENT,
    category = CONTACT,
  ): Promise<boolean> => {
    const personKey = services.app.get(FieldCipher).blindIndex('id-number', ID_NUMBER);
    const ofColumn = hasConsent(
      'x.person_key',
      { kind: ConsentRecipient.ENTERPRISE, id: { column: 'x.enterprise_id' } },
      purpose,
      category,
    );
    const ofValue = hasConsent(
      'x.person_key',
      { kind: ConsentRecipient.ENTERPRISE, id: recipientId },
      purpose,
      category,
    );
    const answers = [];
    for (const { sql, params } of [ofColumn, ofValue]) {
      const rows = (await services.dataSource.query(
        `SELECT 1 FROM (SELECT ? AS person_key, ? AS enterprise_id) x WHERE ${sql}`,
        [personKey, recipientId, ...params],
      )) as unknown[];
      answers.push(rows.length === 1);
    }
    expect(answers[0]).toBe(answers[1]);
    return answers[0] as boolean;
  };

  it('are not looked up without a trace', async () => {
    const notice = await publish();
    const [given] = await give(notice.id);
    const { audit } = await tracesOf(services.dataSource, () =>
      actingAs(officer, () => consents.ofPerson(officer, ID_NUMBER)),
    );
    expect(audit).toMatchObject([{ action: 'privacy.readConsents', details: { found: [given?.id] } }]);
    expect(JSON.stringify(audit)).not.toContain(ID_NUMBER);
  });

  it('let one recipient see one kind of data for one purpose, and nobody once withdrawn', async () => {
    const { id } = await publish();
    expect(await shown(7)).toBe(false);
    const [given] = await give(id);
    expect(given).toMatchObject({ categories: [NAME, CONTACT], noticeVersion: 1, withdrawnAt: null });
    expect(await shown(7)).toBe(true);
    expect([
      await shown(8),
      await shown(7, ConsentPurpose.FOLLOW_UP),
      await shown(7, ConsentPurpose.PLACEMENT, RESUME),
    ]).toEqual([false, false, false]);
    const withdraw = () => actingAs(officer, () => consents.withdraw(officer, ID_NUMBER, given?.id as number));
    const { audit } = await tracesOf(services.dataSource, withdraw);
    expect(await shown(7)).toBe(false);
    expect(audit).toMatchObject([{ action: 'privacy.withdrawConsent', objectId: String(given?.id) }]);
    expect(JSON.stringify(audit)).not.toContain(ID_NUMBER);
    expect(await outcome(withdraw())).toBe('CONSENT_NOT_FOUND');
  });

  it('count only under the version of the notice that is in force', async () => {
    const first = await publish();
    const second = await publish('2025-06-01');
    const future = await publish('2025-07-01');
    expect([first, second, future].map(({ version }) => version)).toEqual([1, 2, 3]);
    expect(await outcome(give(first.id))).toBe('PRIVACY_NOTICE_NOT_IN_FORCE');
    expect(await outcome(give(future.id))).toBe('PRIVACY_NOTICE_NOT_IN_FORCE');
    expect(await outcome(give(second.id, { categories: [] }))).toBe('CONSENT_WITHOUT_CATEGORY');
    expect(await outcome(give(second.id))).toBe('OK');
    expect(await outcome(give(999_999))).toBe('PRIVACY_NOTICE_NOT_FOUND');
  });
});
