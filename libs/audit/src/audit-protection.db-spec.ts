import { SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import {
  Config,
  CONFIG,
  databaseErrorNumber,
  Migrator,
  newRequestContext,
  runInContext,
  UnitOfWork,
} from '@sxbq/platform';
import { startTestServices, TestServices } from '../../../test/support/test-database';
import { AuditProtection } from './audit-protection';
import { AuditModule, AuditTrail, Sealer } from './index';
import { AuditPrivilegesRepository } from './persistence/audit-privileges.repository';
import { SealerDatabase } from './persistence/sealer-database';

const DENIED = 1142;

describe('the audit and the accounts of the database (assurance D2)', () => {
  let services: TestServices;
  /** The run-time account, quoted. */
  let account: string;
  beforeAll(async () => {
    services = await startTestServices([AuditModule]);
    const [row] = (await services.dataSource.query('SELECT CURRENT_USER() AS name')) as [{ name: string }];
    account = `'${row.name.replace('@', "'@'")}'`;
    await runInContext(newRequestContext(SYSTEM_PRINCIPAL), () =>
      services.app
        .get(UnitOfWork)
        .run((tx) => services.app.get(AuditTrail).record(tx, { action: 'schools.edit', objectType: 'School' })),
    );
    await services.app.get(Sealer).run({ signNow: true });
  });
  afterAll(() => services.close());

  const errorOf = async (work: Promise<unknown>): Promise<number | null | 'done'> =>
    work.then(
      () => 'done' as const,
      (error: unknown) => databaseErrorNumber(error),
    );

  it.each([
    "UPDATE audit_entry SET action = 'other'",
    'DELETE FROM audit_entry',
    'REPLACE INTO audit_entry SELECT * FROM audit_entry',
    'TRUNCATE audit_entry',
    'DROP TABLE audit_entry',
    'RENAME TABLE audit_entry TO audit_entry_away',
    'ALTER TABLE audit_entry ADD COLUMN x INT',
    'CREATE TRIGGER t BEFORE INSERT ON audit_entry FOR EACH ROW SET NEW.action = NULL',
    "INSERT INTO audit_link VALUES ('2026-01-01', 1, 1, REPEAT('x', 32))",
    'UPDATE audit_link SET position = 9',
    'DELETE FROM audit_link',
    'DELETE FROM audit_head',
    'UPDATE audit_head SET final = 1',
    "INSERT INTO audit_key VALUES ('x', REPEAT('x', 32), NOW(6))",
    "UPDATE schema_migration SET name = 'x'",
  ])('the run-time account is refused: %s', async (statement) => {
    expect(await errorOf(services.dataSource.query(statement))).toBe(DENIED);
  });

  it.each([
    "UPDATE audit_entry SET action = 'other'",
    'DELETE FROM audit_link',
    'UPDATE audit_head SET final = 1',
    'SELECT * FROM user',
  ])('the sealer is refused: %s', async (statement) => {
    const database = services.app.get(SealerDatabase);
    expect(await errorOf(database.use((connection) => connection.append(statement, [])))).toBe(DENIED);
  });

  it('is granted again what is missing and loses what is too much, at every migration', async () => {
    await services.owner.query(`GRANT DELETE ON audit_entry TO ${account}`);
    await services.owner.query(`REVOKE UPDATE ON school FROM ${account}`);
    expect(await errorOf(services.dataSource.query('DELETE FROM audit_entry WHERE FALSE'))).toBe('done');
    await services.app.get(Migrator).migrate();
    expect(await errorOf(services.dataSource.query('DELETE FROM audit_entry WHERE FALSE'))).toBe(DENIED);
    expect(await errorOf(services.dataSource.query('UPDATE school SET name = name WHERE FALSE'))).toBe('done');
  });

  it('keeps a process in production from serving with an account that could change the audit, and warns elsewhere', async () => {
    const config = services.app.get<Config>(CONFIG);
    const warnings: unknown[] = [];
    const protection = (environment: Config['NODE_ENV']) =>
      new AuditProtection(
        { ...config, NODE_ENV: environment },
        { warn: (fields: unknown) => warnings.push(fields) } as never,
        { add: () => undefined } as never,
        services.app.get(AuditPrivilegesRepository),
      ).unprotected();
    expect(await protection('production')).toBeNull();
    await services.owner.query(`GRANT DELETE ON audit_entry TO ${account}`);
    await services.owner.query(`GRANT DROP ON audit_head TO ${account}`);
    expect(await protection('production')).toBe('the run-time account may DELETE audit_entry, DROP');
    expect(await protection('development')).toBeNull();
    expect(warnings).toHaveLength(2);
    await services.app.get(Migrator).migrate();
    expect(await protection('production')).toBeNull();
  });
});
