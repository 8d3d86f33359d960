import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { UnitOfWork } from '../database/unit-of-work';
import { FieldCipher } from './field-cipher';
import { PersonCipher, PersonSecret } from './person-cipher';

const FIELD = 'trainee.id_number';

describe('values sealed with a secret of the person (assurance D3)', () => {
  let services: TestServices;
  let persons: PersonCipher;
  let unitOfWork: UnitOfWork;

  beforeAll(async () => {
    services = await startTestServices([]);
    persons = services.app.get(PersonCipher);
    unitOfWork = services.app.get(UnitOfWork);
  });
  beforeEach(() => services.empty());
  afterAll(() => services.close());

  const keyOf = (name: string): string => services.app.get(FieldCipher).blindIndex('id-number', name);
  const secretsFor = (...names: string[]) => unitOfWork.run((tx) => persons.secretsFor(tx, names.map(keyOf)));
  const secretOf = async (name: string): Promise<PersonSecret> =>
    (await secretsFor(name)).get(keyOf(name)) as PersonSecret;
  const found = async (name: string): Promise<PersonSecret | null> =>
    (await persons.find(services.dataSource, [keyOf(name)])).get(keyOf(name)) ?? null;

  it('are read by whoever finds the secret, and by no other person’s', async () => {
    const sealed = (await secretOf('a')).encrypt(FIELD, '11010519491231002X');
    expect(sealed).toMatch(/^aes\.@:/);
    expect(sealed.length).toBeLessThanOrEqual(255);
    expect(persons.decrypt(await found('a'), FIELD, sealed)).toBe('11010519491231002X');
    const other = await secretOf('b');
    expect(() => other.decrypt(FIELD, sealed)).toThrow();
    expect(() => persons.decrypt(other, FIELD, sealed)).toThrow();
  });

  it('get one secret for a person, however many ask at once and however often', async () => {
    const asked = await Promise.all(Array.from({ length: 8 }, () => secretsFor('a', 'b', 'c', 'a')));
    const sealed = (asked[0]?.get(keyOf('a')) as PersonSecret).encrypt(FIELD, 'x');
    for (const secrets of asked) expect(secrets.get(keyOf('a'))?.decrypt(FIELD, sealed)).toBe('x');
    expect(await services.dataSource.query('SELECT COUNT(*) AS number FROM person_secret')).toEqual([{ number: '3' }]);
  });

  it('cannot be read any more once the secret is shredded, by a new secret of that person neither', async () => {
    const sealed = (await secretOf('a')).encrypt(FIELD, 'x');
    expect(await unitOfWork.run((tx) => persons.shred(tx, keyOf('a')))).toBe(true);
    expect(persons.decrypt(await found('a'), FIELD, sealed)).toBeNull();
    const next = await secretOf('a');
    expect(() => persons.decrypt(next, FIELD, sealed)).toThrow();
    expect(await unitOfWork.run((tx) => persons.shred(tx, keyOf('nobody')))).toBe(false);
  });

  it('keep an erasure waiting until those who write with the secret have ended', async () => {
    await secretsFor('a');
    const order: string[] = [];
    let shredding: Promise<unknown> = Promise.resolve();
    await unitOfWork.run(async (tx) => {
      await persons.secretsFor(tx, [keyOf('a')]);
      shredding = unitOfWork.run((other) => persons.shred(other, keyOf('a'))).then(() => order.push('shredded'));
      await new Promise((resolve) => setTimeout(resolve, 150));
      order.push('written');
    });
    await shredding;
    expect(order).toEqual(['written', 'shredded']);
  });

  it('cannot be opened with a secret that was put into another person’s place, or changed', async () => {
    const sealed = (await secretOf('b')).encrypt(FIELD, 'x');
    await secretsFor('a');
    await services.dataSource.query(
      'UPDATE person_secret a JOIN person_secret b ON b.person_key = ? SET b.secret = a.secret WHERE a.person_key = ?',
      [keyOf('b'), keyOf('a')],
    );
    const put = await found('b');
    expect(() => persons.decrypt(put, FIELD, sealed)).toThrow();
  });

  it('reads values that release 0.1.0 sealed under the configured keys', () => {
    const sealed = services.app.get(FieldCipher).encrypt(FIELD, 'x');
    expect(persons.decrypt(null, FIELD, sealed)).toBe('x');
  });

  it('takes two statements for a thousand persons', async () => {
    const names = Array.from({ length: 1_000 }, (_, index) => `person-${index}`);
    const logged = jest.spyOn(services.dataSource.logger, 'logQuery');
    await secretsFor(...names);
    const fresh = logged.mock.calls.length;
    await secretsFor(...names);
    const again = logged.mock.calls.length - fresh;
    logged.mockRestore();
    // START TRANSACTION, its isolation level and COMMIT beside.
    expect([fresh, again].map((count) => count <= 5)).toEqual([true, true]);
  });
});
