import { startTestServices, TestServices } from '../../../../test/support/test-database';
import { serviceModules } from '../cli.module';
import { buildProgram } from '../program';

describe('sxbq personal-data', () => {
  let services: TestServices;

  beforeAll(async () => (services = await startTestServices(serviceModules)));
  afterAll(() => services.close());

  const run = async (...args: string[]): Promise<string[]> => {
    const lines: string[] = [];
    const program = buildProgram({
      withServices: (work) => work(services.app),
      print: (line) => lines.push(line),
      explain: () => undefined,
    });
    await program.parseAsync(['node', 'sxbq', 'personal-data', ...args]);
    return lines;
  };

  it('rotate --report knows every sealed column of the product', async () => {
    const columns = (await run('rotate', '--report')).map((line) => line.split('\t')[0]);
    expect(columns).toEqual(
      expect.arrayContaining([
        'trainee.id_number',
        'person_secret.secret',
        'school.contact_phone',
        'totp_credential.secret',
      ]),
    );
    expect((await run('rotate')).length).toBe(columns.length);
  });

  it('retention --dry-run lists every class and deletes nothing', async () => {
    const at = new Date('2020-01-01T00:00:00Z');
    await services.dataSource.query(
      "INSERT INTO outbox_event (type, payload, occurred_at, sent_at) VALUES ('x', '{}', ?, ?)",
      [at, at],
    );
    expect((await run('retention', '--dry-run'))[0]).toMatch(/^已发送的事件与已处理的消息\t保存 30 天\t.* 之前\t1 项$/);
    expect((await run('retention'))[0]).toMatch(/\t1 项$/);
    expect((await run('retention', '--dry-run')).every((line) => line.endsWith('\t0 项'))).toBe(true);
  });

  it('continue-erasures has nothing to do', async () => expect(await run('continue-erasures')).toEqual([]));
});
