import { Migrator } from '@sxbq/platform';
import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { serviceModules } from '../cli.module';

describe('the schema', () => {
  let services: TestServices;
  beforeAll(async () => {
    services = await startTestServices(serviceModules);
  });
  afterAll(() => services.close());

  it('is, after the migrations, exactly what the entities say', async () => {
    expect(await services.app.get(Migrator).drift()).toEqual([]);
  });

  it('shows a drift where there is one', async () => {
    await services.owner.query('ALTER TABLE school ADD COLUMN stray INT NULL');
    const drift = await services.app.get(Migrator).drift();
    await services.owner.query('ALTER TABLE school DROP COLUMN stray');
    expect(drift).toEqual(['ALTER TABLE `school` DROP COLUMN `stray`']);
  });
});
