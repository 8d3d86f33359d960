import { INestApplicationContext } from '@nestjs/common';
import { EnterprisesService } from '@sxbq/enterprises';
import { OrganisationsService, SignInAdministrationService, UsersService } from '@sxbq/identity';
import { DomainError, Role, ROLE_TITLES, SYSTEM_PRINCIPAL } from '@sxbq/kernel';
import { SchoolsService } from '@sxbq/schools';
import { Command, Option } from 'commander';
import { CommandContext } from '../command-context';
import { listDevelopmentSignIns } from '../sign-ins/development-sign-ins';
import {
  bureau,
  enterpriseOrganisation,
  office,
  OrganisationPlan,
  schoolOrganisation,
} from '../sign-ins/organisations';
import { readPassword } from '../sign-ins/read-password';
import { signInTable } from '../sign-ins/sign-in-table';

interface AddOptions {
  readonly name: string;
  readonly role: Role;
  readonly school?: string;
  readonly enterprise?: string;
  readonly bureau?: string;
  readonly region?: string;
  readonly office?: string;
}

/** `user add | set-password | disable | reset-second-factor | list-development`: for operators; passwords come from standard input. */
export function registerUserCommand(program: Command, context: CommandContext): void {
  const user = program.command('user').description('用户：新建、改密码、停用、重置第二因素');
  registerAdd(user, context);
  user
    .command('set-password <username>')
    .description('改密码（从标准输入读取），并结束该用户的全部登录')
    .action(async (username: string) => {
      const password = await readPassword(process.stdin, context.explain);
      await context.withServices((services) =>
        services.get(UsersService, { strict: false }).setPassword(username, password),
      );
      context.explain('密码已更改，该用户须重新登录。');
    });
  user
    .command('disable <username>')
    .description('停用用户，并结束其全部登录')
    .action(async (username: string) => {
      await context.withServices((services) => services.get(UsersService, { strict: false }).disable(username));
      context.explain('用户已停用。');
    });
  user
    .command('reset-second-factor <username>')
    .description('重置用户的第二因素，并结束其全部登录；管理员的第二因素遗失而没有两位其他管理员时用')
    .action(async (username: string) => {
      await context.withServices((services) =>
        services.get(SignInAdministrationService, { strict: false }).resetByOperator(username),
      );
      context.explain('第二因素已重置，该用户下次登录时重新启用。');
    });
  user
    .command('list-development')
    .description('列出开发账号及密码（生产环境没有）')
    .option('--json', '以 JSON 输出')
    .action(async (options: { json?: boolean }) => {
      const signIns = await context.withServices(listDevelopmentSignIns);
      context.print(options.json ? JSON.stringify(signIns, null, 2) : signInTable(signIns));
    });
}

function registerAdd(user: Command, context: CommandContext): void {
  const roles = Object.values(Role).filter((role) => role !== Role.GRADUATE);
  user
    .command('add <username>')
    .description('新建用户，密码从标准输入读取；所属机构不存在时一并建立')
    .requiredOption('--name <姓名>', '显示名')
    .addOption(
      new Option('--role <角色>', roles.map((role) => `${role}=${ROLE_TITLES[role]}`).join(' '))
        .choices(roles)
        .makeOptionMandatory(),
    )
    .option('--school <学校代码>', '学校用户')
    .option('--enterprise <统一社会信用代码>', '企业用户')
    .option('--bureau <名称>', '主管部门用户，连同 --region')
    .option('--region <区划代码>', '主管部门管辖的 2、4 或 6 位区划代码')
    .option('--office <名称>', '管理员所在机构')
    .action(async (username: string, options: AddOptions) => {
      const password = await readPassword(process.stdin, context.explain);
      await context.withServices(async (services) => {
        const organisation = await organisationOf(services, options);
        await services.get(OrganisationsService, { strict: false }).ensure(organisation);
        await services.get(UsersService, { strict: false }).create({
          username,
          displayName: options.name,
          password,
          organisationCode: organisation.code,
          role: options.role,
        });
        context.explain(`用户 ${username} 已建立：${ROLE_TITLES[options.role]}，${organisation.name}。`);
      });
    });
}

/** The one organisation that the options name. */
async function organisationOf(services: INestApplicationContext, options: AddOptions): Promise<OrganisationPlan> {
  const { school, enterprise, bureau: bureauName, region, office: officeName } = options;
  if ([school, enterprise, bureauName, officeName].filter((given) => given !== undefined).length !== 1) {
    throw new DomainError(
      'BAD_INPUT',
      'ORGANISATION_OPTION',
      '请在 --school、--enterprise、--bureau、--office 中选一项。',
    );
  }
  if (school !== undefined) {
    return schoolOrganisation(
      await services.get(SchoolsService, { strict: false }).getByCode(SYSTEM_PRINCIPAL, school),
    );
  }
  if (enterprise !== undefined) {
    const enterprises = services.get(EnterprisesService, { strict: false });
    return enterpriseOrganisation(await enterprises.getByUscc(SYSTEM_PRINCIPAL, enterprise));
  }
  return bureauName !== undefined ? bureau(bureauName, region ?? '') : office(officeName ?? '');
}
