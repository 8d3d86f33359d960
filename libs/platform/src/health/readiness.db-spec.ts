import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { HealthModule } from './health.module';
import { Readiness } from './readiness';

describe('readiness', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await startTestServices([HealthModule]);
  });
  afterAll(async () => {
    await services.owner.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    await services.close();
  });

  const database = async () => (await services.app.get(Readiness).check()).checks['database'];

  it('is withheld while a server variable could lose what was committed (R7)', async () => {
    expect(await database()).toBe('ok');
    await services.owner.query('SET GLOBAL innodb_flush_log_at_trx_commit = 2');
    expect(await services.app.get(Readiness).check()).toMatchObject({ ready: false });
    expect(await database()).toBe("server variable innodb_flush_log_at_trx_commit is '2'");
    await services.owner.query('SET GLOBAL innodb_flush_log_at_trx_commit = 1');
    expect(await database()).toBe('ok');
  });
});
