import { DynamicModule, Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Enterprise } from '@sxbq/enterprises';
import { IdentityModule, OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Clock, Role } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { School } from '@sxbq/schools';
import { randomUUID } from 'node:crypto';
import { startTestServices, TestServices } from './test-database';

export const PASSWORD = 'correct horse battery staple';

/** Identity with the tables its organisations refer to, and whatever else is asked for. */
export async function startIdentityServices(
  clock?: Clock,
  modules: (Type | DynamicModule)[] = [],
  environment: Record<string, string> = {},
): Promise<TestServices> {
  return startTestServices(
    [TypeOrmModule.forFeature([School, Enterprise]), IdentityModule, ...modules],
    clock,
    environment,
  );
}

/** A user of the role in an office or bureau (region 3204) of their own; the username is unlike any other test's. */
export async function someUser(services: Pick<TestServices, 'app'>, role: Role = Role.HR_BUREAU): Promise<string> {
  const unique = randomUUID().slice(0, 13);
  const office = role.endsWith('_ADMINISTRATOR');
  const organisationCode = `org-${unique}`;
  await services.app.get(OrganisationsService).ensure({
    code: organisationCode,
    kind: office ? OrganisationKind.ADMINISTRATION : OrganisationKind.BUREAU,
    name: `机构 ${unique}`,
    regionPrefix: office ? '' : '3204',
    schoolId: null,
    enterpriseId: null,
  });
  const username = `user-${unique}`;
  await services.app
    .get(UsersService)
    .create({ username, displayName: '测试用户', password: PASSWORD, organisationCode, role });
  return username;
}

/** An address that no other test uses. */
export function someAddress(): string {
  return `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;
}

/** Runs the work as a request from the address would, nobody signed in. */
export function fromAddress<T>(address: string, work: () => Promise<T>): Promise<T> {
  return runInContext(newRequestContext(null, address), work);
}
