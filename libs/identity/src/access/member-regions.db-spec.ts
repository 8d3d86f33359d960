import { Principal, Role, rowScopeOf } from '@sxbq/kernel';
import { someUser, startIdentityServices } from '../../../../test/support/identity-services';
import { outcome } from '../../../../test/support/programme-world';
import { TestServices } from '../../../../test/support/test-database';
import { PRINCIPAL_COLUMNS, PrincipalRow, principalOf } from '../persistence/principal-row';
import { MemberRegionsService } from './member-regions.service';

describe('the region of a member', () => {
  let services: TestServices;
  let regions: MemberRegionsService;

  beforeAll(async () => {
    services = await startIdentityServices();
    regions = services.app.get(MemberRegionsService);
  });
  afterAll(() => services.close());

  /** The member as every request reads them. */
  async function member(username: string): Promise<Principal & { readonly membershipId: number }> {
    const [row] = (await services.dataSource.query(
      `SELECT ${PRINCIPAL_COLUMNS} FROM membership m JOIN organisation o ON o.id = m.organisation_id
         JOIN \`user\` u ON u.id = m.user_id WHERE u.username = ?`,
      [username],
    )) as [PrincipalRow];
    return { ...principalOf(row), membershipId: row.membershipId };
  }

  it('narrows what the member sees from the next request, and is given back', async () => {
    const username = await someUser(services);
    const { membershipId } = await member(username);
    await regions.narrow(membershipId, '320402');
    expect(rowScopeOf(await member(username))).toEqual({ kind: 'REGION', prefix: '320402' });
    await regions.narrow(membershipId, null);
    expect(rowScopeOf(await member(username))).toEqual({ kind: 'REGION', prefix: '3204' });
  });

  it('lies in the bureau’s, and is a bureau’s alone', async () => {
    const { membershipId } = await member(await someUser(services));
    expect(await outcome(regions.narrow(membershipId, '3205'))).toBe('MEMBER_REGION_UNFIT');
    expect(await outcome(regions.narrow(membershipId, '32'))).toBe('MEMBER_REGION_UNFIT');
    const auditor = await member(await someUser(services, Role.AUDIT_ADMINISTRATOR));
    expect(await outcome(regions.narrow(auditor.membershipId, '3204'))).toBe('MEMBER_REGION_UNFIT');
    expect(await outcome(regions.narrow(4_000_000_000, '320402'))).toBe('MEMBERSHIP_NOT_FOUND');
  });
});
