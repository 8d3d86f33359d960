import { dataSourceOptions, loadConfig, migrations, parseDatabaseUrl } from '@sxbq/platform';
import { DataSource } from 'typeorm';
import { DatabaseOwner } from '../../../../test/support/database-owner';

const TWO_PEOPLE = 'TwoPeople0000000000021';

/** What lies in a database of 0.3.0 that one administrator alone could have made. */
describe('the upgrade to access by two people', () => {
  const environment = { ...process.env, LOG_LEVEL: 'silent', NODE_ENV: 'test' };
  const { database } = parseDatabaseUrl(process.env['DATABASE_URL'] as string);
  const upgraded = `${database}_two_people`;
  const urls = Object.fromEntries(
    ['DATABASE_URL', 'DATABASE_MIGRATION_URL'].map((name) => {
      const url = new URL(process.env[name] as string);
      url.pathname = `/${upgraded}`;
      return [name, url.toString()];
    }),
  );
  const config = loadConfig({ ...environment, ...urls });
  const server = new DatabaseOwner(loadConfig(environment));
  const owner = new DatabaseOwner(config);
  const at = migrations.findIndex((Migration) => new Migration().name === TWO_PEOPLE);

  const migrateTo = async (last: number) => {
    const options = dataSourceOptions({ ...config, DATABASE_URL: config.DATABASE_MIGRATION_URL as string });
    const source = await new DataSource({ ...options, migrations: migrations.slice(0, last) }).initialize();
    await source.runMigrations({ transaction: 'none' });
    await source.destroy();
  };

  beforeAll(async () => {
    await server.query(`DROP DATABASE IF EXISTS ${upgraded}`);
    await server.query(`CREATE DATABASE ${upgraded}`);
    await migrateTo(at);
    await owner.query(
      `INSERT INTO organisation (id, code, kind, name, region_prefix)
       VALUES (1, 'office', 'ADMINISTRATION', '管理机构', ''), (2, 'bureau', 'BUREAU', '主管部门', '3204')`,
    );
    await owner.query(
      `INSERT INTO \`user\` (id, username, display_name, password_hash, password_changed_at)
       VALUES (1, 'system', '甲', '', NOW(6)), (2, 'officer', '乙', '', NOW(6))`,
    );
    await owner.query(
      `INSERT INTO membership (user_id, organisation_id, role, administrator_user_id)
       VALUES (1, 1, 'SYSTEM_ADMINISTRATOR', 1), (2, 2, 'HR_BUREAU', NULL)`,
    );
    const invitation = (id: number, kind: string, used: boolean) =>
      owner.query(
        `INSERT INTO invitation (id, kind, token_hash, organisation_id, role, invited_by, issued_at, expires_at, used_at)
         VALUES (?, ?, ?, 2, 'HR_BUREAU', 1, NOW(6), NOW(6) + INTERVAL 1 DAY, ?)`,
        [id, kind, String(id).padEnd(43, '0'), used ? new Date() : null],
      );
    await invitation(1, 'ADMINISTRATOR', false);
    await invitation(2, 'OFFICER', false);
    await invitation(3, 'PASSWORD_RESET', false);
    await invitation(4, 'COLLEAGUE', false);
    await invitation(5, 'OFFICER', true);
    await owner.query(
      `INSERT INTO single_sign_on_link (user_id, issuer, subject)
       VALUES (1, 'https://sso.example', 'own'), (2, 'https://sso.example', 'officer')`,
    );
    await owner.query(
      `INSERT INTO machine_client (id, organisation_id, role, name, permissions, networks, expires_at, created_by, revoked_at)
       VALUES (1, 2, 'HR_BUREAU', '他人建立', '[]', '[]', NOW(6) + INTERVAL 1 DAY, 1, NULL),
              (2, 2, 'HR_BUREAU', '本单位建立', '[]', '[]', NOW(6) + INTERVAL 1 DAY, 2, NULL),
              (3, 2, 'HR_BUREAU', '已吊销', '[]', '[]', NOW(6) + INTERVAL 1 DAY, 1, NOW(6))`,
    );
    await migrateTo(at + 1);
  });
  afterAll(async () => {
    await owner.close();
    await server.query(`DROP DATABASE ${upgraded}`);
    await server.close();
  });

  it('voids the open links that one administrator was shown, and no colleague’s', async () => {
    const rows = await owner.query<object[]>('SELECT id FROM invitation WHERE revoked_at IS NOT NULL ORDER BY id');
    expect(rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
  });

  it('takes administrators’ single sign-on away and counts the others’ as confirmed', async () => {
    const rows = await owner.query<object[]>(
      'SELECT user_id AS userId, confirmed_at = recorded_at AS confirmed FROM single_sign_on_link',
    );
    expect(rows).toEqual([{ userId: 2, confirmed: 1 }]);
  });

  it('keeps clients, and lists those that were made for others as alarms', async () => {
    const kept = await owner.query<object[]>('SELECT id FROM machine_client WHERE revoked_at IS NULL ORDER BY id');
    expect(kept).toEqual([{ id: 1 }, { id: 2 }]);
    // As text on MariaDB, as a value on MySQL.
    const alarms = await owner.query<{ details: unknown }[]>(
      "SELECT actor_role AS actorRole, object_type AS objectType, object_id AS objectId, details FROM audit_entry WHERE action = 'identity.foreignClient'",
    );
    expect(alarms).toMatchObject([{ actorRole: 'SYSTEM', objectType: 'MachineClient', objectId: '1' }]);
    const details = alarms[0]?.details;
    expect(typeof details === 'string' ? JSON.parse(details) : details).toEqual({
      organisationId: 2,
      role: 'HR_BUREAU',
      createdBy: 1,
    });
  });
});
