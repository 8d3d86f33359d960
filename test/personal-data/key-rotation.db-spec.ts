import { INestApplicationContext } from '@nestjs/common';
import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { LedgersModule } from '@sxbq/ledgers';
import { FieldCipher, KeyRotation, PersonCipher, PersonSecret, SealedValues, UnitOfWork } from '@sxbq/platform';
import { TrainingModule } from '@sxbq/training';
import { createWorld } from '../support/programme-world';
import { startTestServices, TestServices } from '../support/test-database';

const PHONE = 'school.contact_phone';
const ID_NUMBER = 'trainee.id_number';
const secret = (fill: number): string => Buffer.alloc(32, fill).toString('base64');
const cipherOf = (keys: string, FIELD_CIPHER: 'AES-256-GCM' | 'SM4' = 'AES-256-GCM') =>
  new FieldCipher({ FIELD_ENCRYPTION_KEYS: keys, BLIND_INDEX_KEY: secret(9), FIELD_CIPHER });

const OLD = `k1:${secret(1)}`;
const BOTH = `k2:${secret(2)},${OLD}`;

describe('rotation of keys (assurance D1)', () => {
  let services: TestServices;
  let app: INestApplicationContext;
  let schools: { home: number; other: number; away: number };
  let sessionId: number;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, TrainingModule, LedgersModule]);
    app = services.app;
  });
  beforeEach(async () => {
    await services.empty();
    const world = await createWorld(services.dataSource);
    schools = world.schools;
    const session = (await services.dataSource.query(
      `INSERT INTO training_session (code, school_id, enterprise_id, occupation_code, grade, starts_on, ends_on)
       VALUES ('T1', ?, ?, '6-18-01-01', 3, '2025-03-01', '2025-03-31')`,
      [schools.home, world.enterprises.home],
    )) as { insertId: number };
    sessionId = session.insertId;
  });
  afterAll(() => services.close());

  /** The services of a process that was started with these keys. */
  const withKeys = (fields: FieldCipher) => {
    const persons = new PersonCipher(fields);
    return { fields, persons, rotation: new KeyRotation(app.get(SealedValues), fields, persons, app.get(UnitOfWork)) };
  };
  const values = async (sql: string): Promise<string[]> =>
    ((await services.dataSource.query(sql)) as { value: string }[]).map(({ value }) => value);
  const phones = () => values('SELECT contact_phone AS value FROM school ORDER BY id');
  const setPhone = (id: number, value: string) =>
    services.dataSource.query('UPDATE school SET contact_phone = ? WHERE id = ?', [value, id]);
  const addTrainee = (personKey: string, value: string) =>
    services.dataSource.query(
      'INSERT INTO trainee (training_session_id, name, id_number, person_key, passed) VALUES (?, ?, ?, ?, 1)',
      [sessionId, '', value, personKey],
    );

  it('knows every sealed column of the product', () => {
    const columns = app.get(SealedValues).columns();
    expect(columns.map(({ table, column, by }) => `${table}.${column} ${by}`).sort()).toEqual(
      expect.arrayContaining([
        'enterprise.contact_phone COLUMN',
        'ledger_file_chunk.sealed ROW',
        'person_secret.secret WRAPPED',
        'school.contact_phone COLUMN',
        'trainee.id_number PERSON',
      ]),
    );
  });

  it('seals old values under the new key, tells how far it is and when the old key can go', async () => {
    const old = cipherOf(OLD);
    await setPhone(schools.home, old.encrypt(PHONE, '13800000001'));
    await setPhone(schools.other, old.encrypt(PHONE, '13800000002'));
    const { rotation, fields } = withKeys(cipherOf(BOTH));
    const before = await rotation.report();
    expect(before.columns).toContainEqual({ column: PHONE, values: 2, current: 0 });
    expect([before.disposableKeys, [...before.neededKeys]]).toEqual([[], [['k1', 2]]]);
    const heard: string[] = [];
    expect(await rotation.rotate((column, done) => heard.push(`${column} ${done}`))).toBe(2);
    const after = await rotation.report();
    expect(after.columns).toContainEqual({ column: PHONE, values: 2, current: 2 });
    expect([after.disposableKeys, [...after.neededKeys]]).toEqual([['k1'], [['k2', 2]]]);
    const alone = cipherOf(`k2:${secret(2)}`);
    expect((await phones()).slice(0, 2).map((value) => alone.decrypt(PHONE, value))).toEqual([
      '13800000001',
      '13800000002',
    ]);
    expect(await rotation.rotate()).toBe(0);
    expect(fields.keyIds).toEqual(['k2', 'k1']);
  });

  it('changes the algorithm as well, and takes values of 0.1.0', async () => {
    const written = cipherOf(OLD).encrypt(PHONE, '13800000001').replace('aes.', '');
    await setPhone(schools.home, written);
    await withKeys(cipherOf(OLD, 'SM4')).rotation.rotate();
    const [value] = await phones();
    expect(value).toMatch(/^sm4\.k1:/);
    expect(cipherOf(OLD, 'SM4').decrypt(PHONE, value as string)).toBe('13800000001');
  });

  it('gives each person of 0.1.0 a secret; a new key then touches the secrets alone', async () => {
    const old = withKeys(cipherOf(OLD));
    const key = (number: string) => old.fields.blindIndex('id-number', number);
    await addTrainee(key('one'), old.fields.encrypt(ID_NUMBER, 'one'));
    await addTrainee(key('two'), old.fields.encrypt(ID_NUMBER, 'two'));
    expect(await old.rotation.rotate()).toBe(2);
    const sealed = await values('SELECT id_number AS value FROM trainee ORDER BY id');
    expect(sealed.every((value) => value.startsWith('aes.@:'))).toBe(true);
    const { rotation, persons } = withKeys(cipherOf(BOTH));
    expect(await rotation.rotate()).toBe(2);
    expect(await values('SELECT id_number AS value FROM trainee ORDER BY id')).toEqual(sealed);
    expect((await rotation.report()).disposableKeys).toEqual(['k1']);
    const found = await persons.find(services.dataSource, [key('two')]);
    expect((found.get(key('two')) as PersonSecret).decrypt(ID_NUMBER, sealed[1] as string)).toBe('two');
  });

  it('leaves a value alone that somebody changes in between, and one whose person was erased', async () => {
    const old = cipherOf(OLD);
    await setPhone(schools.home, old.encrypt(PHONE, '13800000001'));
    await addTrainee('p'.repeat(43), `sm4.@:${'A'.repeat(80)}`);
    const { rotation, fields } = withKeys(cipherOf(BOTH));
    const sealed = app.get(SealedValues);
    const read = sealed.notMarked.bind(sealed);
    const theirs = fields.encrypt(PHONE, '13900000009');
    const spy = jest.spyOn(sealed, 'notMarked').mockImplementation(async (...args) => {
      const rows = await read(...args);
      if (args[1].table === 'school') await setPhone(schools.home, theirs);
      return rows;
    });
    expect(await rotation.rotate()).toBe(0);
    spy.mockRestore();
    expect((await phones())[0]).toBe(theirs);
    expect(await values('SELECT id_number AS value FROM trainee')).toEqual([`sm4.@:${'A'.repeat(80)}`]);
  });

  it('rotates the pieces of uploaded files', async () => {
    const old = cipherOf(OLD);
    const file = (await services.dataSource.query(
      "INSERT INTO ledger_file (file_name, byte_size, uploaded_at) VALUES ('a.csv', 3, NOW())",
    )) as { insertId: number };
    const place = (position: number) => `ledger_file_chunk.sealed.${file.insertId}.${position}`;
    for (let position = 0; position < 20; position++) {
      await services.dataSource.query('INSERT INTO ledger_file_chunk (file_id, position, sealed) VALUES (?, ?, ?)', [
        file.insertId,
        position,
        old.sealBytes(place(position), Buffer.from([0, position])),
      ]);
    }
    const { rotation } = withKeys(cipherOf(BOTH));
    expect(await rotation.rotate()).toBe(20);
    const chunks = (await services.dataSource.query('SELECT sealed FROM ledger_file_chunk ORDER BY position')) as {
      sealed: Buffer;
    }[];
    const alone = cipherOf(`k2:${secret(2)}`);
    expect(chunks.map(({ sealed }, position) => alone.openBytes(place(position), sealed)[1])).toEqual(
      chunks.map((_chunk, position) => position),
    );
  });

  it('can be broken off and goes on where values are old', async () => {
    const old = withKeys(cipherOf(OLD));
    for (let index = 0; index < 1_100; index++)
      await addTrainee(old.fields.blindIndex('id-number', `p${index}`), old.fields.encrypt(ID_NUMBER, `p${index}`));
    const broken = old.rotation.rotate(() => {
      throw new Error('killed');
    });
    await expect(broken).rejects.toThrow('killed');
    expect(await old.rotation.rotate()).toBe(600);
    expect((await old.rotation.report()).columns).toContainEqual({ column: ID_NUMBER, values: 1_100, current: 1_100 });
  });
});
