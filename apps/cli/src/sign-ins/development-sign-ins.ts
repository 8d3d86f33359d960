import { INestApplicationContext } from '@nestjs/common';
import { OrganisationsService, UsersService } from '@sxbq/identity';
import { DomainError, Role, ROLE_TITLES } from '@sxbq/kernel';
import { Config, CONFIG } from '@sxbq/platform';
import { developmentPassword } from './development-password';
import { plannedSignIns, SignInPlan } from './planned-sign-ins';

/** A user one can sign in with now. */
export interface DevelopmentSignIn {
  readonly username: string;
  readonly password: string;
  readonly role: Role;
  readonly roleTitle: string;
  readonly organisation: string;
  readonly regionPrefix: string;
}

/** Makes the planned users that are missing, and gives those whose password no longer fits their own back. */
export async function seedDevelopmentSignIns(services: INestApplicationContext): Promise<DevelopmentSignIn[]> {
  const config = developmentConfig(services);
  const found: (DevelopmentSignIn | null)[] = [];
  for (const plan of await plannedSignIns(services)) {
    const password = developmentPassword(config, plan.username);
    await seed(services, plan, password);
    found.push(await signInOf(services, plan.username, password));
  }
  return found.filter((signIn) => signIn !== null);
}

/** The planned users that exist and whose password is still the derived one. */
export async function listDevelopmentSignIns(services: INestApplicationContext): Promise<DevelopmentSignIn[]> {
  const config = developmentConfig(services);
  const users = services.get(UsersService, { strict: false });
  const found: (DevelopmentSignIn | null)[] = [];
  for (const { username } of await plannedSignIns(services)) {
    const password = developmentPassword(config, username);
    if (await users.hasPassword(username, password)) found.push(await signInOf(services, username, password));
  }
  return found.filter((signIn) => signIn !== null);
}

/** null when the user is disabled. */
async function signInOf(
  services: INestApplicationContext,
  username: string,
  password: string,
): Promise<DevelopmentSignIn | null> {
  const identity = await services.get(UsersService, { strict: false }).identityOf(username);
  if (!identity) return null;
  const { role, organisationName, regionPrefix } = identity;
  return { username, password, role, roleTitle: ROLE_TITLES[role], organisation: organisationName, regionPrefix };
}

async function seed(services: INestApplicationContext, plan: SignInPlan, password: string): Promise<void> {
  const { username, displayName, role, organisation } = plan;
  const users = services.get(UsersService, { strict: false });
  await services.get(OrganisationsService, { strict: false }).ensure(organisation);
  const fits = await users.hasPassword(username, password);
  if (fits === null) await users.create({ username, displayName, password, organisationCode: organisation.code, role });
  if (fits === false) await users.setPassword(username, password);
}

/** DEVELOPMENT_ONLY in production, where users are made by `sxbq user add`. */
function developmentConfig(services: INestApplicationContext): Config {
  const config = services.get<Config>(CONFIG, { strict: false });
  if (config.NODE_ENV !== 'production') return config;
  throw new DomainError('FORBIDDEN', 'DEVELOPMENT_ONLY', '生产环境没有开发账号。请用 sxbq user add 建立用户。');
}
