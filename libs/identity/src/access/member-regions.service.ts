import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@sxbq/audit';
import { EntityId, narrowerRegion } from '@sxbq/kernel';
import { UnitOfWork } from '@sxbq/platform';
import { OrganisationKind } from '../domain/organisation-kind';
import { MemberRegionRepository } from '../persistence/member-region.repository';
import { membershipNotFound } from '../accounts/accounts.errors';
import { memberRegionUnfit } from '../permissions.errors';

/** The part of a bureau's region that a member is given: a district officer of a city bureau. */
@Injectable()
export class MemberRegionsService {
  constructor(
    private readonly members: MemberRegionRepository,
    private readonly unitOfWork: UnitOfWork,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * Gives the member a part of the organisation's region, or all of it again with null; counts from the next request.
   * MEMBERSHIP_NOT_FOUND; MEMBER_REGION_UNFIT when it lies outside or the organisation is no bureau.
   */
  async narrow(membershipId: EntityId, regionPrefix: string | null): Promise<void> {
    await this.unitOfWork.run(async (tx) => {
      const member = await this.members.lock(tx, membershipId);
      if (!member) throw membershipNotFound();
      const { organisationRegion } = member;
      const fits =
        regionPrefix === null ||
        (member.organisationKind === OrganisationKind.BUREAU &&
          narrowerRegion(organisationRegion, regionPrefix) === regionPrefix);
      if (!fits) throw memberRegionUnfit(organisationRegion);
      await this.members.setRegion(tx, membershipId, regionPrefix);
      await this.audit.record(tx, {
        action: 'permissions.narrowMember',
        objectType: 'Membership',
        objectId: membershipId,
        before: { regionPrefix: member.regionPrefix },
        after: { regionPrefix },
      });
    });
  }
}
