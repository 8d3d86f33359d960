import { AssessmentModule } from '@sxbq/assessment';
import { CataloguesModule } from '@sxbq/catalogues';
import { EnterprisesModule, EnterprisesService } from '@sxbq/enterprises';
import { SignInService } from '@sxbq/identity';
import { Role, SYSTEM_PRINCIPAL, unifiedSocialCreditCheckCharacter } from '@sxbq/kernel';
import { CONFIG, newRequestContext, runInContext } from '@sxbq/platform';
import { PolicyModule } from '@sxbq/policy';
import { SchoolsModule, SchoolsService } from '@sxbq/schools';
import { Command } from 'commander';
import { Readable } from 'node:stream';
import { fromAddress, someAddress, startIdentityServices } from '../../../../test/support/identity-services';
import { TestServices } from '../../../../test/support/test-database';
import { CommandContext } from '../command-context';
import { DevelopmentSignIn } from '../sign-ins/development-sign-ins';
import { registerSeedCommand } from './seed.command';
import { registerUserCommand } from './user.command';

async function withStdin(text: string, work: () => Promise<void>): Promise<void> {
  const original = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor;
  Object.defineProperty(process, 'stdin', { value: Readable.from([text]), configurable: true });
  try {
    await work();
  } finally {
    Object.defineProperty(process, 'stdin', original);
  }
}

describe('seed and user commands', () => {
  let services: TestServices;
  let printed: string[];
  let explained: string[];

  const context: CommandContext = {
    withServices: (work) => runInContext(newRequestContext(SYSTEM_PRINCIPAL), () => work(services.app)),
    print: (line) => void printed.push(line),
    explain: (line) => void explained.push(line),
  };
  const run = async (...args: string[]) => {
    printed = [];
    explained = [];
    const program = new Command('sxbq').exitOverride().configureOutput({ writeErr: () => undefined });
    registerSeedCommand(program, context);
    registerUserCommand(program, context);
    await program.parseAsync(['node', 'sxbq', ...args]);
  };
  const listed = async () => {
    await run('user', 'list-development', '--json');
    return JSON.parse(printed.join('')) as DevelopmentSignIn[];
  };
  const rows = async (sql: string) => (await services.dataSource.query(sql)) as object[];

  beforeAll(async () => {
    services = await startIdentityServices(undefined, [
      CataloguesModule,
      SchoolsModule,
      EnterprisesModule,
      PolicyModule,
      AssessmentModule,
    ]);
  });
  afterAll(() => services.close());

  it('loads catalogues and makes sign-ins that work', async () => {
    await run('seed');
    expect(explained[0]).toMatch(/^分类目录：共 \d{5} 条，新增 \d{5} 条。$/);
    expect(explained[1]).toBe('默认政策：已写入。');
    expect(explained[2]).toBe('示例考核方案：已写入 2 份。');
    const signIns = await listed();
    expect(signIns.map(({ username, role, regionPrefix }) => `${username} ${role} ${regionPrefix}`)).toEqual([
      'hr-bureau HR_BUREAU 3204',
      'economy-bureau ECONOMY_BUREAU 3204',
      'province HR_BUREAU 32',
      'inspector INSPECTOR 3204',
      'system-admin SYSTEM_ADMINISTRATOR ',
      'security-admin SECURITY_ADMINISTRATOR ',
      'audit-admin AUDIT_ADMINISTRATOR ',
    ]);
    for (const { username, password, role } of signIns) {
      const { principal } = await fromAddress(someAddress(), () =>
        services.app.get(SignInService).signIn({ username, password }),
      );
      expect(principal.role).toBe(role);
    }
  });

  it('changes nothing the second time', async () => {
    const state = () =>
      Promise.all([rows('SELECT * FROM `user` ORDER BY id'), rows('SELECT * FROM organisation ORDER BY id')]);
    const before = await state();
    await run('seed');
    expect(explained[0]).toContain('新增 0 条');
    expect(explained[1]).toBe('默认政策：已有。');
    expect(explained[2]).toBe('示例考核方案：已有。');
    expect(await state()).toEqual(before);
  });

  it('adds sign-ins for the first school and enterprise once they exist', async () => {
    const body = '91320402K85FF1XQW';
    const school = await context.withServices((app) =>
      app.get(SchoolsService).create(SYSTEM_PRINCIPAL, { code: 'JX01', name: '示例技师学院', regionCode: '320402' }),
    );
    const enterprise = await context.withServices((app) =>
      app.get(EnterprisesService).create(SYSTEM_PRINCIPAL, {
        uscc: body + unifiedSocialCreditCheckCharacter(body),
        name: '示例机械有限公司',
        regionCode: '320411',
      }),
    );
    await run('seed');
    expect(printed.join()).toContain('示例技师学院');
    const signIns = (await listed()).slice(-2);
    expect(signIns).toMatchObject([
      { username: 'school', role: Role.SCHOOL, organisation: '示例技师学院', regionPrefix: '3204' },
      { username: 'enterprise', role: Role.ENTERPRISE, organisation: '示例机械有限公司', regionPrefix: '3204' },
    ]);
    const principals = await Promise.all(
      signIns.map(({ username, password }) =>
        fromAddress(someAddress(), () => services.app.get(SignInService).signIn({ username, password })),
      ),
    );
    expect(principals.map(({ principal }) => [principal.schoolId, principal.enterpriseId])).toEqual([
      [school.id, null],
      [null, enterprise.id],
    ]);
  });

  it('gives a development user the derived password back', async () => {
    await rows(
      "UPDATE `user` SET password_hash = (SELECT * FROM (SELECT password_hash FROM `user` WHERE username = 'school') x) WHERE username = 'province'",
    );
    expect((await listed()).map(({ username }) => username)).not.toContain('province');
    await run('seed');
    expect((await listed()).map(({ username }) => username)).toContain('province');
  });

  it('disables a user', async () => {
    await run('user', 'disable', 'inspector');
    expect((await listed()).map(({ username }) => username)).not.toContain('inspector');
  });

  it('adds a user with a password from standard input, and their organisation', async () => {
    await withStdin('a password of some length\n', () =>
      run(
        'user',
        'add',
        'zhang',
        '--name',
        '张三',
        '--role',
        'HR_BUREAU',
        '--bureau',
        '常州市人社局',
        '--region',
        '3204',
      ),
    );
    expect(explained).toEqual(['用户 zhang 已建立：人社局，常州市人社局。']);
    const { principal } = await fromAddress(someAddress(), () =>
      services.app.get(SignInService).signIn({ username: 'zhang', password: 'a password of some length' }),
    );
    expect(principal).toMatchObject({ role: Role.HR_BUREAU, regionPrefix: '3204' });
  });

  it.each([
    ['no organisation', [], 'ORGANISATION_OPTION'],
    ['two organisations', ['--office', '甲', '--school', 'JX01'], 'ORGANISATION_OPTION'],
    ['a bureau without a region', ['--bureau', '某局'], 'ORGANISATION_INCOMPLETE'],
    ['an unknown school', ['--school', 'NOWHERE'], 'SCHOOL_NOT_FOUND'],
    ['a role of another kind of organisation', ['--school', 'JX01'], 'ROLE_DOES_NOT_FIT'],
  ])('refuses a user with %s', async (_what, options, code) => {
    const attempt = withStdin('a password of some length', () =>
      run('user', 'add', 'nobody', '--name', '某人', '--role', 'INSPECTOR', ...options),
    );
    await expect(attempt).rejects.toMatchObject({ code });
  });

  it('makes and shows no development users in production', async () => {
    const config = services.app.get<{ NODE_ENV: string }>(CONFIG);
    const users = (await rows('SELECT 1 FROM `user`')).length;
    config.NODE_ENV = 'production';
    try {
      await run('seed');
      expect(printed).toEqual([]);
      expect(await rows('SELECT 1 FROM `user`')).toHaveLength(users);
      await expect(run('user', 'list-development')).rejects.toMatchObject({ code: 'DEVELOPMENT_ONLY' });
    } finally {
      config.NODE_ENV = 'test';
    }
  });
});
