import { Injectable } from '@nestjs/common';
import { EntityId } from '@sxbq/kernel';
import { Transaction } from '@sxbq/platform';
import { OrganisationKind } from '../domain/organisation-kind';
import { Membership } from './membership.entity';

/** A member with the region of the organisation. */
export interface MemberRegion {
  readonly regionPrefix: string | null;
  readonly organisationKind: OrganisationKind;
  readonly organisationRegion: string;
}

@Injectable()
export class MemberRegionRepository {
  /** The membership, locked until the transaction ends; null when there is none or it has ended. */
  async lock(tx: Transaction, membershipId: EntityId): Promise<MemberRegion | null> {
    const [row] = (await tx.query(
      `SELECT m.region_prefix AS regionPrefix, o.kind AS organisationKind, o.region_prefix AS organisationRegion
         FROM membership m JOIN organisation o ON o.id = m.organisation_id
        WHERE m.id = ? AND m.ended_at IS NULL FOR UPDATE`,
      [membershipId],
    )) as MemberRegion[];
    return row ?? null;
  }

  async setRegion(tx: Transaction, membershipId: EntityId, regionPrefix: string | null): Promise<void> {
    await tx.update(Membership, { id: membershipId }, { regionPrefix });
  }
}
