import { DynamicModule, Type } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Enterprise } from '@sxbq/enterprises';
import {
  AccessConfirmationService,
  ConfirmedAccess,
  IdentitiesService,
  IdentityModule,
  MadeProposal,
  MembershipsService,
  NewMembership,
  OrganisationKind,
  OrganisationShape,
  OrganisationsService,
  UsersService,
} from '@sxbq/identity';
import { Clock, EntityId, Principal, Role } from '@sxbq/kernel';
import { newRequestContext, runInContext } from '@sxbq/platform';
import { School } from '@sxbq/schools';
import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
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

/** A user of the role in an organisation (region 3204) of their own; the username is unlike any other test's. */
export async function someUser(
  services: Pick<TestServices, 'app'>,
  role: Role = Role.HR_BUREAU,
  password = PASSWORD,
): Promise<string> {
  const unique = randomUUID().slice(0, 13);
  const organisationCode = `org-${unique}`;
  await services.app.get(OrganisationsService).ensure({
    ...(await placeFor(services, role)),
    code: organisationCode,
    name: `机构 ${unique}`,
  });
  const username = `user-${unique}`;
  await services.app.get(UsersService).create({ username, displayName: '测试用户', password, organisationCode, role });
  return username;
}

async function placeFor(services: Pick<TestServices, 'app'>, role: Role): Promise<OrganisationShape> {
  const place = { kind: OrganisationKind.BUREAU, regionPrefix: '3204', schoolId: null, enterpriseId: null };
  if (role.endsWith('_ADMINISTRATOR')) return { ...place, kind: OrganisationKind.ADMINISTRATION, regionPrefix: '' };
  if (role === Role.ENTERPRISE) {
    return { ...place, kind: OrganisationKind.ENTERPRISE, enterpriseId: await someParty(services, 'enterprise') };
  }
  if (role !== Role.SCHOOL && role !== Role.GRADUATE) return place;
  return { ...place, kind: OrganisationKind.SCHOOL, schoolId: await someParty(services, 'school') };
}

/** An address that no other test uses. */
export function someAddress(): string {
  return `10.${[1, 2, 3].map(() => Math.floor(Math.random() * 256)).join('.')}`;
}

/** Runs the work as a request from the address would, nobody signed in. */
export function fromAddress<T>(address: string, work: () => Promise<T>): Promise<T> {
  return runInContext(newRequestContext(null, address), work);
}

/** A user of the role in an organisation of their own, as the principal of their requests. */
export async function somePrincipal(services: Pick<TestServices, 'app'>, role: Role): Promise<Principal> {
  return principalNamed(services, await someUser(services, role));
}

/** The user in their first membership, as the principal of their requests. */
export async function principalNamed(services: Pick<TestServices, 'app'>, username: string): Promise<Principal> {
  const [row] = (await services.app
    .get(DataSource)
    .query(
      'SELECT MIN(m.id) AS id FROM membership m JOIN `user` u ON u.id = m.user_id WHERE u.username = ? AND m.ended_at IS NULL',
      [username],
    )) as { id: number | null }[];
  const principal = row?.id ? await services.app.get(IdentitiesService).principalOf(row.id) : null;
  if (!principal) throw new Error(`${username} acts nowhere`);
  return principal;
}

/** What a second administrator, of another kind and let in by nobody, makes of the proposal. */
export async function confirmed(
  services: Pick<TestServices, 'app'>,
  { proposal }: Pick<MadeProposal, 'proposal'>,
  second?: Principal,
): Promise<ConfirmedAccess> {
  const kind =
    proposal.proposedAs === Role.SECURITY_ADMINISTRATOR ? Role.SYSTEM_ADMINISTRATOR : Role.SECURITY_ADMINISTRATOR;
  const confirmer = second ?? (await somePrincipal(services, kind));
  return services.app.get(AccessConfirmationService, { strict: false }).confirm(confirmer, proposal.id);
}

/** The membership, proposed by the one and confirmed by another administrator; its id. */
export async function givenMembership(
  services: Pick<TestServices, 'app'>,
  proposer: Principal,
  wanted: NewMembership,
): Promise<EntityId> {
  const made = await services.app.get(MembershipsService, { strict: false }).add(proposer, wanted);
  return (await confirmed(services, made)).proposal.outcomeId as EntityId;
}

/** The same of another role in a membership's place. */
export async function changedRole(
  services: Pick<TestServices, 'app'>,
  proposer: Principal,
  membershipId: EntityId,
  role: Role,
): Promise<EntityId> {
  const made = await services.app.get(MembershipsService, { strict: false }).changeRole(proposer, membershipId, role);
  return (await confirmed(services, made)).proposal.outcomeId as EntityId;
}

/** A school or an enterprise in the tables of their registers, below the city 3204; its id. */
export async function someParty(services: Pick<TestServices, 'app'>, kind: 'school' | 'enterprise'): Promise<number> {
  const code = randomUUID().slice(0, 18);
  const insert =
    kind === 'school'
      ? "INSERT INTO school (code, name, region_code) VALUES (?, '示例学校', '320402')"
      : "INSERT INTO enterprise (uscc, name, kind, region_code) VALUES (?, '示例企业', 'ENTERPRISE', '320402')";
  const { insertId } = (await services.app.get(DataSource).query(insert, [code])) as { insertId: number };
  return insertId;
}
