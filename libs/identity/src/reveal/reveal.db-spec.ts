import { FixedClock, Principal, Role, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { someUser, startIdentityServices } from '../../../../test/support/identity-services';
import { outcome } from '../../../../test/support/programme-world';
import { TestServices } from '../../../../test/support/test-database';
import { registerPermissions } from '../access/permission-registry';
import { Revealed, RevealRequest, RevealService } from './reveal.service';
import { RevealRegistry } from './reveal-registry';

registerPermissions({ 'sample.readPersons': { title: '查看样例', roles: [Role.HR_BUREAU] } });

const CLEAR = '320402199001011234';
const clock = new FixedClock(new Date('2026-03-02T15:30:00.000Z'));

describe('a reveal of personal data', () => {
  let services: TestServices;
  let reveals: RevealService;
  let officer: Principal;

  beforeAll(async () => {
    process.env.REVEALS_PER_DAY = '3';
    services = await startIdentityServices(clock);
    reveals = services.app.get(RevealService);
    services.app.get(RevealRegistry).register({
      objectType: 'Sample',
      field: 'idNumber',
      permission: 'sample.readPersons',
      read: (_principal, id) => Promise.resolve(id === 7 ? CLEAR : null),
    });
  });
  beforeEach(async () => {
    officer = await someone();
    await services.dataSource.query('DELETE FROM reveal_use');
  });
  afterAll(async () => {
    delete process.env.REVEALS_PER_DAY;
    await services.close();
  });

  async function someone(): Promise<Principal> {
    const username = await someUser(services);
    const [user] = (await services.dataSource.query('SELECT id FROM `user` WHERE username = ?', [username])) as [
      { id: number },
    ];
    return { ...SYSTEM_PRINCIPAL, userId: user.id, role: Role.HR_BUREAU, regionPrefix: '3204' };
  }
  const reveal = (principal: Principal, request: Partial<RevealRequest> = {}): Promise<Revealed> =>
    runInContext(newRequestContext(principal), () =>
      reveals.reveal(principal, {
        objectType: 'Sample',
        objectId: 7,
        field: 'idNumber',
        reason: '核对职业资格证书',
        ...request,
      }),
    );

  it('gives the value, and leaves its reason in the audit, never the value', async () => {
    expect(await reveal(officer)).toEqual({ value: CLEAR, remaining: 2 });
    const [entry] = (await services.dataSource.query(
      "SELECT * FROM audit_entry WHERE action = 'identity.revealPersonalData' AND actor_user_id = ?",
      [officer.userId],
    )) as object[];
    expect(entry).toMatchObject({ object_type: 'Sample', object_id: '7' });
    expect(JSON.stringify(entry)).toContain('核对职业资格证书');
    expect(JSON.stringify(entry)).not.toContain(CLEAR);
  });

  it.each<[string, Partial<RevealRequest>, Partial<Principal>, string]>([
    ['without a reason', { reason: ' 看 一 下 吧 ' }, {}, 'REVEAL_REASON_MISSING'],
    ['of a field that no lib registered', { field: 'passwordHash' }, {}, 'NOT_REVEALABLE'],
    ['of an object that has none', { objectId: 8 }, {}, 'NOTHING_TO_REVEAL'],
    ['by a role that may not read the object', {}, { role: Role.ENTERPRISE }, 'FORBIDDEN'],
    ['by nobody in person', {}, { userId: null, clientId: 1 }, 'UNAUTHENTICATED'],
  ])('is refused %s', async (_case, request, more, code) => {
    expect(await outcome(reveal({ ...officer, ...more }, request))).toBe(code);
    expect(await services.dataSource.query('SELECT * FROM reveal_use')).toEqual([]);
  });

  it('counts towards the quota of the person’s day in Shanghai, however many come at once', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome(reveal(officer))));
    expect(outcomes.filter((code) => code === 'OK')).toHaveLength(3);
    expect(outcomes.filter((code) => code === 'REVEAL_QUOTA_USED')).toHaveLength(5);
    expect(await outcome(reveal(await someone()))).toBe('OK');
    clock.set(new Date('2026-03-02T16:00:00.000Z'));
    expect(await outcome(reveal(officer))).toBe('OK');
  });
});
