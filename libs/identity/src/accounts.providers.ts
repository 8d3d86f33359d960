import { Provider } from '@nestjs/common';
import { IdentitiesService } from './accounts/identities.service';
import { MembershipsService } from './accounts/memberships.service';
import { OrganisationRegisters } from './accounts/organisation-registers';
import { OrganisationsService } from './accounts/organisations.service';
import { UsersService } from './accounts/users.service';
import { InvitationAcceptanceService } from './invitations/invitation-acceptance.service';
import { InvitationsService } from './invitations/invitations.service';
import { InvitationRepository } from './persistence/invitation.repository';
import { MembershipRepository } from './persistence/membership.repository';
import { OrganisationRepository } from './persistence/organisation.repository';
import { UserRepository } from './persistence/user.repository';

/** What IdentityModule offers of organisations, users, invitations and machine clients. */
export const accountServices = [
  OrganisationRegisters,
  OrganisationsService,
  UsersService,
  MembershipsService,
  IdentitiesService,
  InvitationsService,
  InvitationAcceptanceService,
] satisfies Provider[];

/** All of them. */
export const accountProviders: Provider[] = [
  ...accountServices,
  OrganisationRepository,
  UserRepository,
  MembershipRepository,
  InvitationRepository,
];
