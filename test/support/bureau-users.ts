import { OrganisationKind, OrganisationsService, UsersService } from '@sxbq/identity';
import { Role } from '@sxbq/kernel';
import { Platform } from './platform';

const PASSWORD = 'abuse-spec-4t8w';

/** Makes users of one bureau and signs them in; gives their tokens. */
export async function bureauUsers(platform: Platform, ...usernames: string[]): Promise<string[]> {
  const bureau = { code: 'bureau', name: '示例局', kind: OrganisationKind.BUREAU, regionPrefix: '3204' };
  await platform.api
    .get(OrganisationsService, { strict: false })
    .ensure({ ...bureau, schoolId: null, enterpriseId: null });
  const users = platform.api.get(UsersService, { strict: false });
  const tokens: string[] = [];
  for (const username of usernames) {
    const user = { username, displayName: username, password: PASSWORD, organisationCode: bureau.code };
    await users.create({ ...user, role: Role.HR_BUREAU });
    tokens.push(await platform.signIn(username, PASSWORD));
  }
  return tokens;
}
