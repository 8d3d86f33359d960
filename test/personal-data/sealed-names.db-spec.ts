import { INestApplicationContext } from '@nestjs/common';
import { CataloguesModule } from '@sxbq/catalogues';
import { IdentityModule } from '@sxbq/identity';
import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { LedgersModule } from '@sxbq/ledgers';
import { FieldCipher, KeyRotation, newRequestContext, PersonCipher, runInContext, UnitOfWork } from '@sxbq/platform';
import { TraineesService, TrainingModule } from '@sxbq/training';
import { textsAtRest } from '../support/personal-data-scan';
import { createWorld } from '../support/programme-world';
import { startTestServices, TestServices } from '../support/test-database';

const NUMBER_FIELD = 'trainee.id_number';
/** More than two batches. */
const TRAINEES = 1_100;

describe('names of trainees that release 0.3.0 kept in clear (assurance D3)', () => {
  let services: TestServices;
  let app: INestApplicationContext;
  let sessionId: number;

  beforeAll(async () => {
    services = await startTestServices([CataloguesModule, IdentityModule, TrainingModule, LedgersModule]);
    app = services.app;
  });
  beforeEach(async () => {
    await services.empty();
    const world = await createWorld(services.dataSource);
    const session = (await services.dataSource.query(
      `INSERT INTO training_session (code, school_id, enterprise_id, occupation_code, grade, starts_on, ends_on)
       VALUES ('T1', ?, ?, '6-18-01-01', 3, '2025-03-01', '2025-03-31')`,
      [world.schools.home, world.enterprises.home],
    )) as { insertId: number };
    sessionId = session.insertId;
  });
  afterAll(() => services.close());

  const nameOf = (index: number): string => `欧阳旧名${index}`;
  const keyOf = (index: number): string => app.get(FieldCipher).blindIndex('id-number', String(index));

  /** As 0.3.0 left them: the number sealed by its person, the name not. */
  async function oldRows(number: number): Promise<void> {
    await app.get(UnitOfWork).run(async (tx) => {
      const keys = Array.from({ length: number }, (_, index) => keyOf(index));
      const secrets = await app.get(PersonCipher).secretsFor(tx, keys);
      const rows = keys.map((key, index) => [
        sessionId,
        nameOf(index),
        secrets.get(key)?.encrypt(NUMBER_FIELD, String(index)),
        key,
        1,
      ]);
      await tx.query('INSERT INTO trainee (training_session_id, name, id_number, person_key, passed) VALUES ?', [rows]);
    });
  }
  const stored = async (): Promise<string[]> =>
    ((await services.dataSource.query('SELECT name FROM trainee ORDER BY id')) as { name: string }[]).map(
      ({ name }) => name,
    );
  const shown = async (limit: number): Promise<string[]> => {
    const pages = await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
      app.get(TraineesService).pages(SYSTEM_PRINCIPAL, [sessionId], { limit, offset: 0 }),
    );
    return (pages.get(sessionId)?.items ?? []).map(({ name }) => name);
  };
  const clear = (names: readonly string[]) => names.filter((name) => name.startsWith('欧阳')).length;

  it('are sealed batch by batch; broken off, the next run goes on, and all can be read at any time', async () => {
    await oldRows(TRAINEES);
    const rotation = app.get(KeyRotation);
    await expect(
      rotation.sealClearValues(() => {
        throw new Error('killed');
      }),
    ).rejects.toThrow('killed');
    const half = await stored();
    expect([clear(half), half.length]).toEqual([TRAINEES - 500, TRAINEES]);
    const expected = Array.from({ length: 100 }, (_, index) => nameOf(index));
    expect(await shown(100)).toEqual(expected);
    const before = (await rotation.report()).columns.find(({ column }) => column === 'trainee.name');
    expect(before).toEqual({ column: 'trainee.name', values: TRAINEES, current: 500 });

    expect(await rotation.sealClearValues()).toBe(TRAINEES - 500);
    expect(clear(await stored())).toBe(0);
    expect(await textsAtRest(services.dataSource, ['欧阳旧名'])).toEqual({});
    expect(await shown(100)).toEqual(expected);
    expect(await rotation.sealClearValues()).toBe(0);
  });

  it('name nobody in the report of a rotation', async () => {
    await oldRows(2);
    const report = await app.get(KeyRotation).report();
    expect(report.columns).toContainEqual({ column: 'trainee.name', values: 2, current: 0 });
    expect(JSON.stringify([...report.neededKeys])).not.toContain('欧阳');
  });

  it('take the longest name, in whatever writing', async () => {
    await oldRows(1);
    const longest = '𠮷'.repeat(60);
    await services.dataSource.query('UPDATE trainee SET name = ?', [longest]);
    expect(await app.get(KeyRotation).sealClearValues()).toBe(1);
    expect(await shown(1)).toEqual([longest]);
  });

  it('go with a person who was erased, when an older copy of the rows came back', async () => {
    await oldRows(2);
    await services.dataSource.query('DELETE FROM person_secret WHERE person_key = ?', [keyOf(0)]);
    expect(await app.get(KeyRotation).rotate()).toBe(2);
    const names = await stored();
    expect(names[0]).toBe('');
    expect(await shown(2)).toEqual(['（已删除）', nameOf(1)]);
  });
});
